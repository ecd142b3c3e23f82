import { say, words } from '../explain/sentence';
import { contradictions } from '../iam/conditions/contradiction';
import { SOURCES } from '../iam/sources';
import { conditionExample } from './conditionExample';
import { rule } from './rule';

export default rule({
  meta: {
    id: 'condition-contradicts',
    title: 'Two conditions of a statement cannot both hold',
    level: 'warning',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.conditions, SOURCES.operators],
  },
  docs: {
    what: 'A statement tests one key twice, and no request can pass both tests: it must equal one value and not equal it, be absent and have a value, or lie above and below.',
    why: 'All tests of a Condition must hold together, so the statement never applies: an Allow lets nobody in, a Deny denies nothing.',
    remedy:
      'Remove one of the two. Values of which any may match belong in one list; cases that differ belong in statements of their own.',
  },
  examples: {
    bad: [
      {
        title: 'Equal and not equal',
        file: 'trust.json',
        text: conditionExample(
          '{ "StringEquals": { "sts:ExternalId": "4f2c-91" }, "StringNotEquals": { "sts:ExternalId": "4f2c-91" } }',
        ),
        at: '"sts:ExternalId"',
      },
      {
        title: 'Absent, and with a value',
        file: 'trust.json',
        text: conditionExample(
          '{ "Null": { "aws:MultiFactorAuthAge": "true" }, "NumericLessThan": { "aws:MultiFactorAuthAge": "3600" } }',
        ),
        at: '"aws:MultiFactorAuthAge"',
      },
      {
        title: 'After, and before an earlier day',
        file: 'trust.json',
        text: conditionExample(
          '{ "DateGreaterThan": { "aws:CurrentTime": "2027-06-01" }, "DateLessThan": { "aws:CurrentTime": "2027-01-01" } }',
        ),
        at: '"aws:CurrentTime"',
      },
    ],
    good: [
      {
        title: 'A span of time',
        file: 'trust.json',
        text: conditionExample(
          '{ "DateGreaterThan": { "aws:CurrentTime": "2027-01-01" }, "DateLessThan": { "aws:CurrentTime": "2027-06-01" } }',
        ),
      },
      {
        title: 'A pattern with an exception',
        file: 'trust.json',
        text: conditionExample(
          '{ "StringLike": { "sts:RoleSessionName": "build-*" }, "StringNotEquals": { "sts:RoleSessionName": "build-test" } }',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const { first, second } of contradictions(policy)) {
      const { clause, statement } = second;
      const tests =
        first.clause.operator === clause.operator
          ? say`both tests of ${clause.key} with ${clause.operator}`
          : say`both ${first.clause.operator} and ${clause.operator} for ${clause.key}`;
      yield {
        message: say`No request can pass ${tests} as they stand here, so this statement ${words(statement.effect === 'Deny' ? 'denies nothing' : 'never applies')}.`,
        span: clause.keySpan,
        related: [{ uri: source.uri, span: first.clause.keySpan, note: say`The other test of this key.` }],
      };
    }
  },
});
