import { say } from '../explain/sentence';
import { unreadableValues } from '../iam/conditions/unreadable';
import { SOURCES } from '../iam/sources';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';
import { outcome } from './unreadableOutcome';

const RIGHT = conditionExample('{ "DateLessThan": { "aws:CurrentTime": "2027-01-31T00:00:00Z" } }');

export default rule({
  meta: {
    id: 'condition-value-not-date',
    title: 'A date operator is given something that is no date',
    level: 'warning',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.operators, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A condition with a date operator has a value that is no date in a form that IAM reads.',
    why: 'Nothing is before or after it, so the test never matches.',
    remedy: 'Write the date as ISO 8601 has it, such as `"2027-01-31T00:00:00Z"`, or as seconds since 1970.',
  },
  examples: {
    bad: [
      { file: 'trust.json', text: RIGHT.replace('2027-01-31T00:00:00Z', '31.01.2027'), at: '"31.01.2027"' },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'A day, and seconds since 1970',
        file: 'trust.json',
        text: RIGHT.replace('"2027-01-31T00:00:00Z"', '["2027-01-31", "1801353600"]'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy }) {
    for (const found of unreadableValues(policy, 'date')) {
      const { operator, literal } = found;
      // The form without hyphens is ISO 8601 too; whether IAM reads it is not documented.
      if (/^\d{8}T\d{4,6}Z?$/.test(literal.text)) continue;
      yield {
        message: say`${operator.name} compares dates in ISO 8601 form; ${literal.text} is none, so ${outcome(found)}.`,
        span: literal.node.span,
      };
    }
  },
});
