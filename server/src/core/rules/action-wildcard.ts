import { say, series, words } from '../explain/sentence';
import { ASSUMING_ACTIONS, type TrustAction, trustAction } from '../iam/actions';
import { neededActions } from '../iam/neededActions';
import type { ListElement } from '../iam/policy';
import { SOURCES } from '../iam/sources';
import { actionsMatching, isActionPattern } from '../iam/stsActions';
import { changeOf } from '../repairs/removeValue';
import { knownString, type LocatedValue, listOf } from '../syntax/tree';
import type { Edits, Fix } from './finding';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/Deployer" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

export default rule({
  meta: {
    id: 'action-wildcard',
    title: 'A trust policy allows actions by a wildcard',
    level: 'warning',
    category: 'grammar',
    fix: 'unsafe',
    references: [SOURCES.action, SOURCES.stsActions],
  },
  docs: {
    what: 'A statement that allows has an action with a wildcard, such as `*`, `sts:*` or `sts:AssumeRole*`.',
    why: 'With the right to assume the role it gives others away: the principals may pass session tags and set a source identity, on which other policies may decide, and they get whatever AWS adds. IAM expects actions of STS in a trust policy and may refuse `*`. A wildcard that covers only the actions of assuming is a hint: each kind of principal can use only its own.',
    remedy:
      'Name the action the principals use: `sts:AssumeRole` for AWS principals and services, `sts:AssumeRoleWithWebIdentity` or `sts:AssumeRoleWithSAML` for identity providers; add `sts:TagSession` or `sts:SetSourceIdentity` where it is needed.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: TRUST.replace('sts:AssumeRole', 'sts:*'),
        at: '"sts:*"',
        fixes: [{ id: 'name-actions', text: TRUST }],
      },
      {
        title: 'In a list',
        file: 'trust.json',
        text: TRUST.replace('"sts:AssumeRole"', '["sts:AssumeRole", "sts:Assume*"]'),
        at: '"sts:Assume*"',
        fixes: [{ id: 'name-actions', text: TRUST.replace('"sts:AssumeRole"', '["sts:AssumeRole"]') }],
      },
    ],
    good: [
      { file: 'trust.json', text: TRUST },
      {
        title: 'Denying by a wildcard',
        file: 'trust.json',
        text: TRUST.replace('sts:AssumeRole', '*').replace('Allow', 'Deny'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'furtherAction',
  *check({ policy, source }) {
    for (const statement of policy.statements) {
      const { effect, action } = statement;
      if (effect !== 'Allow' || action === undefined) continue;
      for (const value of action.values) {
        const written = knownString(value);
        if (written === undefined || !isActionPattern(written)) continue;
        const matched = actionsMatching(written);
        if (matched.length < 2) continue;
        const needed = neededActions(statement);
        const companions = matched.filter((each) => !ASSUMING_ACTIONS.includes(each));
        const refused = written.includes(':')
          ? words('')
          : words(' IAM expects actions of STS here and may refuse the policy.');
        yield {
          message:
            companions.length > 0
              ? say`The action ${written} allows more than assuming the role: also ${list(companions)}.${refused}`
              : say`The action ${written} stands for ${list(matched)}. Naming the one its principals use says more.`,
          span: value.span,
          ...(companions.length > 0 ? {} : { severity: 'hint' as const }),
          fixes: (): Fix[] => {
            const wanted = needed?.filter((each) => matched.includes(each)) ?? [];
            if (wanted.length === 0) return [];
            return [
              {
                id: 'name-actions',
                title: say`Allow ${list(wanted)} instead of ${written}`,
                safe: false,
                consequence: words(
                  'Callers that pass session tags, a source identity or a context are denied until those actions are allowed by name.',
                ),
                change: replaceBy(action, value, wanted),
              },
            ];
          },
        };
      }
    }

    /** Writes actions in place of one value, those left out that stand in the list already. */
    function replaceBy({ entry }: ListElement, value: LocatedValue, wanted: readonly TrustAction[]): Edits {
      const { edits } = source;
      if (entry.value === value || entry.value?.kind !== 'array') {
        return changeOf(source, edits.replace(value, wanted.length === 1 ? wanted[0]! : wanted));
      }
      const present = listOf(entry.value).map((each) => trustAction(knownString(each) ?? ''));
      const [first, ...rest] = wanted.filter((each) => !present.includes(each));
      if (first === undefined) return changeOf(source, edits.removeItem(entry.value, value));
      const added = rest.length === 0 ? [] : edits.append(entry.value, rest);
      return changeOf(source, [...edits.replace(value, first), ...added]);
    }
  },
});

function list(actions: readonly TrustAction[]) {
  return series(actions.map((action) => say`${action}`));
}
