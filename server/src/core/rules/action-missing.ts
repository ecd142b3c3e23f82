import { say, series, words } from '../explain/sentence';
import { mayHold, STATEMENT_ELEMENTS } from '../iam/elements';
import { neededActions } from '../iam/neededActions';
import { SOURCES } from '../iam/sources';
import { changeOf } from '../repairs/removeValue';
import type { Fix } from './finding';
import { openingSpan } from './openingSpan';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "ec2.amazonaws.com" }
    }
  ]
}
`;
const WITH_ACTION = TRUST.replace(
  '"ec2.amazonaws.com" }',
  '"ec2.amazonaws.com" },\n      "Action": "sts:AssumeRole"',
);

export default rule({
  meta: {
    id: 'action-missing',
    title: 'A statement has no Action',
    level: 'error',
    category: 'grammar',
    fix: 'unsafe',
    references: [SOURCES.action, SOURCES.grammar],
  },
  docs: {
    what: 'A statement of the trust policy has neither an `Action` nor a `NotAction`.',
    why: 'Action is required: IAM refuses the policy.',
    remedy:
      'Add the action by which its principals assume the role: `sts:AssumeRole` for AWS principals and services, `sts:AssumeRoleWithWebIdentity` for OIDC providers, `sts:AssumeRoleWithSAML` for SAML providers.',
  },
  examples: {
    bad: [{ file: 'trust.json', text: TRUST, at: '{', fixes: [{ id: 'add-action', text: WITH_ACTION }] }],
    good: [
      { file: 'trust.json', text: WITH_ACTION },
      {
        title: 'A misspelt Action is another finding',
        file: 'trust.json',
        text: WITH_ACTION.replace('"Action"', '"Actions"'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check({ policy, source }) {
    for (const statement of policy.statements) {
      const { value, notAction, number } = statement;
      if (notAction !== undefined || mayHold(value, 'Action', STATEMENT_ELEMENTS)) continue;
      yield {
        message: words('This statement has no Action, so IAM refuses the policy.'),
        span: openingSpan(value.span),
        fixes: (): Fix[] => {
          const needed = neededActions(statement);
          if (needed === undefined) return [];
          const action = needed.length === 1 ? needed[0]! : needed;
          return [
            {
              id: 'add-action',
              title: say`Add Action ${series(needed.map((each) => say`${each}`))}`,
              safe: false,
              consequence: say`Statement ${number} takes effect for its principals.`,
              change: changeOf(source, source.edits.set(value, 'Action', action, 'Principal')),
            },
          ];
        },
      };
    }
  },
});
