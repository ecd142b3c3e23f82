import { say, words } from '../explain/sentence';
import { type Decided, decidedClauses } from '../iam/conditions/neverMet';
import { principalWords } from '../iam/principals';
import { literalsOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { conditionExample } from './conditionExample';
import { rule } from './rule';

const DEPLOY = '{ "AWS": "arn:aws:iam::111122223333:role/Deploy" }';

export default rule({
  meta: {
    id: 'principal-condition-mismatch',
    title: 'A principal can never meet a condition of its statement',
    level: 'warning',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.globalKeys, SOURCES.principal],
  },
  docs: {
    what: 'A statement names a principal, and a condition of the same statement asks for another one: `aws:PrincipalArn` of another role, `aws:PrincipalAccount` of another account.',
    why: 'Principal and conditions must hold together. So the statement lets nobody in by that principal, and the one that the condition names is not a principal of it.',
    remedy: 'Name the principal that is meant, or its account, or correct the condition.',
  },
  examples: {
    bad: [
      {
        title: 'Another role',
        file: 'trust.json',
        text: conditionExample(
          '{ "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Build" } }',
          DEPLOY,
        ),
        at: '"aws:PrincipalArn"',
      },
      {
        title: 'A role of another account',
        file: 'trust.json',
        text: conditionExample('{ "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/*" } }'),
        at: '"aws:PrincipalArn"',
      },
    ],
    good: [
      {
        title: 'A role of the account that is trusted',
        file: 'trust.json',
        text: conditionExample(
          '{ "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Deploy*" } }',
        ),
      },
      {
        title: 'The role itself',
        file: 'trust.json',
        text: conditionExample(
          '{ "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/Deploy" } }',
          DEPLOY,
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const decided of decidedClauses(policy)) {
      const { clause, statement, outcomes, all } = decided;
      // A wildcard that is none is the matter of wildcard-without-like.
      if (hasPlainWildcard(decided)) continue;
      const failing = outcomes.filter(({ because, holds }) => because === 'value' && holds === 'no');
      const [first] = failing;
      if (first === undefined || (statement.effect === 'Deny' && failing.length < outcomes.length)) continue;
      if (all && failing.length === outcomes.length) {
        const result = statement.effect === 'Deny' ? 'denies nothing' : 'never lets anybody assume the role';
        yield {
          message:
            failing.length === 1
              ? say`For ${principalWords(first.trusted.principal)} this test of ${clause.key} can never hold, so the statement ${words(result)}.`
              : say`For none of the principals of this statement this test of ${clause.key} can ever hold, so the statement ${words(result)}.`,
          span: clause.keySpan,
        };
      } else if (statement.effect === 'Allow') {
        for (const { trusted } of failing) {
          yield {
            message: say`For ${principalWords(trusted.principal)} the test of ${clause.key} in this statement can never hold, so the statement never lets it assume the role.`,
            span: trusted.node.span,
            related: [{ uri: source.uri, span: clause.keySpan, note: say`The condition.` }],
          };
        }
      }
    }
  },
});

function hasPlainWildcard({ operator, clause }: Decided): boolean {
  return operator.family.pattern === 'plain' && literalsOf(clause).some(({ text }) => /[*?]/.test(text));
}
