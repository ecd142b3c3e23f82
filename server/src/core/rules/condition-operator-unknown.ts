import { say, words } from '../explain/sentence';
import { nearestOperator } from '../iam/conditions/nearestOperator';
import { parseOperator } from '../iam/conditions/operators';
import { SOURCES } from '../iam/sources';
import { fixOf } from '../repairs/conditionEdits';
import { known } from '../syntax/tree';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const RIGHT = conditionExample('{ "StringEquals": { "sts:ExternalId": "4f2c-91" } }');

export default rule({
  meta: {
    id: 'condition-operator-unknown',
    title: 'A condition operator does not exist',
    level: 'error',
    category: 'condition',
    fix: 'unsafe',
    references: [SOURCES.operators, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A Condition uses an operator that IAM does not have, such as `StringEqual`.',
    why: 'IAM refuses a policy with such an operator, so the role cannot be created or its trust policy changed.',
    remedy:
      'Write one of the operators of IAM. `IfExists` goes at the end, `ForAnyValue:` or `ForAllValues:` in front.',
  },
  examples: {
    bad: [
      {
        title: 'A letter is missing',
        file: 'trust.json',
        text: RIGHT.replace('StringEquals', 'StringEqual'),
        at: '"StringEqual"',
        fixes: [{ id: 'write-operator', text: RIGHT }],
      },
      {
        title: 'A name of another language',
        file: 'trust.json',
        text: conditionExample('{ "Boolean": { "aws:MultiFactorAuthPresent": "true" } }'),
        at: '"Boolean"',
        fixes: [
          {
            id: 'write-operator',
            text: conditionExample('{ "Bool": { "aws:MultiFactorAuthPresent": "true" } }'),
          },
        ],
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'Every part of an operator',
        file: 'trust.json',
        text: RIGHT.replace('StringEquals', 'ForAnyValue:StringLikeIfExists'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const { conditionEntry } of policy.statements) {
      if (conditionEntry?.value?.kind !== 'object') continue;
      for (const entry of conditionEntry.value.entries) {
        const written = known(entry.key.text);
        if (written === undefined || parseOperator(written) !== undefined) continue;
        // Null with a prefix or suffix is the matter of null-with-if-exists.
        if (/^(?:\w+:)?Null(?:IfExists)?$/i.test(written)) continue;
        // A key where the operator must stand is the matter of condition-shape.
        if (/^(?!For)\w+:/i.test(written) && entry.value?.kind !== 'object') continue;
        const meant = nearestOperator(written);
        yield {
          message: say`IAM has no condition operator ${written} and refuses a policy that uses it.${meant === undefined ? words('') : say` Is ${meant} meant?`}`,
          span: entry.key.span,
          fixes: () =>
            meant === undefined
              ? []
              : fixOf(
                  source,
                  'write-operator',
                  say`Write ${meant} instead of ${written}`,
                  source.edits.rename(entry, meant),
                  words('Check that this is the test that was meant: it decides who can assume the role.'),
                ),
        };
      }
    }
  },
});
