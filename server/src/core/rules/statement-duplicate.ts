import { say } from '../explain/sentence';
import type { Statement } from '../iam/policy';
import { changeOf } from '../repairs/removeValue';
import { fingerprint, likeness } from '../syntax/same';
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
const TWICE = TRUST.replace(
  '    }\n  ]',
  '    },\n    { "Action": "sts:AssumeRole", "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" } }\n  ]',
);

export default rule({
  meta: {
    id: 'statement-duplicate',
    title: 'A statement says the same as one before it',
    level: 'hint',
    category: 'grammar',
    fix: 'safe',
    references: [ACCESS_ANALYZER],
  },
  docs: {
    what: 'Two statements of the trust policy are the same, save for the Sid and the order of their elements.',
    why: 'The second one changes nothing. It takes room in a policy whose size is limited, and who edits one of them later may miss the other.',
    remedy: 'Remove one of them.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: TWICE,
        at: '{ "Action": "sts:AssumeRole", "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" } }',
        fixes: [{ id: 'remove-statement', text: TRUST }],
      },
    ],
    good: [
      {
        title: 'One allows, the other denies',
        file: 'trust.json',
        text: TWICE.replace('"Effect": "Allow", ', '"Effect": "Deny", '),
      },
      {
        title: 'Expressions may differ',
        file: 'trust.json',
        text: TWICE.replaceAll('{ "Service": "ec2.amazonaws.com" }', '{ "Service": { "Ref": "Service" } }'),
      },
    ],
  },
  subject: 'trustPolicy',
  *check({ policy: { statements, statementList: list }, source }) {
    if (statements.length < 2 || list === undefined) return;
    const seen = new Map<number, Statement[]>();
    for (const statement of statements) {
      const content = likeness(statement.value, ['Sid']);
      const alike = seen.get(content) ?? [];
      const first = alike.find((each) => saysTheSame(each, statement));
      if (first === undefined) {
        seen.set(content, [...alike, statement]);
        continue;
      }
      yield {
        message: say`This statement says the same as statement ${first.number}, so it changes nothing.`,
        span: statement.value.span,
        unnecessary: true,
        related: [{ uri: source.uri, span: first.value.span, note: say`The same statement.` }],
        fixes: () => [
          {
            id: 'remove-statement',
            title: say`Remove statement ${statement.number}, which repeats statement ${first.number}`,
            safe: true,
            change: changeOf(source, source.edits.removeItem(list, statement.value)),
          },
        ],
      };
    }
  },
});

function saysTheSame(a: Statement, b: Statement): boolean {
  return fingerprint(a.value, ['Sid']) === fingerprint(b.value, ['Sid']);
}
