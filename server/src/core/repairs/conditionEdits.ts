import type { Source } from '../documents/subjects';
import { type Sentence, say } from '../explain/sentence';
import type { ConditionClause, Statement } from '../iam/policy';
import { type KnownClause, operatorText } from '../iam/readClauses';
import type { Fix } from '../rules/finding';
import { plainOf } from '../syntax/plain';
import type { Plain } from '../syntax/syntax';
import { type Entry, known, type LocatedObject } from '../syntax/tree';
import { type TextEdit, together } from '../text/edit';
import { changeOf } from './removeValue';

/** Where a clause stands: the Condition object, the operator's entry in it and the object of that operator. */
interface Place {
  readonly conditions: LocatedObject;
  readonly operator: Entry;
  readonly block: LocatedObject;
}

function placeOf({ conditionEntry }: Statement, { entry }: ConditionClause): Place | undefined {
  const conditions = conditionEntry?.value;
  if (conditions?.kind !== 'object') return undefined;
  for (const operator of conditions.entries) {
    const block = operator.value;
    if (block?.kind === 'object' && block.entries.includes(entry)) return { conditions, operator, block };
  }
  return undefined;
}

/**
 * Tests a key with another operator, the other keys under the old one keeping it.
 * @returns undefined when the key stands under the new operator already, or a part is not known
 */
export function changeOperator(
  { edits }: Source,
  statement: Statement,
  clause: ConditionClause,
  operator: string,
): TextEdit[] | undefined {
  const place = placeOf(statement, clause);
  if (place === undefined) return undefined;
  const { conditions, block } = place;
  const same = conditions.entries.filter(
    (entry) => known(entry.key.text)?.toLowerCase() === operator.toLowerCase(),
  );
  if (same.includes(place.operator)) return undefined;
  const [target] = same;
  if (target === undefined && block.entries.length === 1) return edits.rename(place.operator, operator);
  const value = plainOf(clause.entry.value);
  if (value === undefined || same.length > 1) return undefined;
  const removed =
    block.entries.length === 1
      ? edits.removeEntry(conditions, place.operator)
      : edits.removeEntry(block, clause.entry);
  if (target === undefined) {
    return together([
      ...removed,
      ...edits.set(conditions, operator, { [clause.key]: value }, clause.operator),
    ]);
  }
  if (target.value?.kind !== 'object') return undefined;
  const taken = target.value.entries.some(
    (entry) => known(entry.key.text)?.toLowerCase() === clause.key.toLowerCase(),
  );
  return taken ? undefined : together([...removed, ...edits.set(target.value, clause.key, value)]);
}

/** Takes a clause out, and with it what it leaves empty: the operator, the Condition. */
export function removeClause(
  { edits }: Source,
  statement: Statement,
  clause: ConditionClause,
): TextEdit[] | undefined {
  const place = placeOf(statement, clause);
  if (place === undefined || statement.conditionEntry === undefined) return undefined;
  const { conditions, operator, block } = place;
  if (block.entries.length > 1) return edits.removeEntry(block, clause.entry);
  if (conditions.entries.length > 1) return edits.removeEntry(conditions, operator);
  return edits.removeEntry(statement.value, statement.conditionEntry);
}

/**
 * Adds a test to a statement that has conditions.
 * @returns undefined when the operator already tests the key, or stands there twice or misshapen
 */
export function addClause(
  { edits }: Source,
  { conditionEntry }: Statement,
  operator: string,
  key: string,
  value: Plain,
): TextEdit[] | undefined {
  const conditions = conditionEntry?.value;
  if (conditions?.kind !== 'object') return undefined;
  const same = conditions.entries.filter(
    (entry) => known(entry.key.text)?.toLowerCase() === operator.toLowerCase(),
  );
  const [target] = same;
  if (target === undefined) return edits.set(conditions, operator, { [key]: value });
  if (same.length > 1 || target.value?.kind !== 'object') return undefined;
  const taken = target.value.entries.some(
    (entry) => known(entry.key.text)?.toLowerCase() === key.toLowerCase(),
  );
  return taken ? undefined : edits.set(target.value, key, value);
}

/** One fix of edits, or none where the edits could not be made. Safe when it has no consequence. */
export function fixOf(
  source: Source,
  id: string,
  title: Sentence,
  edits: readonly TextEdit[] | undefined,
  consequence?: Sentence,
): Fix[] {
  if (edits === undefined) return [];
  const change = changeOf(source, edits);
  return [
    consequence === undefined
      ? { id, title, safe: true, change }
      : { id, title, safe: false, consequence, change },
  ];
}

/** The fix that tests a key as it is tested now, without `ForAnyValue:` or `ForAllValues:`. Safe as fixOf is. */
export function dropSetOperatorFix(
  source: Source,
  { statement, clause, operator }: Pick<KnownClause, 'statement' | 'clause' | 'operator'>,
  consequence?: Sentence,
): Fix[] {
  const better = operatorText({ ...operator, set: undefined });
  return fixOf(
    source,
    'drop-set-operator',
    say`Test ${clause.key} with ${better}`,
    changeOperator(source, statement, clause, better),
    consequence,
  );
}
