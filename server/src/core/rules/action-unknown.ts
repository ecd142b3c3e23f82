import { say, words } from '../explain/sentence';
import { TRUST_ACTIONS, trustAction } from '../iam/actions';
import { SOURCES } from '../iam/sources';
import { actionsMatching, isActionPattern, isOtherStsAction } from '../iam/stsActions';
import { changeOf, removeValue } from '../repairs/removeValue';
import { knownString } from '../syntax/tree';
import { closest } from '../text/closest';
import type { Fix } from './finding';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "ecs-tasks.amazonaws.com" },
      "Action": ["sts:AssumeRole"]
    }
  ]
}
`;

export default rule({
  meta: {
    id: 'action-unknown',
    title: 'An action of STS has no effect in a trust policy',
    level: 'warning',
    category: 'grammar',
    fix: 'unsafe',
    references: [SOURCES.stsActions],
  },
  docs: {
    what: 'A statement of the trust policy has an action of STS that does not exist, or one that does not act on a role, such as `sts:GetCallerIdentity`.',
    why: 'No request to assume the role ever asks for it, so it allows and denies nothing. If it is misspelt, the statement says nothing of the action that was meant.',
    remedy:
      'Write one of the actions that act on a role: `sts:AssumeRole`, `sts:AssumeRoleWithSAML`, `sts:AssumeRoleWithWebIdentity`, `sts:TagSession`, `sts:SetSourceIdentity`, `sts:SetContext`.',
  },
  examples: {
    bad: [
      {
        title: 'A slip of the keyboard',
        file: 'trust.json',
        text: TRUST.replace('AssumeRole', 'AsumeRole'),
        at: '"sts:AsumeRole"',
        fixes: [{ id: 'write-action', text: TRUST }],
      },
      {
        title: 'An action that does not act on a role',
        file: 'trust.json',
        text: TRUST.replace('"sts:AssumeRole"', '"sts:AssumeRole", "sts:GetCallerIdentity"'),
        at: '"sts:GetCallerIdentity"',
        fixes: [{ id: 'remove-action', text: TRUST }],
      },
    ],
    good: [
      { file: 'trust.json', text: TRUST },
      {
        title: 'The companions of assuming a role',
        file: 'trust.json',
        text: TRUST.replace(
          '"sts:AssumeRole"',
          '"sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"',
        ),
      },
      { title: 'Case does not matter', file: 'trust.json', text: TRUST.replace('AssumeRole', 'assumeRole') },
    ],
  },
  subject: 'trustPolicy',
  about: 'furtherAction',
  *check({ policy, source }) {
    for (const { action, notAction } of policy.statements) {
      for (const element of [action, notAction]) {
        for (const value of element?.values ?? []) {
          const written = knownString(value);
          if (written === undefined || !/^sts:/i.test(written)) continue;
          if (trustAction(written) !== undefined || actionsMatching(written).length > 0) continue;
          const other = isOtherStsAction(written);
          const meant = other || isActionPattern(written) ? undefined : closest(written, TRUST_ACTIONS);
          const message = other
            ? say`The action ${written} does not act on a role, so it has no effect in a trust policy.`
            : say`The action ${written} matches no action by which a role is assumed, so it has no effect in a trust policy.${meant === undefined ? words('') : say` Is ${meant} meant?`}`;
          yield {
            message,
            span: value.span,
            fixes: (): Fix[] => {
              if (meant !== undefined) {
                return [
                  {
                    id: 'write-action',
                    title: say`Write ${meant} instead of ${written}`,
                    safe: false,
                    consequence: say`The statement then takes effect for ${meant}.`,
                    change: changeOf(source, source.edits.replace(value, meant)),
                  },
                ];
              }
              const change = removeValue(source, element?.entry.value, value);
              const title = say`Remove ${written}, which has no effect here`;
              if (change === undefined) return [];
              const shared = { id: 'remove-action', title, change };
              if (other) return [{ ...shared, safe: true }];
              return [
                {
                  ...shared,
                  safe: false,
                  consequence: words('If another action was meant, it is still missing.'),
                },
              ];
            },
          };
        }
      }
    }
  },
});
