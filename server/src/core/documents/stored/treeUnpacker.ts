import type {
  Entry,
  LocatedHole,
  LocatedObject,
  LocatedScalar,
  LocatedString,
  LocatedValue,
  Piece,
} from '../../syntax/tree';
import type { Span } from '../../text/span';
import {
  AGAIN,
  ARRAY,
  BARE,
  FOREIGN,
  HOLE,
  LITERAL,
  MISSING,
  OBJECT,
  ORDINAL,
  type PackedTree,
  PIECES,
  QUOTED,
  SCALAR,
  usualSpan,
  WRITTEN_OUT,
} from './packedForm';

/** A copy of a tree that was packed. @param text that it was read from */
export function unpacked(bytes: Uint8Array, tree: PackedTree, text: string): LocatedObject {
  return new Unpacker(bytes, tree, text).value() as LocatedObject;
}

class Unpacker {
  readonly #bytes: Uint8Array;
  readonly #text: string;
  readonly #seen: (LocatedValue | undefined)[] = [];
  readonly #first: number;
  #next: number;
  #at = 0;

  constructor(bytes: Uint8Array, { begin, first }: PackedTree, text: string) {
    this.#bytes = bytes;
    this.#next = begin;
    this.#first = first;
    this.#text = text;
  }

  value(): LocatedValue | undefined {
    const tag = this.#natural();
    if (tag === MISSING) return undefined;
    if (tag === AGAIN) return this.#seen[this.#natural()];
    const ordinal = this.#seen.length;
    this.#seen.push(undefined);
    const value = this.#made(tag, this.#span(), this.#first + ordinal);
    this.#seen[ordinal] = value;
    return value;
  }

  #made(tag: number, span: Span, ordinal: number): LocatedValue {
    if (tag === OBJECT) {
      const entries = this.#times(() => this.#entry());
      return { kind: 'object', span, entries, [ORDINAL]: ordinal } as LocatedObject;
    }
    if (tag === ARRAY) {
      const items = this.#times(() => this.value()!);
      return { kind: 'array', span, items, [ORDINAL]: ordinal } as LocatedValue;
    }
    if (tag === BARE || tag === QUOTED) {
      const margin = tag === BARE ? 0 : 1;
      const inside = margin === 0 ? span : { start: span.start + 1, end: span.end - 1 };
      const value = this.#text.slice(inside.start, inside.end);
      const text = { pieces: [{ kind: 'literal', value, span: inside }] };
      return { kind: 'string', span, text, [ORDINAL]: ordinal } as LocatedString;
    }
    if (tag === PIECES) {
      const text = { pieces: this.#times(() => this.#piece()) };
      return { kind: 'string', span, text, [ORDINAL]: ordinal } as LocatedString;
    }
    const words = this.#words(span.start);
    if (tag === SCALAR) {
      const value =
        words === 'true' ? true : words === 'false' ? false : words === 'null' ? null : Number(words);
      return { kind: 'scalar', span, value, [ORDINAL]: ordinal } as LocatedScalar;
    }
    const hole = { kind: 'hole', span, expression: words, [ORDINAL]: ordinal };
    return (tag === HOLE ? hole : { ...hole, argument: this.value() }) as LocatedHole;
  }

  #entry(): Entry {
    const ordinal = this.#seen.length;
    this.#seen.push(undefined);
    const key = this.value() as LocatedString;
    const value = this.value();
    const { start, end } = usualSpan(key, value);
    const span = { start: start + this.#integer(), end: end + this.#integer() };
    return { key, value, span, [ORDINAL]: this.#first + ordinal } as Entry;
  }

  #piece(): Piece {
    const kind = this.#natural();
    const span = this.#span();
    const words = this.#words(span.start);
    if (kind === LITERAL) return { kind: 'literal', value: words, span };
    const hole = { kind: 'hole', expression: words, span } as const;
    return kind === FOREIGN ? { ...hole, foreign: true } : hole;
  }

  #times<T>(read: () => T): T[] {
    const all: T[] = [];
    for (let left = this.#natural(); left > 0; left--) all.push(read());
    return all;
  }

  #span(): Span {
    const start = this.#at + this.#integer();
    this.#at = start;
    return { start, end: start + this.#integer() };
  }

  #words(near: number): string {
    const ahead = this.#natural();
    const length = this.#natural();
    if (ahead < WRITTEN_OUT) return this.#text.slice(near + ahead, near + ahead + length);
    let words = '';
    for (let i = 0; i < length; i++) words += String.fromCharCode(this.#natural());
    return words;
  }

  #integer(): number {
    const value = this.#natural();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  #natural(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = this.#bytes[this.#next++] ?? 0;
      value += (byte % 128) * unit;
      if (byte < 128) return value;
    }
  }
}
