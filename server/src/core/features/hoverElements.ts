import { say, series, words } from '../explain/sentence';
import { statementConditions } from '../iam/conditionWords';
import { EFFECT_MEANINGS, ELEMENT_MEANINGS, TYPE_MEANINGS, VERSION_MEANINGS } from '../iam/elementMeanings';
import type { Policy, Statement } from '../iam/policy';
import { SOURCES } from '../iam/sources';
import { type Entry, known, knownString, type LocatedObject } from '../syntax/tree';
import { touches } from '../text/span';
import type { Hover } from './feature';
import { hoverOf } from './hoverText';

/** The hover on an element of the policy itself, or on its version. */
export function policyElementHover({ value, version }: Policy, offset: number): Hover | undefined {
  const written = knownString(version);
  if (version !== undefined && touches(version.span, offset)) {
    const meaning = VERSION_MEANINGS.get(written ?? '');
    return meaning && hoverOf(version.span, [meaning], ELEMENT_MEANINGS.get('Version')!.source);
  }
  return elementHover(value, offset);
}

/** The hover on an element of a statement, on its effect, or on a type of principal. */
export function statementElementHover(statement: Statement, offset: number): Hover | undefined {
  const { value, principal, notPrincipal } = statement;
  for (const group of [...(principal?.groups ?? []), ...(notPrincipal?.groups ?? [])]) {
    const { span } = group.entry.key;
    const meaning = TYPE_MEANINGS.get(group.type);
    if (meaning !== undefined && touches(span, offset)) return hoverOf(span, [meaning], SOURCES.principal);
  }
  return (
    effectHover(statement, offset) ?? conditionElementHover(statement, offset) ?? elementHover(value, offset)
  );
}

function elementHover({ entries }: LocatedObject, offset: number): Hover | undefined {
  // What a name says its writer knows best: on it, as on its key, stands what a name is for.
  const entry = entries.find(
    (each) => touches(each.key.span, offset) || (isName(each) && touches(each.span, offset)),
  );
  const meaning = entry && ELEMENT_MEANINGS.get(nameOf(entry));
  if (entry === undefined || meaning === undefined) return undefined;
  return hoverOf(isName(entry) ? entry.span : entry.key.span, [meaning.sentence], meaning.source);
}

function isName(entry: Entry): boolean {
  const name = nameOf(entry);
  return name === 'Sid' || name === 'Id';
}

function nameOf({ key }: Entry): string {
  return known(key.text) ?? '';
}

function effectHover(statement: Statement, offset: number): Hover | undefined {
  const { effect, effectValue } = statement;
  const meaning = EFFECT_MEANINGS.get(effect ?? '');
  if (effectValue === undefined || meaning === undefined || !touches(effectValue.span, offset))
    return undefined;
  const conditions = statementConditions(statement);
  const when = conditions.length > 0 ? [say`It applies ${series(conditions)}.`] : [];
  return hoverOf(effectValue.span, [meaning, ...when], SOURCES.evaluation);
}

/** On the word Condition: first what the conditions of this statement come to, then the rule for all of them. */
function conditionElementHover(statement: Statement, offset: number): Hover | undefined {
  const { conditionEntry, effect } = statement;
  const conditions = statementConditions(statement);
  if (conditionEntry === undefined || conditions.length === 0) return undefined;
  const { span } = conditionEntry.key;
  if (!touches(span, offset)) return undefined;
  const { sentence, source } = ELEMENT_MEANINGS.get('Condition')!;
  const lead = words(effect === 'Deny' ? 'This Deny applies' : 'This statement applies');
  return hoverOf(span, [say`${lead} ${series(conditions)}.`, sentence], source);
}
