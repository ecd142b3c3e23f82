import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';
import { moved, movedEntry } from './moving';
import type { Plain, TreeEdits } from './syntax';
import type { LocatedValue } from './tree';

/** A text written inside another one: what it says, and where each of its characters stands there. */
export interface Embedding {
  /** What it says, escapes resolved. */
  readonly content: string;
  /** Where each UTF-16 unit of the content begins in the host; one entry more for the end. Never falls. */
  readonly starts: ArrayLike<number>;
  /** Where each UTF-16 unit of the content ends in the host. */
  readonly ends: ArrayLike<number>;
  /**
   * Text as the host writes it.
   * @param at the place in the host where it is written
   */
  readonly write: (text: string, at: number) => string;
}

/** Puts an embedding together, in the order of the text. */
export class EmbeddingBuilder {
  #content = '';
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  get length(): number {
    return this.#starts.length;
  }

  /** Text that stands in the host letter for letter, from `at` on. */
  raw(text: string, at: number): void {
    this.#content += text;
    for (let i = 0; i < text.length; i++) {
      this.#starts.push(at + i);
      this.#ends.push(at + i + 1);
    }
  }

  /** Text that a stretch of the host stands for as a whole, such as an escape. */
  one(text: string, start: number, end: number): void {
    this.#content += text;
    for (let i = 0; i < text.length; i++) {
      this.#starts.push(start);
      this.#ends.push(end);
    }
  }

  /** Takes the last `count` units away again. */
  drop(count: number): void {
    this.#content = this.#content.slice(0, this.#content.length - count);
    this.#starts.length -= count;
    this.#ends.length -= count;
  }

  /** @param end where the content ends in the host */
  build(end: number, write: Embedding['write']): Embedding {
    return { content: this.#content, starts: [...this.#starts, end], ends: this.#ends, write };
  }
}

/** A text inside a text that is itself inside another, in places of the outermost. */
export function nested(outer: Embedding, inner: Embedding): Embedding {
  const { content, starts, ends, write } = inner;
  return {
    content,
    starts: Array.from(starts, (at) => hostStart(outer, at)),
    ends: Array.from(ends, (at) => outer.ends[at - 1] ?? hostStart(outer, at)),
    write: (text, at) => outer.write(write(text, contentAt(outer, at)), at),
  };
}

function hostStart({ starts }: Embedding, at: number): number {
  return starts[Math.min(at, starts.length - 1)] ?? 0;
}

/** A span of the content as a span of the host. */
export function hostSpan(embedding: Embedding, { start, end }: Span): Span {
  const from = hostStart(embedding, start);
  return { start: from, end: end > start ? (embedding.ends[end - 1] ?? from) : from };
}

/** Where in the content a place of the host is: the first character that does not begin before it. */
export function contentAt({ starts }: Embedding, at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Edits of a text inside another: asked for with places of the host, made in the content, and written as the host
 * writes it.
 * @param inner the edits of the content
 */
export function editsWithin(embedding: Embedding, inner: TreeEdits): TreeEdits {
  const inside = (span: Span): Span => ({
    start: contentAt(embedding, span.start),
    end: contentAt(embedding, span.end),
  });
  const into = <V extends LocatedValue>(value: V): V => moved(value, inside) as V;
  const out = (edits: readonly TextEdit[]): TextEdit[] =>
    edits.map(({ span, text }) => {
      const place = hostSpan(embedding, span);
      return { span: place, text: embedding.write(text, place.start) };
    });
  return {
    append: (list, items) => out(inner.append(into(list), items)),
    set: (object, key, value, after) => out(inner.set(into(object), key, value, after)),
    removeEntry(object, entry) {
      const copy = into(object);
      const same = copy.entries[object.entries.indexOf(entry)];
      return same === undefined ? [] : out(inner.removeEntry(copy, same));
    },
    removeItem(list, item) {
      const copy = into(list);
      const at = list.kind === 'array' ? list.items.indexOf(item) : -1;
      const same = copy.kind === 'array' ? copy.items[at] : undefined;
      return same === undefined ? [] : out(inner.removeItem(copy, same));
    },
    replace: (value: LocatedValue, by: Plain) => out(inner.replace(into(value), by)),
    rename: (entry, key) => out(inner.rename(movedEntry(entry, inside), key)),
  };
}

/** JSON that is to stand on one line: its line breaks are white space, since strings have none in them. */
export function onOneLine(json: string): string {
  return json.replace(/,?\r?\n[\t ]*/g, (found) => (found.startsWith(',') ? ', ' : ' '));
}
