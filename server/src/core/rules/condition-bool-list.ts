import { say, words } from '../explain/sentence';
import { clausesOf, literalsOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const RIGHT = conditionExample('{ "Bool": { "aws:MultiFactorAuthPresent": "true" } }');

export default rule({
  meta: {
    id: 'condition-bool-list',
    title: 'Bool is compared with true and false',
    level: 'warning',
    category: 'condition',
    fix: 'none',
    references: [ACCESS_ANALYZER, SOURCES.operators],
  },
  docs: {
    what: 'A condition with the operator `Bool` lists both `true` and `false`.',
    why: 'One of the two always matches, so the test says nothing of the value; it holds whenever the request carries the key. IAM Access Analyzer reports a list of Booleans as an error.',
    remedy:
      'Write the one value that is meant, or, to ask only whether the key is there, `"Null": { "KEY": "false" }`.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: RIGHT.replace('"true"', '["true", "false"]'),
        at: '"aws:MultiFactorAuthPresent"',
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      { title: 'A list of one', file: 'trust.json', text: RIGHT.replace('"true"', '["true"]') },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy }) {
    for (const { clause, operator } of clausesOf(policy)) {
      if (operator.family.id !== 'bool') continue;
      const values = new Set(literalsOf(clause).map(({ text }) => text.toLowerCase()));
      if (!values.has('true') || !values.has('false')) continue;
      yield {
        message: say`Both "true" and "false" match here, so this holds for any value of ${clause.key} and tests ${words(operator.ifExists || operator.set === 'all' ? 'nothing' : 'only that the request carries it')}.`,
        span: clause.keySpan,
      };
    }
  },
});
