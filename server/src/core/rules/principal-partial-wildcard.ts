import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { type Trusted, trustedIn } from '../iam/trusted';
import { delegateToAccount } from '../repairs/narrow';
import { inFile, replaceFix } from '../repairs/trustedEdits';
import type { Fix } from './finding';
import { invalidPrincipal } from './invalidPrincipal';
import { rule } from './rule';
import { trustExample } from './trustExample';

const CONDITION = `{
        "ArnLike": {
          "aws:PrincipalArn": "arn:aws:iam::111122223333:role/App*"
        }
      }`;

export default rule({
  meta: {
    id: 'principal-partial-wildcard',
    title: 'A wildcard inside a principal',
    level: 'error',
    category: 'trust',
    fix: 'unsafe',
    references: [SOURCES.principal, SOURCES.globalKeys],
  },
  docs: {
    what: 'An ARN in the `Principal` element has a `*` or `?` in it.',
    why: 'IAM turns each role and user in a trust policy into its unique ID when the policy is saved, so it must know which one is meant. It refuses a wildcard that is only part of a principal.',
    remedy:
      'Trust the account and add the condition `ArnLike` on `aws:PrincipalArn` with the pattern. The callers then need sts:AssumeRole in an identity-based policy too. For all sessions of one role, name the role.',
  },
  examples: {
    bad: [
      {
        title: 'All roles whose names begin with App',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:aws:iam::111122223333:role/App*" }'),
        at: '"arn:aws:iam::111122223333:role/App*"',
        fixes: [
          {
            id: 'trust-account-with-condition',
            text: trustExample('{ "AWS": "arn:aws:iam::111122223333:root" }', '"sts:AssumeRole"', CONDITION),
          },
        ],
      },
      {
        title: 'All sessions of a role',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:aws:sts::111122223333:assumed-role/App/*" }'),
        at: '"arn:aws:sts::111122223333:assumed-role/App/*"',
        fixes: [{ id: 'name-role', text: trustExample('{ "AWS": "arn:aws:iam::111122223333:role/App" }') }],
      },
      {
        title: 'Another principal stands beside it',
        file: 'trust.json',
        text: trustExample(
          '{ "Service": "ec2.amazonaws.com", "AWS": "arn:aws:iam::111122223333:role/App*" }',
        ),
        at: '"arn:aws:iam::111122223333:role/App*"',
        fixes: [
          {
            id: 'trust-account-with-condition',
            text: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "ec2.amazonaws.com" },
      "Action": "sts:AssumeRole"
    },
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::111122223333:root"
      },
      "Action": "sts:AssumeRole",
      "Condition": ${CONDITION}
    }
  ]
}
`,
          },
        ],
      },
    ],
    good: [
      {
        title: 'The pattern stands in a condition',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:aws:iam::111122223333:root" }', '"sts:AssumeRole"', CONDITION),
      },
      { title: 'A lone star is no part', file: 'trust.json', text: trustExample('{ "AWS": "*" }') },
    ],
  },
  subject: 'trustPolicy',
  about: 'nonRole',
  *check(subject) {
    for (const trusted of trustedIn(subject.policy)) {
      const { text, node, group } = trusted;
      if (group.type !== 'AWS' || text === undefined || text === '*' || !/[*?]/.test(text)) continue;
      yield {
        message: say`The principal ${text} has a wildcard in it, and a principal must be named in full. IAM answers: ${invalidPrincipal('AWS', text)}.`,
        span: node.span,
        fixes: () => fixes(subject, trusted, text),
      };
    }
  },
});

function fixes(subject: TrustPolicySubject, trusted: Trusted, text: string): Fix[] {
  const session = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([\w+=,.@-]+)\/\*$/.exec(text);
  if (session !== null) {
    const [, partition, account, name] = session;
    const arn = `arn:${partition}:iam::${account}:role/${name}`;
    return [
      replaceFix(subject, trusted.node, arn, {
        id: 'name-role',
        safe: false,
        title: say`Name the role ${arn}, and with it all of its sessions`,
        consequence: say`If the role has a path, put it into the ARN: IAM refuses the name of a role that does not exist.`,
      }),
    ];
  }
  const entity = /^arn:([\w-]+):iam::(\d{12}):(?:role|user)\/.+$/.exec(text);
  if (entity === null || trusted.statement.effect !== 'Allow') return [];
  const root = `arn:${entity[1]}:iam::${entity[2]}:root`;
  const edits = delegateToAccount(subject, trusted, { root, operator: 'ArnLike', arn: text });
  if (edits === undefined) return [];
  return [
    {
      id: 'trust-account-with-condition',
      title: say`Trust account ${entity[2]!} where aws:PrincipalArn is like ${text}`,
      safe: false,
      consequence: say`The callers then also need sts:AssumeRole on this role in an identity-based policy.`,
      change: { kind: 'edits', files: inFile(subject.source, edits) },
    },
  ];
}
