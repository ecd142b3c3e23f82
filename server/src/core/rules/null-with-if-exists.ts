import { say, words } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { fixOf } from '../repairs/conditionEdits';
import { entryOf, known } from '../syntax/tree';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const RIGHT = conditionExample('{ "Null": { "aws:MultiFactorAuthAge": "false" } }');

export default rule({
  meta: {
    id: 'null-with-if-exists',
    title: 'Null stands with IfExists or a set operator',
    level: 'error',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.operators, ACCESS_ANALYZER],
  },
  docs: {
    what: 'The operator `Null` is written with `IfExists`, `ForAnyValue:` or `ForAllValues:`.',
    why: '`Null` itself asks whether a key is in the request, so `IfExists` makes no sense with it. IAM has no such operator.',
    remedy: 'Write `Null` alone.',
  },
  examples: {
    bad: [
      {
        file: 'trust.json',
        text: RIGHT.replace('"Null"', '"NullIfExists"'),
        at: '"NullIfExists"',
        fixes: [{ id: 'write-null', text: RIGHT }],
      },
    ],
    good: [{ file: 'trust.json', text: RIGHT }],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const { conditionEntry } of policy.statements) {
      const conditions = conditionEntry?.value;
      if (conditions?.kind !== 'object') continue;
      for (const entry of conditions.entries) {
        const written = known(entry.key.text);
        if (written === undefined || !/^(?:For\w+:Null(?:IfExists)?|NullIfExists)$/i.test(written)) continue;
        yield {
          message: say`The operator Null cannot be combined with IfExists or a set operator, so IAM has no ${written}. Null itself asks whether the key is in the request.`,
          span: entry.key.span,
          fixes: () =>
            entryOf(conditions, 'Null') !== undefined
              ? []
              : fixOf(
                  source,
                  'write-null',
                  say`Write Null instead of ${written}`,
                  source.edits.rename(entry, 'Null'),
                  words('Check its values: "true" asks that the key is absent, "false" that it is there.'),
                ),
        };
      }
    }
  },
});
