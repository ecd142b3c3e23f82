import type { Entry, LocatedObject, LocatedString, LocatedValue } from '../../syntax/tree';
import type { Span } from '../../text/span';
import {
  AGAIN,
  ARRAY,
  BARE,
  FOREIGN,
  HOLE,
  HOLE_OF,
  LITERAL,
  MISSING,
  OBJECT,
  type PackedTree,
  PIECES,
  QUOTED,
  SCALAR,
  usualSpan,
  WRITTEN_OUT,
} from './packedForm';

/**
 * Writes trees as bytes, a fortieth of their size in memory. What the text says is not repeated: strings are places of
 * it wherever they can be.
 */
export class TreePacker {
  readonly #text: string;
  readonly #bytes: number[] = [];
  #at = 0;
  /** Values and entries of all trees. */
  #count = 0;
  /** Values of this tree, by their place in it. */
  #seen = new Map<LocatedValue, number>();
  #first = 0;

  /** @param text that the trees were read from */
  constructor(text: string) {
    this.#text = text;
  }

  pack(tree: LocatedObject): PackedTree {
    const packed = { begin: this.#bytes.length, first: this.#count };
    this.#at = 0;
    this.#first = this.#count;
    this.#seen = new Map();
    this.#value(tree);
    return packed;
  }

  /** All that was packed. */
  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  #value(value: LocatedValue | undefined): void {
    const before = value && this.#seen.get(value);
    if (value === undefined || before !== undefined) {
      this.#natural(value === undefined ? MISSING : AGAIN);
      if (before !== undefined) this.#natural(before);
      return;
    }
    this.#seen.set(value, this.#count++ - this.#first);
    switch (value.kind) {
      case 'object':
        this.#natural(OBJECT);
        this.#open(value.span);
        this.#natural(value.entries.length);
        for (const entry of value.entries) this.#entry(entry);
        return;
      case 'array':
        this.#natural(ARRAY);
        this.#open(value.span);
        this.#natural(value.items.length);
        for (const item of value.items) this.#value(item);
        return;
      case 'string':
        this.#string(value);
        return;
      case 'scalar':
        this.#natural(SCALAR);
        this.#open(value.span);
        this.#words(String(value.value), value.span.start);
        return;
      case 'hole':
        this.#natural(value.argument === undefined ? HOLE : HOLE_OF);
        this.#open(value.span);
        this.#words(value.expression, value.span.start);
        if (value.argument !== undefined) this.#value(value.argument);
    }
  }

  #entry(entry: Entry): void {
    this.#count++;
    this.#value(entry.key);
    this.#value(entry.value);
    const { start, end } = usualSpan(entry.key, entry.value);
    this.#integer(entry.span.start - start);
    this.#integer(entry.span.end - end);
  }

  #string({ span, text: { pieces } }: LocatedString): void {
    const [only, ...more] = pieces;
    if (only?.kind === 'literal' && more.length === 0) {
      const { start, end } = only.span;
      const margin = start - span.start;
      const same = span.end - end === margin && only.value === this.#text.slice(start, end);
      if (same && (margin === 0 || margin === 1)) {
        this.#natural(margin === 0 ? BARE : QUOTED);
        this.#open(span);
        return;
      }
    }
    this.#natural(PIECES);
    this.#open(span);
    this.#natural(pieces.length);
    for (const piece of pieces) {
      const kind = piece.kind === 'literal' ? LITERAL : piece.foreign ? FOREIGN : FOREIGN - 1;
      this.#natural(kind);
      this.#open(piece.span);
      this.#words(piece.kind === 'literal' ? piece.value : piece.expression, piece.span.start);
    }
  }

  /** A span; the next one is told from where this one begins. */
  #open({ start, end }: Span): void {
    this.#integer(start - this.#at);
    this.#integer(end - start);
    this.#at = start;
  }

  /** Words that mostly stand in the text, at a place or just behind it. */
  #words(words: string, near: number): void {
    for (let ahead = 0; ahead < WRITTEN_OUT; ahead++) {
      if (!this.#text.startsWith(words, near + ahead)) continue;
      this.#natural(ahead);
      this.#natural(words.length);
      return;
    }
    this.#natural(WRITTEN_OUT);
    this.#natural(words.length);
    for (let i = 0; i < words.length; i++) this.#natural(words.charCodeAt(i));
  }

  #integer(value: number): void {
    this.#natural(value < 0 ? -2 * value - 1 : 2 * value);
  }

  #natural(value: number): void {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) this.#bytes.push((rest % 128) + 128);
    this.#bytes.push(rest);
  }
}
