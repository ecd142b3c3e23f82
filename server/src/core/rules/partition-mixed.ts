import type { Context } from '../context';
import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { ownAccount } from '../iam/ownAccount';
import { SOURCES } from '../iam/sources';
import { type Trusted, trustedIn } from '../iam/trusted';
import { replaceFix } from '../repairs/trustedEdits';
import { PARTITIONS } from '../sts/partitions';
import { rule } from './rule';
import { trustExample } from './trustExample';

const KNOWN: ReadonlySet<string> = new Set(PARTITIONS.map(({ id }) => id));
const MIXED = trustExample(
  '{ "AWS": ["arn:aws:iam::111122223333:root", "arn:aws-cn:iam::444455556666:root"] }',
);

export default rule({
  meta: {
    id: 'partition-mixed',
    title: 'Principals of different partitions',
    level: 'error',
    category: 'trust',
    fix: 'unsafe',
    references: [
      SOURCES.principal,
      {
        title: 'IAM User Guide: Federating AWS identities across AWS partitions',
        url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_cross_partition.html',
      },
    ],
  },
  docs: {
    what: 'The trust policy names principals of different partitions, such as `aws` and `aws-cn`, or of another partition than its role.',
    why: 'Each partition has an independent IAM. It finds no principal of another partition, and AssumeRole does not work from one to the other.',
    remedy:
      'Keep one trust policy for each partition. Where the partition is only a slip, correct it. A workload of another partition can be let in by identity federation: it gets a token from GetWebIdentityToken and assumes the role by AssumeRoleWithWebIdentity.',
  },
  examples: {
    bad: [
      {
        title: 'China beside the rest of the world',
        file: 'trust.json',
        text: MIXED,
        at: '"arn:aws-cn:iam::444455556666:root"',
      },
      {
        title: 'The role is in another partition',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:aws:iam::444455556666:root" }'),
        at: '"arn:aws:iam::444455556666:root"',
        settings: { roles: { 'trust.json': 'arn:aws-us-gov:iam::111122223333:role/App' } },
        fixes: [
          {
            id: 'use-own-partition',
            text: trustExample('{ "AWS": "arn:aws-us-gov:iam::444455556666:root" }'),
          },
        ],
      },
    ],
    good: [
      { title: 'All of one partition', file: 'trust.json', text: MIXED.replace('aws:iam', 'aws-cn:iam') },
      {
        title: 'Service principals have the same name in several partitions',
        file: 'trust.json',
        text: trustExample('{ "Service": "ec2.amazonaws.com", "AWS": "arn:aws-cn:iam::444455556666:root" }'),
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject, context) {
    const named = trustedIn(subject.policy).flatMap((trusted) => {
      const partition = partitionIn(trusted);
      return partition === undefined ? [] : [{ trusted, partition }];
    });
    if (named.length === 0) return;
    const own = ownPartition(subject, context);
    const home = own ?? named[0]?.partition;
    for (const { trusted, partition } of named) {
      if (home === undefined || partition === home) continue;
      yield {
        message:
          own === undefined
            ? say`This principal is in the partition ${partition} and another one of the policy in ${home}. Each partition has an IAM of its own that knows no others' principals, so it refuses one of them.`
            : say`This principal is in the partition ${partition}, the role in ${home}. Each partition has an IAM of its own that knows no others' principals, so it refuses this one.`,
        span: trusted.node.span,
        fixes: () =>
          own === undefined || trusted.text === undefined
            ? []
            : [
                replaceFix(subject, trusted.node, trusted.text.replace(`arn:${partition}:`, `arn:${own}:`), {
                  id: 'use-own-partition',
                  safe: false,
                  consequence: say`Account IDs are not shared between partitions: make sure that the account is one of ${own}.`,
                }),
              ],
      };
    }
  },
});

function partitionIn({ text }: Trusted): string | undefined {
  const partition = /^arn:([^:]+):/.exec(text ?? '')?.[1];
  return partition !== undefined && KNOWN.has(partition) ? partition : undefined;
}

function ownPartition(subject: TrustPolicySubject, context: Context): string | undefined {
  const partition = ownAccount(subject, context)?.partition;
  return partition !== undefined && KNOWN.has(partition) ? partition : undefined;
}
