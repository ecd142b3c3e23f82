import {
  type Entry,
  entryOf,
  known,
  knownString,
  type LocatedHole,
  type LocatedObject,
  type LocatedString,
  type LocatedValue,
  listOf,
  readable,
} from '../syntax/tree';
import type { Span } from '../text/span';

/**
 * A policy document as its writer wrote it: nothing is dropped, corrected or judged here, so that rules can speak
 * of every oddity and the evaluator decides what an oddity means. Serves trust and identity policies alike.
 */
export interface Policy {
  readonly value: LocatedObject;
  readonly version: LocatedValue | undefined;
  /** The value of `Statement`: a list, or the one statement itself. */
  readonly statementList: LocatedValue | undefined;
  readonly statements: readonly Statement[];
  /** Statements whose whole value the file does not say (an `Fn::If`, a variable). */
  readonly unknownStatements: readonly LocatedHole[];
}

export interface Statement {
  readonly value: LocatedObject;
  /** Its place in the policy, from 1, as people count. */
  readonly number: number;
  readonly sid: LocatedValue | undefined;
  /** Undefined when the element is missing or says neither; IAM refuses such a policy. */
  readonly effect: 'Allow' | 'Deny' | undefined;
  readonly effectValue: LocatedValue | undefined;
  readonly principal: PrincipalElement | undefined;
  readonly notPrincipal: PrincipalElement | undefined;
  readonly action: ListElement | undefined;
  readonly notAction: ListElement | undefined;
  readonly resource: ListElement | undefined;
  readonly notResource: ListElement | undefined;
  readonly conditionEntry: Entry | undefined;
  readonly conditions: readonly ConditionClause[];
  /** Whether `conditions` are all there are: parts that the file does not say in full are not among them. */
  readonly conditionsInFull: boolean;
}

/** An element that is a string or a list of strings. */
export interface ListElement {
  readonly entry: Entry;
  readonly values: readonly (LocatedString | LocatedHole)[];
  /** Items that are neither strings nor holes: numbers, objects. */
  readonly oddities: readonly LocatedValue[];
}

export interface PrincipalElement {
  readonly entry: Entry;
  /** `"Principal": "*"` written without a type, or any other lone string. */
  readonly bare: LocatedString | undefined;
  /** The whole element is unknown, or the type of some of its principals is. */
  readonly hole: LocatedHole | undefined;
  readonly groups: readonly PrincipalGroup[];
}

/** One `"AWS": …`, `"Service": …` line of a Principal element. */
export interface PrincipalGroup extends ListElement {
  /** The type key as written. */
  readonly type: string;
}

/** One `"Operator": { "key": values }` of a Condition element. */
export interface ConditionClause {
  readonly operator: string;
  readonly operatorSpan: Span;
  readonly key: string;
  readonly keySpan: Span;
  /** The key's entry, inside the operator's object. */
  readonly entry: Entry;
  readonly values: readonly LocatedValue[];
}

/** Reads a policy document. Never fails: what is missing or misshapen stays missing or misshapen. */
export function readPolicy(value: LocatedObject): Policy {
  const statementList = entryOf(value, 'Statement')?.value;
  const items = listOf(statementList);
  const statements: Statement[] = [];
  items.forEach((item, index) => {
    if (item.kind === 'object') statements.push(readStatement(item, index + 1));
  });
  return {
    value,
    version: entryOf(value, 'Version')?.value,
    statementList,
    statements,
    unknownStatements: items.map(holeOf).filter((hole) => hole !== undefined),
  };
}

/** A value that the file does not say: an expression, or text with a placeholder in it. */
export function holeOf(value: LocatedValue): LocatedHole | undefined {
  if (value.kind === 'hole') return value;
  if (value.kind !== 'string' || known(value.text) !== undefined) return undefined;
  return { kind: 'hole', span: value.span, expression: readable(value.text) };
}

function readStatement(value: LocatedObject, number: number): Statement {
  const elements = new Map<string | undefined, Entry>();
  // Of duplicates the last, as entryOf has it.
  for (const entry of value.entries) elements.set(known(entry.key.text), entry);
  const effectValue = elements.get('Effect')?.value;
  const effect = knownString(effectValue);
  const conditionEntry = elements.get('Condition');
  const { clauses, inFull } = readConditions(conditionEntry);
  return {
    value,
    number,
    sid: elements.get('Sid')?.value,
    effect: effect === 'Allow' || effect === 'Deny' ? effect : undefined,
    effectValue,
    principal: readPrincipal(elements.get('Principal')),
    notPrincipal: readPrincipal(elements.get('NotPrincipal')),
    action: readList(elements.get('Action')),
    notAction: readList(elements.get('NotAction')),
    resource: readList(elements.get('Resource')),
    notResource: readList(elements.get('NotResource')),
    conditionEntry,
    conditions: clauses,
    conditionsInFull: inFull,
  };
}

function readList(entry: Entry | undefined): ListElement | undefined {
  if (entry === undefined) return undefined;
  const items = listOf(entry.value);
  if (items.every(isText)) return { entry, values: items, oddities: NONE };
  return { entry, values: items.filter(isText), oddities: items.filter((item) => !isText(item)) };
}

const NONE: readonly LocatedValue[] = [];

function isText(item: LocatedValue): item is LocatedString | LocatedHole {
  return item.kind === 'string' || item.kind === 'hole';
}

function readPrincipal(entry: Entry | undefined): PrincipalElement | undefined {
  if (entry === undefined) return undefined;
  const { value } = entry;
  const groups: PrincipalGroup[] = [];
  let hole = value?.kind === 'hole' ? value : undefined;
  if (value?.kind === 'object') {
    for (const group of value.entries) {
      const type = knownString(group.key);
      const list = readList(group);
      if (type !== undefined && list !== undefined) groups.push({ ...list, type });
      else hole ??= holeOf(group.key);
    }
  }
  return {
    entry,
    bare: value?.kind === 'string' ? value : undefined,
    hole,
    groups,
  };
}

function readConditions(entry: Entry | undefined): { clauses: ConditionClause[]; inFull: boolean } {
  const clauses: ConditionClause[] = [];
  if (entry === undefined) return { clauses, inFull: true };
  if (entry.value?.kind !== 'object') return { clauses, inFull: false };
  let inFull = true;
  for (const operator of entry.value.entries) {
    const name = knownString(operator.key);
    if (name === undefined || operator.value?.kind !== 'object') {
      inFull = false;
      continue;
    }
    for (const clause of operator.value.entries) {
      const key = knownString(clause.key);
      if (key === undefined) {
        inFull = false;
        continue;
      }
      clauses.push({
        operator: name,
        operatorSpan: operator.key.span,
        key,
        keySpan: clause.key.span,
        entry: clause,
        values: listOf(clause.value),
      });
    }
  }
  return { clauses, inFull };
}
