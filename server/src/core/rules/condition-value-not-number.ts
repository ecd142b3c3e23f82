import { say } from '../explain/sentence';
import { unreadableValues } from '../iam/conditions/unreadable';
import { SOURCES } from '../iam/sources';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';
import { outcome } from './unreadableOutcome';

const RIGHT = conditionExample('{ "NumericLessThan": { "aws:MultiFactorAuthAge": "3600" } }');

export default rule({
  meta: {
    id: 'condition-value-not-number',
    title: 'A numeric operator is given something that is no number',
    level: 'warning',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.operators, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A condition with a numeric operator has a value that is no number.',
    why: 'Nothing is equal to it, less or greater, so the test never matches.',
    remedy: 'Write a number, without units, blanks or separators: `"3600"`.',
  },
  examples: {
    bad: [{ file: 'trust.json', text: RIGHT.replace('3600', '1h'), at: '"1h"' }],
    good: [
      { file: 'trust.json', text: RIGHT },
      { title: 'Without quotes', file: 'trust.json', text: RIGHT.replace('"3600"', '3600') },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy }) {
    for (const found of unreadableValues(policy, 'number')) {
      const { operator, literal } = found;
      yield {
        message: say`${operator.name} compares numbers; ${literal.text} is no number, so ${outcome(found)}.`,
        span: literal.node.span,
      };
    }
  },
});
