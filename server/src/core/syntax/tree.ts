import type { Span } from '../text/span';

/** A stretch of a string whose value is written in the file. `span` covers its source, escapes included. */
export interface Literal {
  readonly kind: 'literal';
  readonly value: string;
  readonly span: Span;
}

/** A stretch of a string whose value the file does not say, such as `${AWS::AccountId}` or `var.role`. */
export interface Hole {
  readonly kind: 'hole';
  /** The expression as written, without the marks around it. */
  readonly expression: string;
  readonly span: Span;
  /** Written between other marks than `${` and `}`, or between none. */
  readonly foreign?: true;
}

/** A part of a string's content. */
export type Piece = Literal | Hole;

/** The content of a string: literal pieces and holes, in order. Templates are why a string is not a `string`. */
export interface Text {
  readonly pieces: readonly Piece[];
}

/** A string. `span` includes its quotes where the syntax has quotes. */
export interface LocatedString {
  readonly kind: 'string';
  readonly span: Span;
  readonly text: Text;
}

/** A number, boolean or null. */
export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly span: Span;
  readonly value: number | boolean | null;
}

/** A whole value the file does not say, such as `!Ref Parameter` or `var.principals`. */
export interface LocatedHole {
  readonly kind: 'hole';
  readonly span: Span;
  readonly expression: string;
  /** What an intrinsic function is applied to, where the expression is only its name (`Ref`, `Fn::Sub`). */
  readonly argument?: LocatedValue;
}

export interface LocatedArray {
  readonly kind: 'array';
  readonly span: Span;
  readonly items: readonly LocatedValue[];
}

/** A key and its value. A half-typed entry has no value yet. */
export interface Entry {
  readonly key: LocatedString;
  readonly value: LocatedValue | undefined;
  /** From the key to the end of the value. */
  readonly span: Span;
}

/** Keeps the order of its entries and duplicate keys: both mean something to the person who wrote them. */
export interface LocatedObject {
  readonly kind: 'object';
  readonly span: Span;
  readonly entries: readonly Entry[];
}

/** What every syntax yields, whatever the host language: a value that knows where it stands. */
export type LocatedValue = LocatedObject | LocatedArray | LocatedString | LocatedScalar | LocatedHole;

/** The text as a plain string, or undefined when part of it is not known. */
export function known({ pieces }: Text): string | undefined {
  // Asked of every key that is looked for, so nothing is made on the way.
  let all = '';
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!;
    if (piece.kind === 'hole') return undefined;
    all = i === 0 ? piece.value : all + piece.value;
  }
  return all;
}

/** Where a string's content stands, without its quotes. */
export function contentSpan({ span, text }: LocatedString): Span {
  const [first] = text.pieces;
  const last = text.pieces.at(-1);
  if (first === undefined || last === undefined) return span;
  // Pieces put together from several places of a template may stand anywhere.
  return span.start <= first.span.start && first.span.start <= last.span.end && last.span.end <= span.end
    ? { start: first.span.start, end: last.span.end }
    : span;
}

/** The string a value is, or undefined when it is no string or not wholly known. */
export function knownString(value: LocatedValue | undefined): string | undefined {
  return value?.kind === 'string' ? known(value.text) : undefined;
}

/** The text as a person would read it, holes written as `${…}`. */
export function readable({ pieces }: Text): string {
  let all = '';
  for (const piece of pieces) all += piece.kind === 'literal' ? piece.value : `\${${piece.expression}}`;
  return all;
}

/**
 * The entry of a key. Of duplicates the last, as JSON.parse and IAM's own reader take it; the duplicate
 * itself is a finding of its own.
 */
export function entryOf(value: LocatedValue | undefined, key: string): Entry | undefined {
  if (value?.kind !== 'object') return undefined;
  for (let i = value.entries.length - 1; i >= 0; i--) {
    const entry = value.entries[i]!;
    if (known(entry.key.text) === key) return entry;
  }
  return undefined;
}

/** The value of a key, or undefined. */
export function propertyOf(value: LocatedValue | undefined, key: string): LocatedValue | undefined {
  return entryOf(value, key)?.value;
}

/** The items of a list, a lone value counting as a list of one: IAM allows both nearly everywhere. */
export function listOf(value: LocatedValue | undefined): readonly LocatedValue[] {
  if (value === undefined) return [];
  return value.kind === 'array' ? value.items : [value];
}

/** Every object in the tree, outermost first. Works off a stack of its own, so depth cannot overflow. */
export function* objectsIn(root: LocatedValue | undefined): Generator<LocatedObject> {
  const waiting: LocatedValue[] = root === undefined ? [] : [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value.kind === 'object') {
      yield value;
      for (let i = value.entries.length - 1; i >= 0; i--) {
        const child = value.entries[i]!.value;
        if (child !== undefined) waiting.push(child);
      }
    } else if (value.kind === 'array') {
      for (let i = value.items.length - 1; i >= 0; i--) waiting.push(value.items[i]!);
    }
  }
}
