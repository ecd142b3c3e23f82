import { say, words } from '../explain/sentence';
import { unreadableValues } from '../iam/conditions/unreadable';
import { SOURCES } from '../iam/sources';
import { fixOf } from '../repairs/conditionEdits';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';
import { outcome } from './unreadableOutcome';

const RIGHT = conditionExample('{ "Bool": { "aws:MultiFactorAuthPresent": "true" } }');

export default rule({
  meta: {
    id: 'condition-value-not-bool',
    title: 'Bool is compared with something other than true or false',
    level: 'warning',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.operators, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A condition with the operator `Bool` has a value other than `true` or `false`.',
    why: 'The keys that Bool tests are true or false, so such a value never matches.',
    remedy: 'Write `"true"` or `"false"`.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: RIGHT.replace('"true"', '"yes"'),
        at: '"yes"',
        fixes: [{ id: 'write-bool', text: RIGHT }],
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'Without quotes, and in capitals',
        file: 'trust.json',
        text: RIGHT.replace('"true"', '[true, "True"]'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const found of unreadableValues(policy, 'bool')) {
      const { node, text } = found.literal;
      const meant = /^(?:1|yes|on|t|y)$/i.test(text)
        ? 'true'
        : /^(?:0|no|off|f|n)$/i.test(text)
          ? 'false'
          : undefined;
      yield {
        message: say`Bool takes "true" or "false"; ${text} is neither, so ${outcome(found)}.`,
        span: node.span,
        fixes: () =>
          meant === undefined
            ? []
            : fixOf(
                source,
                'write-bool',
                say`Write ${meant}`,
                source.edits.replace(node, meant),
                words('The test then matches requests, so the statement can take effect.'),
              ),
      };
    }
  },
});
