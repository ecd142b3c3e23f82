import { words } from '../explain/sentence';
import { mayHold, POLICY_ELEMENTS } from '../iam/elements';
import { SOURCES } from '../iam/sources';
import { openingSpan } from './openingSpan';
import { rule } from './rule';

const ROLE = `{
  "RoleName": "Reports",
  "AssumeRolePolicyDocument": {
    "Version": "2012-10-17",
    "Statement": [
      { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }
    ]
  }
}
`;
const STATEMENT = /\[[^\]]*\]/;

export default rule({
  meta: {
    id: 'statement-missing',
    title: 'The trust policy has no statement',
    level: 'error',
    category: 'grammar',
    fix: 'none',
    references: [SOURCES.grammar],
  },
  docs: {
    what: 'The trust policy has no `Statement`, or an empty one.',
    why: 'IAM refuses a policy without a statement, and nobody could assume its role.',
    remedy: 'Add a statement with Effect, Principal and Action: say who may assume the role.',
  },
  examples: {
    bad: [
      { title: 'An empty list', file: 'role.json', text: ROLE.replace(STATEMENT, '[]'), at: '[]' },
      {
        title: 'No Statement at all',
        file: 'role.json',
        text: ROLE.replace(/,\s*"Statement": \[[^\]]*\]/, ''),
        at: '{',
      },
      {
        title: 'Something else than statements',
        file: 'role.json',
        text: ROLE.replace(STATEMENT, '"Allow"'),
        at: '"Allow"',
      },
    ],
    good: [
      { file: 'role.json', text: ROLE },
      {
        title: 'Statements that this file does not say',
        file: 'role.json',
        text: ROLE.replace(STATEMENT, '{ "Ref": "Statements" }'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'irregularity',
  *check({ policy: { value, statementList: list, statements, unknownStatements } }) {
    if (statements.length > 0 || unknownStatements.length > 0) return;
    if (list === undefined) {
      // `{}` is what documentation and redacted output put in the place of a policy.
      if (value.entries.length === 0 || mayHold(value, 'Statement', POLICY_ELEMENTS)) return;
      yield {
        message: words(
          'This trust policy has no Statement, so IAM refuses it. It needs one that says who may assume the role.',
        ),
        span: openingSpan(value.span),
      };
      return;
    }
    if (
      list.kind === 'hole' ||
      (list.kind === 'string' && list.text.pieces.some((piece) => piece.kind === 'hole'))
    ) {
      return;
    }
    const empty = list.kind === 'array' && list.items.length === 0;
    yield {
      message: empty
        ? words(
            'This Statement is empty, so IAM refuses the policy. It needs a statement that says who may assume the role.',
          )
        : words('A Statement is an object or a list of objects; IAM refuses this policy.'),
      span: list.span,
    };
  },
});
