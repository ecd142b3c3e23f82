import { type Sentence, say, words } from '../../explain/sentence';
import { type Entry, known, type LocatedValue, listOf, readable } from '../../syntax/tree';
import type { Span } from '../../text/span';
import { clauseWords } from '../conditionWords';
import { type PatternPart, partsOf } from '../openMatch';
import type { Statement } from '../policy';
import { asValue, shown, type Value } from '../value';
import { NEVER, type Operator, parseOperator, type Test } from './operators';
import { type Variable, variablesIn } from './variables';

/** A condition clause made ready for many requests. */
export type Clause = ReadClause | UnreadClause;

export interface ReadClause {
  readonly kind: 'read';
  readonly operator: Operator;
  readonly key: Value;
  /** The key in lower case; undefined when the file does not say it in full. */
  readonly lookup: string | undefined;
  readonly operands: readonly Operand[];
  /** In plain words: "only with ExternalId `abc`". */
  readonly phrase: Sentence;
  readonly span: Span;
}

/** A part of a Condition element that does not say what it tests. */
export interface UnreadClause {
  readonly kind: 'unread';
  readonly phrase: Sentence;
  readonly span: Span;
}

/** One value of a clause. */
export interface Operand {
  readonly value: Value;
  /** How to compare; undefined when it has holes or policy variables, so that `parts` must be used. */
  readonly test: Test | undefined;
  /** Undefined for operators that do not compare text. */
  readonly parts: readonly (PatternPart | Variable)[] | undefined;
}

/**
 * The clauses of a statement's Condition element, those included that the file does not say in full.
 * @param variables whether policy variables count, which they do from Version 2012-10-17 on
 */
export function compileConditions(statement: Statement, variables: boolean): Clause[] {
  const { conditionEntry } = statement;
  const clauses = statement.value.entries
    .filter(({ key }) => known(key.text) === undefined)
    .map(unknownElement);
  if (conditionEntry === undefined) return clauses;
  const { value, span } = conditionEntry;
  if (value?.kind !== 'object') return [...clauses, unread(value, span)];
  return [...clauses, ...value.entries.flatMap((entry) => operatorClauses(entry, variables))];
}

/** An element whose name the file does not say: it may be the Condition. */
function unknownElement({ key, span }: Entry): UnreadClause {
  const phrase = say`only if the element ${readable(key.text)}, whose name this file does not say, lets it be`;
  return { kind: 'unread', phrase, span };
}

function unread(value: LocatedValue | undefined, span: Span): UnreadClause {
  const phrase =
    value?.kind === 'hole'
      ? say`only if the condition ${value.expression} holds, which ${words(NOT_SAID)}`
      : words('only if its condition holds, which is not in a form that can be read');
  return { kind: 'unread', phrase, span };
}

const NOT_SAID = 'this file does not say';

function operatorClauses(entry: Entry, variables: boolean): Clause[] {
  const written = asValue(entry.key.text);
  const operator = typeof written === 'string' ? parseOperator(written) : undefined;
  if (operator === undefined) {
    const why = words(typeof written === 'string' ? 'is not a condition operator that IAM knows' : NOT_SAID);
    const phrase = say`only if ${shown(written)} holds, which ${why}`;
    return [{ kind: 'unread', phrase, span: entry.span }];
  }
  if (entry.value?.kind !== 'object') return [unread(entry.value, entry.span)];
  return entry.value.entries.map((clause) => readClause(operator, written as string, clause, variables));
}

function readClause(operator: Operator, written: string, entry: Entry, variables: boolean): Clause {
  if (entry.value === undefined) return unread(undefined, entry.span);
  const key = asValue(entry.key.text);
  const values = listOf(entry.value);
  return {
    kind: 'read',
    operator,
    key,
    lookup: typeof key === 'string' ? key.toLowerCase() : undefined,
    operands: values.map((value) => operandOf(operator, value, variables)),
    phrase: clauseWords(written, shown(key), values),
    span: entry.span,
  };
}

function operandOf({ family }: Operator, value: LocatedValue, variables: boolean): Operand {
  if (value.kind === 'object' || value.kind === 'array') return { value: '', test: NEVER, parts: [] };
  const text: Value =
    value.kind === 'string'
      ? asValue(value.text)
      : value.kind === 'hole'
        ? { pieces: [value] }
        : String(value.value);
  const { pattern } = family;
  if (typeof text === 'string') {
    const inside = variables && pattern !== undefined && text.includes('${');
    return inside
      ? { value: text, test: undefined, parts: variablesIn(text, pattern) }
      : { value: text, test: family.compile(text), parts: pattern && partsOf(text, pattern) };
  }
  if (pattern === undefined) return { value: text, test: undefined, parts: undefined };
  const parts = partsOf(text, pattern).flatMap((part) =>
    part.kind === 'hole' || !variables ? [part] : variablesIn(part.text, pattern),
  );
  return { value: text, test: undefined, parts };
}
