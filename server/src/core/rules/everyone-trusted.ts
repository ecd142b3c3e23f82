import { say } from '../explain/sentence';
import { openStatements } from '../iam/openToEveryone';
import { SOURCES } from '../iam/sources';
import { requireOrganizationFix, trustAccountFix } from '../repairs/trustInstead';
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
    why: "Every role and user of every AWS account in the world can assume the role: all they need is its ARN and, in other accounts, a permission that their own administrators give. In the role's own account this is a direct grant: nobody there needs a permission for it.",
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
  about: 'nonRole',
  *check(subject, context) {
    for (const { trusted, limit } of openStatements(subject.policy)) {
      if (limit !== 'none') continue;
      yield {
        message: say`Everybody with an AWS account can assume this role: statement ${trusted.statement.number} trusts ${'"AWS": "*"'} and has no condition on who calls.`,
        span: trusted.node.span,
        fixes: () => [
          trustAccountFix(subject, context, (root) => subject.source.edits.replace(trusted.node, root)),
          ...requireOrganizationFix(subject, trusted.statement),
        ],
      };
    }
  },
});
