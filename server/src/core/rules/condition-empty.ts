import { say, words } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { fixOf } from '../repairs/conditionEdits';
import { known } from '../syntax/tree';
import { conditionExample } from './conditionExample';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';
import { trustExample } from './trustExample';

const PLAIN = trustExample('{ "AWS": "arn:aws:iam::111122223333:root" }');
const TESTED = conditionExample('{ "StringEquals": { "sts:ExternalId": "4f2c-91" } }');

export default rule({
  meta: {
    id: 'condition-empty',
    title: 'A Condition, an operator or a list of condition values is empty',
    level: 'warning',
    category: 'condition',
    fix: 'safe',
    references: [ACCESS_ANALYZER, SOURCES.conditions],
  },
  docs: {
    what: 'A Condition has no operators, an operator has no keys, or a key has an empty list of values. The first two are hints.',
    why: 'IAM Access Analyzer says of each that it does not affect the policy. An empty Condition restricts nothing, as if it were not there. An empty list of values looks like a restriction; who wrote it meant to name values.',
    remedy: 'Remove what is empty, or write the values that were meant.',
  },
  examples: {
    bad: [
      {
        title: 'No values',
        file: 'trust.json',
        text: TESTED.replace('"4f2c-91"', '[]'),
        at: '[]',
      },
      {
        title: 'Nothing at all',
        file: 'trust.json',
        text: conditionExample('{}'),
        at: '{}',
        fixes: [{ id: 'remove-empty', text: PLAIN }],
      },
    ],
    good: [
      { file: 'trust.json', text: TESTED },
      { title: 'No Condition', file: 'trust.json', text: PLAIN },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy, source }) {
    for (const { value: statement, conditionEntry } of policy.statements) {
      const conditions = conditionEntry?.value;
      if (conditionEntry === undefined || conditions?.kind !== 'object') continue;
      if (conditions.entries.length === 0) {
        yield {
          message: words(
            'This Condition is empty and restricts nothing: the statement applies as if it were not there.',
          ),
          span: conditions.span,
          severity: 'hint',
          unnecessary: true,
          fixes: () =>
            fixOf(
              source,
              'remove-empty',
              words('Remove the empty Condition'),
              source.edits.removeEntry(statement, conditionEntry),
            ),
        };
      }
      for (const { key, value: block } of conditions.entries) {
        if (block?.kind !== 'object') continue;
        if (block.entries.length === 0) {
          yield {
            message: say`The operator ${known(key.text) ?? ''} has no keys, so it tests nothing.`,
            span: block.span,
            severity: 'hint',
          };
        }
        for (const { key: name, value } of block.entries) {
          if (value?.kind !== 'array' || value.items.length > 0) continue;
          yield {
            message: say`The condition key ${known(name.text) ?? ''} has no values. IAM Access Analyzer says that such a test does not affect the policy, so do not rely on it to restrict anything.`,
            span: value.span,
          };
        }
      }
    }
  },
});
