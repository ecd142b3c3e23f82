import { say, words } from '../explain/sentence';
import { clausesOf, literalsOf } from '../iam/readClauses';
import { SOURCES } from '../iam/sources';
import { conditionExample } from './conditionExample';
import { rule } from './rule';

const RIGHT = conditionExample('{ "Null": { "aws:MultiFactorAuthAge": "false" } }');

export default rule({
  meta: {
    id: 'null-value-invalid',
    title: 'Null is compared with something other than true or false',
    level: 'warning',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.operators],
  },
  docs: {
    what: 'A `Null` condition has a value other than `true` or `false`, or both of them.',
    why: '`Null` asks whether the key is in the request: `true` holds when it is absent, `false` when it is there. Another value is no answer to that; both together hold always.',
    remedy: 'Write `"true"` if the key must be absent, `"false"` if it must be there.',
  },
  examples: {
    bad: [
      { file: 'trust.json', text: RIGHT.replace('"false"', '"no"'), at: '"no"' },
      {
        title: 'Both values hold always',
        file: 'trust.json',
        text: RIGHT.replace('"false"', '["true", "false"]'),
        at: '"aws:MultiFactorAuthAge"',
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      { title: 'A boolean', file: 'trust.json', text: RIGHT.replace('"false"', 'true') },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy }) {
    for (const { clause, operator } of clausesOf(policy)) {
      if (operator.family.id !== 'null') continue;
      const seen = new Set<string>();
      for (const { node, text } of literalsOf(clause)) {
        seen.add(text.toLowerCase());
        if (/^(?:true|false)$/i.test(text)) continue;
        yield {
          message: say`Null takes the values "true" (the key is absent) and "false" (the key is there); ${text} is neither, so this value never matches.`,
          span: node.span,
        };
      }
      if (!seen.has('true') || !seen.has('false')) continue;
      yield {
        message: words(
          'Null with both "true" and "false" holds whether the key is in the request or not, so it tests nothing.',
        ),
        span: clause.keySpan,
      };
    }
  },
});
