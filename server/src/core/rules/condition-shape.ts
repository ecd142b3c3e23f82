import { say, words } from '../explain/sentence';
import { SOURCES } from '../iam/sources';
import { known, type LocatedValue, listOf } from '../syntax/tree';
import { conditionExample } from './conditionExample';
import type { Report } from './finding';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

const RIGHT = conditionExample('{ "StringEquals": { "sts:ExternalId": "4f2c-91" } }');

export default rule({
  meta: {
    id: 'condition-shape',
    title: 'A Condition does not have the form operator, key, values',
    level: 'error',
    category: 'condition',
    fix: 'none',
    references: [SOURCES.grammar, SOURCES.conditions, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A Condition is not an object of operators, an operator is not followed by an object of keys, or a value is an object, a list in a list or null.',
    why: 'IAM refuses a policy whose Condition does not have the form `{ "OPERATOR": { "KEY": "VALUE" } }`.',
    remedy: 'Write the operator first, in it the key, and with the key its value or a list of values.',
  },
  examples: {
    bad: [
      {
        title: 'The operator is missing',
        file: 'trust.json',
        text: conditionExample('{ "sts:ExternalId": "4f2c-91" }'),
        at: '"4f2c-91"',
      },
      {
        title: 'An object where a value must stand',
        file: 'trust.json',
        text: RIGHT.replace('"4f2c-91"', '{ "id": "4f2c-91" }'),
        at: '{ "id": "4f2c-91" }',
      },
    ],
    good: [
      { file: 'trust.json', text: RIGHT },
      {
        title: 'A list of values',
        file: 'trust.json',
        text: RIGHT.replace('"4f2c-91"', '["4f2c-91", 7, true]'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'condition',
  *check({ policy }) {
    for (const { conditionEntry } of policy.statements) {
      const conditions = conditionEntry?.value;
      if (conditions === undefined || conditions.kind === 'hole' || isIntrinsic(conditions)) continue;
      if (conditions.kind !== 'object') {
        yield {
          message: words(
            'A Condition must be an object: operators, in each of them condition keys with their values. IAM refuses this policy.',
          ),
          span: conditions.span,
        };
        continue;
      }
      for (const operator of conditions.entries) {
        const block = operator.value;
        const name = known(operator.key.text);
        if (block === undefined || block.kind === 'hole' || isIntrinsic(block) || name === undefined)
          continue;
        if (block.kind !== 'object') {
          yield {
            message: say`In a Condition an operator holds an object of keys and values; this is what ${name} holds instead. IAM refuses this policy.`,
            span: block.span,
          };
          continue;
        }
        for (const { value } of block.entries) yield* badValues(value);
      }
    }
  },
});

function* badValues(value: LocatedValue | undefined): Generator<Report> {
  for (const item of listOf(value)) {
    if (isIntrinsic(item)) continue;
    const bad =
      item.kind === 'object' || item.kind === 'array' || (item.kind === 'scalar' && item.value === null);
    if (!bad) continue;
    yield {
      message: words(
        'A condition value must be a string, a number or a boolean, or one list of them. IAM refuses this policy.',
      ),
      span: item.span,
    };
  }
}

/** A function of CloudFormation, which leaves something else in its place. */
function isIntrinsic(value: LocatedValue): boolean {
  if (value.kind !== 'object' || value.entries.length !== 1) return false;
  return /^(?:Ref|Fn::\w+)$/.test(known(value.entries[0]!.key.text) ?? '');
}
