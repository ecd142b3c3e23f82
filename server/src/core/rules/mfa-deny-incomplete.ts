import { say, words } from '../explain/sentence';
import { clausesOf, literalsOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { hasLongTermKeys, trustedIn } from '../iam/trusted';
import { changeOperator, fixOf } from '../repairs/conditionEdits';
import { rule } from './rule';

const POLICY = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
      "Action": "sts:AssumeRole"
    },
    {
      "Effect": "Deny",
      "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
      "Action": "sts:AssumeRole",
      "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "false" } }
    }
  ]
}
`;

export default rule({
  meta: {
    id: 'mfa-deny-incomplete',
    title: 'A deny of calls without MFA misses long-term access keys',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.globalKeys, SOURCES.operators],
  },
  docs: {
    what: 'A Deny statement tests `aws:MultiFactorAuthPresent` for `false` with `Bool`, and nothing else in the policy tests MFA.',
    why: 'A call with the long-term access keys of an IAM user does not carry the key at all. `Bool` does not hold then, so the statement does not deny the call, and it gets through without MFA.',
    remedy:
      'Use `BoolIfExists`, which also holds when the key is absent; or require MFA in the Allow statement with `"Bool": { "aws:MultiFactorAuthPresent": "true" }`.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: POLICY,
        at: '"Bool"',
        fixes: [{ id: 'use-if-exists', text: POLICY.replace('"Bool"', '"BoolIfExists"') }],
      },
    ],
    good: [
      { file: 'trust.json', text: POLICY.replace('"Bool"', '"BoolIfExists"') },
      {
        title: 'Services do not use access keys',
        file: 'trust.json',
        text: POLICY.replaceAll('"AWS": "arn:aws:iam::111122223333:root"', '"Service": "ec2.amazonaws.com"'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    const tests = clausesOf(policy).filter(({ lower }) => /^aws:multifactorauth(?:present|age)$/.test(lower));
    const [only] = tests;
    if (only === undefined || tests.length > 1) return;
    const { clause, operator, statement } = only;
    if (
      statement.effect !== 'Deny' ||
      operator.name !== 'Bool' ||
      operator.ifExists ||
      operator.set !== undefined
    )
      return;
    const values = literalsOf(clause);
    if (values.length !== 1 || values[0]!.text.toLowerCase() !== 'false') return;
    const users = trustedIn(policy).some(
      ({ statement: { effect }, principal }) => effect === 'Allow' && hasLongTermKeys(principal),
    );
    if (!users) return;
    yield {
      message: words(
        'A call with long-term access keys does not carry aws:MultiFactorAuthPresent, so this Deny does not apply to it and does not ask it for MFA.',
      ),
      span: clause.operatorSpan,
      fixes: () =>
        fixOf(
          source,
          'use-if-exists',
          say`Test ${clause.key} with BoolIfExists`,
          changeOperator(source, statement, clause, 'BoolIfExists'),
          words(
            'Every call that does not carry the key is then denied too, also of roles and services that the statement names.',
          ),
        ),
    };
  },
});
