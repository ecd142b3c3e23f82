import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { openStatements } from '../iam/openToEveryone';
import { ownAccount } from '../iam/ownAccount';
import { accountsIn } from '../iam/roleOf';
import { SOURCES } from '../iam/sources';
import type { Trusted } from '../iam/trusted';
import { addCondition, inFile } from '../repairs/trustedEdits';
import type { Fix } from './finding';
import { rule } from './rule';
import { trustExample } from './trustExample';

const EVERYONE = '{ "AWS": "*" }';

export default rule({
  meta: {
    id: 'everyone-trusted',
    title: 'Everybody with an AWS account can assume the role',
    level: 'error',
    category: 'trust',
    fix: 'unsafe',
    references: [SOURCES.principal, SOURCES.globalKeys],
  },
  docs: {
    what: 'An Allow statement trusts `{"AWS": "*"}` and has no condition.',
    why: "Every role and user of every AWS account in the world can assume the role; all they need is its ARN. In the role's own account this is a direct grant: nobody there needs a permission for it.",
    remedy:
      'Name the accounts, roles or users that are meant. Where that cannot be done, add a condition that says whose calls are let in, such as `aws:PrincipalOrgID` or `aws:PrincipalArn`.',
  },
  examples: {
    bad: [
      {
        title: 'No condition at all',
        file: 'trust.json',
        text: trustExample(EVERYONE),
        at: '"*"',
        fixes: [
          {
            id: 'trust-account',
            answer: '111122223333',
            text: trustExample('{ "AWS": "arn:aws:iam::111122223333:root" }'),
          },
          {
            id: 'require-organization',
            answer: 'o-a1b2c3d4e5',
            text: trustExample(
              EVERYONE,
              '"sts:AssumeRole"',
              '{\n        "StringEquals": {\n          "aws:PrincipalOrgID": "o-a1b2c3d4e5"\n        }\n      }',
            ),
          },
        ],
      },
    ],
    good: [
      {
        title: 'Only one organization',
        file: 'trust.json',
        text: trustExample(
          EVERYONE,
          '"sts:AssumeRole"',
          '{ "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }',
        ),
      },
      {
        title: 'Only the role itself, as some templates write it',
        file: 'trust.json',
        text: trustExample(
          EVERYONE,
          '"sts:AssumeRole"',
          '{ "ArnLike": { "AWS:PrincipalArn": "arn:aws:iam::111122223333:role/App" } }',
        ),
      },
      {
        title: 'Everybody is denied',
        file: 'trust.json',
        text: trustExample(EVERYONE).replace('Allow', 'Deny'),
      },
    ],
  },
  subject: 'trustPolicy',
  *check(subject, context) {
    for (const { trusted, limit } of openStatements(subject.policy)) {
      if (limit !== 'none') continue;
      yield {
        message: say`Everybody with an AWS account can assume this role: statement ${trusted.statement.number} trusts ${'"AWS": "*"'} and has no condition on who calls.`,
        span: trusted.node.span,
        fixes: () => {
          const own = ownAccount(subject, context);
          const accounts = own === undefined ? accountsIn(subject) : [own];
          return fixes(
            subject,
            trusted,
            accounts.map(({ account }) => account),
            own?.partition ?? 'aws',
          );
        },
      };
    }
  },
});

function fixes(
  subject: TrustPolicySubject,
  { node, statement }: Trusted,
  candidates: readonly string[],
  partition: string,
): Fix[] {
  const { edits } = subject.source;
  const account: Fix = {
    id: 'trust-account',
    title: say`Trust one account instead…`,
    safe: false,
    consequence: say`All others are denied from then on. In the account, those whose identity-based policies allow sts:AssumeRole on this role can assume it.`,
    change: {
      kind: 'question',
      prompt: say`The ID of the account to trust`,
      candidates,
      pattern: '^\\d{12}$',
      hint: say`An account ID has 12 digits.`,
      answer: (id) => inFile(subject.source, edits.replace(node, `arn:${partition}:iam::${id}:root`)),
    },
  };
  const organization: Fix = {
    id: 'require-organization',
    title: say`Let in one organization only…`,
    safe: false,
    consequence: say`Callers from outside of the organization are denied from then on; every account in it can still assume the role.`,
    change: {
      kind: 'question',
      prompt: say`The ID of the organization`,
      candidates: [],
      pattern: '^o-[a-z0-9]{10,32}$',
      hint: say`An organization ID looks like ${'o-a1b2c3d4e5'}.`,
      answer: (id) =>
        inFile(
          subject.source,
          addCondition(subject, statement, 'StringEquals', 'aws:PrincipalOrgID', id) ?? [],
        ),
    },
  };
  return [account, organization];
}
