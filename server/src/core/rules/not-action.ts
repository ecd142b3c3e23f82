import { say, series, words } from '../explain/sentence';
import { TRUST_ACTIONS } from '../iam/actions';
import { neededActions } from '../iam/neededActions';
import { actionsMatching } from '../iam/stsActions';
import { changeOf } from '../repairs/removeValue';
import { knownString } from '../syntax/tree';
import type { Fix } from './finding';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/Deployer" },
      "NotAction": ["sts:TagSession"]
    }
  ]
}
`;
const WITH_ACTION = TRUST.replace('"NotAction": ["sts:TagSession"]', '"Action": "sts:AssumeRole"');

export default rule({
  meta: {
    id: 'not-action',
    title: 'A statement allows all actions but those it lists',
    level: 'warning',
    category: 'grammar',
    fix: 'unsafe',
    references: [
      {
        title: 'IAM User Guide: IAM JSON policy elements: NotAction',
        url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html',
      },
    ],
  },
  docs: {
    what: 'A statement of the trust policy has `"Effect": "Allow"` and `NotAction`.',
    why: 'It allows every action that is not listed: assuming the role, but also passing session tags or setting the source identity, and whatever AWS adds to them.',
    remedy:
      'List in `Action` what the principals need, mostly `sts:AssumeRole` alone. To forbid something, deny it in a statement of its own.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: TRUST,
        at: '"NotAction"',
        fixes: [{ id: 'write-action', text: WITH_ACTION }],
      },
    ],
    good: [
      { file: 'trust.json', text: WITH_ACTION },
      {
        title: 'Denying all but the listed actions is a usual way to restrict',
        file: 'trust.json',
        text: TRUST.replace('Allow', 'Deny'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check({ policy, source }) {
    for (const statement of policy.statements) {
      const { effect, notAction, action } = statement;
      if (effect !== 'Allow' || notAction === undefined || action !== undefined) continue;
      const written = notAction.values.map(knownString);
      if (written.includes(undefined) || notAction.oddities.length > 0) continue;
      const except = new Set(written.flatMap((pattern) => actionsMatching(pattern ?? '')));
      const allowed = TRUST_ACTIONS.filter((each) => !except.has(each));
      if (allowed.length === 0) continue;
      yield {
        message: say`Allow with NotAction allows every action not listed, here ${series(allowed.map((each) => say`${each}`))}. List in Action what the principals need.`,
        span: notAction.entry.key.span,
        fixes: (): Fix[] => {
          const needed = neededActions(statement)?.filter((each) => !except.has(each)) ?? [];
          const value = notAction.entry.value;
          if (needed.length === 0 || value === undefined) return [];
          const { edits } = source;
          return [
            {
              id: 'write-action',
              title: say`Allow only ${series(needed.map((each) => say`${each}`))}`,
              safe: false,
              consequence: words(
                'Callers that pass session tags, a source identity or a context are denied until those actions are allowed too.',
              ),
              change: changeOf(source, [
                ...edits.rename(notAction.entry, 'Action'),
                ...edits.replace(value, needed.length === 1 ? needed[0]! : needed),
              ]),
            },
          ];
        },
      };
    }
  },
});
