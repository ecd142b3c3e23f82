import { say } from '../explain/sentence';
import { ownAccount } from '../iam/ownAccount';
import { SOURCES } from '../iam/sources';
import { assumersIn } from '../iam/trusted';
import { delegateToAccount } from '../repairs/narrow';
import { inFile } from '../repairs/trustedEdits';
import type { Fix } from './finding';
import { rule } from './rule';
import { trustExample } from './trustExample';

const ROOT = '{ "AWS": "arn:aws:iam::444455556666:root" }';

export default rule({
  meta: {
    id: 'account-trusted',
    title: 'A whole account is trusted',
    level: 'hint',
    category: 'trust',
    fix: 'unsafe',
    references: [SOURCES.principal, SOURCES.crossAccount],
  },
  docs: {
    what: 'The trust policy trusts an account (by its ID or its root ARN) without any condition. This is a hint: it is the usual way to delegate, and often right.',
    why: "An account, by its ID or its root ARN, stands for all of its roles and users (its root user cannot assume roles). Which of them can assume the role is then decided by that account's administrators, who give out sts:AssumeRole.",
    remedy:
      'Name the roles that need it, or add a condition on `aws:PrincipalArn`, when you want to decide that yourself.',
  },
  examples: {
    bad: [
      {
        title: 'Another account, by its root ARN',
        file: 'trust.json',
        text: trustExample(ROOT),
        at: '"arn:aws:iam::444455556666:root"',
        fixes: [
          {
            id: 'require-role',
            answer: 'arn:aws:iam::444455556666:role/Deploy',
            text: trustExample(
              ROOT,
              '"sts:AssumeRole"',
              '{\n        "ArnLike": {\n          "aws:PrincipalArn": "arn:aws:iam::444455556666:role/Deploy"\n        }\n      }',
            ),
          },
        ],
      },
    ],
    good: [
      {
        title: 'A role of the account',
        file: 'trust.json',
        text: trustExample('{ "AWS": "arn:aws:iam::444455556666:role/Deploy" }'),
      },
      {
        title: 'A condition says who',
        file: 'trust.json',
        text: trustExample(
          ROOT,
          '"sts:AssumeRole"',
          '{ "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/Deploy" } }',
        ),
      },
      {
        title: "The role's own account",
        file: 'trust.json',
        text: trustExample(ROOT),
        settings: { roles: { 'trust.json': 'arn:aws:iam::444455556666:role/App' } },
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'nonRole',
  *check(subject, context) {
    for (const trusted of assumersIn(subject.policy)) {
      const { principal, statement, node, text } = trusted;
      if (principal.kind !== 'account' || text === undefined || statement.conditionEntry !== undefined)
        continue;
      const account = String(principal.account);
      if (ownAccount(subject, context)?.account === account) continue;
      const partition = /^arn:([^:]+):/.exec(text)?.[1] ?? 'aws';
      // The account stays named as it is; apart from the statement's other principals.
      const narrowed = (arn: string) =>
        delegateToAccount(subject, trusted, { root: text, operator: 'ArnLike', arn });
      yield {
        message: say`Every role and user of account ${account} can assume this role by this statement if that account's administrators let them: an account as principal delegates the decision to it.`,
        span: node.span,
        fixes: (): Fix[] =>
          narrowed(text) === undefined
            ? []
            : [
                {
                  id: 'require-role',
                  title: say`Let in certain roles of account ${account} only…`,
                  safe: false,
                  consequence: say`The other roles and users of the account are denied from then on, unless another statement lets them in.`,
                  change: {
                    kind: 'question',
                    prompt: say`The ARN of the role, or a pattern of such ARNs`,
                    candidates: [],
                    pattern: `^arn:aws[a-z0-9-]*:iam::${account}:(role|user)/.+$`,
                    hint: say`Such an ARN looks like ${`arn:${partition}:iam::${account}:role/RoleName`}.`,
                    answer: (arn) => inFile(subject.source, narrowed(arn) ?? []),
                  },
                },
              ],
      };
    }
  },
});
