import { say, series, words } from '../explain/sentence';
import { neededActions } from '../iam/neededActions';
import type { Statement } from '../iam/policy';
import { SOURCES } from '../iam/sources';
import { changeOf } from '../repairs/removeValue';
import type { LocatedValue } from '../syntax/tree';
import type { Fix } from './finding';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "Service": "ec2.amazonaws.com" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;

export default rule({
  meta: {
    id: 'empty-list',
    title: 'A Principal or Action is empty',
    level: 'warning',
    category: 'grammar',
    fix: 'unsafe',
    references: [SOURCES.grammar, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A Principal, one of its types, or an Action is an empty list or object.',
    why: 'A statement whose Principal or Action is empty applies to nobody or to nothing, if IAM takes it at all. An empty type beside others is only a leftover, which is a hint.',
    remedy: 'Fill in what was meant, or remove the empty part.',
  },
  examples: {
    bad: [
      {
        title: 'Nobody is named',
        file: 'trust.json',
        text: TRUST.replace('"ec2.amazonaws.com"', '[]'),
        at: '[]',
      },
      {
        title: 'A leftover beside other principals',
        file: 'trust.json',
        text: TRUST.replace('"ec2.amazonaws.com"', '"ec2.amazonaws.com", "AWS": []'),
        at: '[]',
        fixes: [{ id: 'remove-empty', text: TRUST }],
      },
      {
        title: 'No action',
        file: 'trust.json',
        text: TRUST.replace('"sts:AssumeRole"', '[]'),
        at: '[]',
        fixes: [{ id: 'write-action', text: TRUST }],
      },
    ],
    good: [
      { file: 'trust.json', text: TRUST },
      {
        title: 'An empty Condition restricts nothing, which is the usual meaning',
        file: 'trust.json',
        text: TRUST.replace('"sts:AssumeRole"', '"sts:AssumeRole",\n      "Condition": {}'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check({ policy, source }) {
    for (const statement of policy.statements) {
      for (const element of [statement.principal, statement.notPrincipal]) {
        const whole = element?.entry.value;
        if (isEmpty(whole)) yield { message: nobody(statement), span: whole.span };
        if (element === undefined || whole?.kind !== 'object') continue;
        const others = element.groups.some((group) => !isEmpty(group.entry.value));
        for (const group of element.groups) {
          const { entry, type } = group;
          if (entry.value?.kind !== 'array' || !isEmpty(entry.value)) continue;
          yield {
            message: others
              ? say`This list of ${type} principals is empty and can be left out.`
              : nobody(statement),
            span: entry.value.span,
            ...(others ? { severity: 'hint' as const } : {}),
            fixes: (): Fix[] => {
              const title = say`Remove the empty ${type}`;
              const change = changeOf(source, source.edits.removeEntry(whole, entry));
              return others ? [{ id: 'remove-empty', title, safe: true, change }] : [];
            },
          };
        }
      }
      for (const element of [statement.action, statement.notAction]) {
        const value = element?.entry.value;
        if (value?.kind !== 'array' || !isEmpty(value)) continue;
        yield {
          message: words(
            element === statement.action
              ? 'This Action is empty, so the statement is about no action: it allows and denies nothing.'
              : 'This NotAction is empty, so the statement is about every action.',
          ),
          span: value.span,
          fixes: () => (element === statement.action ? actionFixes(statement, value) : []),
        };
      }
    }

    function actionFixes(statement: Statement, value: LocatedValue): Fix[] {
      const needed = neededActions(statement);
      if (needed === undefined) return [];
      return [
        {
          id: 'write-action',
          title: say`Write ${series(needed.map((action) => say`${action}`))}`,
          safe: false,
          consequence: say`Statement ${statement.number} takes effect for its principals.`,
          change: changeOf(source, source.edits.replace(value, needed.length === 1 ? needed[0]! : needed)),
        },
      ];
    }
  },
});

function isEmpty(value: LocatedValue | undefined): value is LocatedValue {
  if (value?.kind === 'array') return value.items.length === 0;
  return value?.kind === 'object' && value.entries.length === 0;
}

function nobody({ effect }: Statement) {
  return words(
    effect === 'Deny'
      ? 'This names no principal, so the statement denies nobody anything.'
      : 'This names no principal, so the statement lets nobody assume the role.',
  );
}
