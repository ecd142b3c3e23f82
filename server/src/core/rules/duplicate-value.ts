import { say } from '../explain/sentence';
import type { Statement } from '../iam/policy';
import { SOURCES } from '../iam/sources';
import { changeOf } from '../repairs/removeValue';
import { knownString, type LocatedArray, type LocatedValue } from '../syntax/tree';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "Service": [
          "ec2.amazonaws.com",
          "lambda.amazonaws.com",
          "ec2.amazonaws.com"
        ]
      },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;
const ONCE = TRUST.replace(/,\n *"ec2.amazonaws.com"(?=\n *\])/, '');

export default rule({
  meta: {
    id: 'duplicate-value',
    title: 'A value stands twice in one list',
    level: 'hint',
    category: 'grammar',
    fix: 'safe',
    references: [SOURCES.grammar, ACCESS_ANALYZER],
  },
  docs: {
    what: 'The same principal, action or condition value stands twice in one list.',
    why: 'The second one changes nothing. It takes room in a policy whose size is limited, and hides what was meant to stand there, if anything was.',
    remedy: 'Remove one of them.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: TRUST,
        at: '"ec2.amazonaws.com"',
        fixes: [{ id: 'remove-duplicate', text: ONCE }],
      },
    ],
    good: [
      { file: 'trust.json', text: ONCE },
      {
        title: 'The same name in different case is not the same principal to IAM',
        file: 'trust.json',
        text: TRUST.replace(
          /"Service": \[[^\]]*\]/,
          '"AWS": ["arn:aws:iam::111122223333:role/Deploy", "arn:aws:iam::111122223333:role/deploy"]',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  *check({ policy, source }) {
    for (const statement of policy.statements) {
      for (const { list, normal } of listsOf(statement)) {
        const seen = new Set<string>();
        for (const item of list.items) {
          const value = knownString(item);
          if (value === undefined) continue;
          if (!seen.has(normal(value))) {
            seen.add(normal(value));
            continue;
          }
          yield {
            message: say`The value ${value} stands in this list already, so this one changes nothing.`,
            span: item.span,
            unnecessary: true,
            fixes: () => [
              {
                id: 'remove-duplicate',
                title: say`Remove this ${value}, which stands above already`,
                safe: true,
                change: changeOf(source, source.edits.removeItem(list, item)),
              },
            ],
          };
        }
      }
    }
  },
});

/** The lists of a statement, each with what makes two of its values the same: only action names ignore case. */
function* listsOf(
  statement: Statement,
): Generator<{ list: LocatedArray; normal: (value: string) => string }> {
  const { action, notAction, principal, notPrincipal, conditions } = statement;
  const exact = (value: string) => value;
  const isList = (value: LocatedValue | undefined) => value?.kind === 'array';
  for (const { entry } of [action, notAction].filter((element) => element !== undefined)) {
    if (isList(entry.value))
      yield { list: entry.value as LocatedArray, normal: (value) => value.toLowerCase() };
  }
  const groups = [...(principal?.groups ?? []), ...(notPrincipal?.groups ?? [])];
  for (const { entry } of [...groups, ...conditions]) {
    if (isList(entry.value)) yield { list: entry.value as LocatedArray, normal: exact };
  }
}
