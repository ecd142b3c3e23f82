import { Anchor } from '../../text/anchor';
import { changeBetween } from '../../text/change';
import { endsLine, itemsIn } from '../hcl';
import { hold, movedProblem } from '../moving';
import type { LocatedValue } from '../tree';
import {
  type Broken,
  type HclFile,
  type HclItem,
  type HclString,
  hclHole,
  hclString,
  interpolated,
} from './tree';

interface Kept {
  readonly item: HclItem;
  /** What all spans of the item count from. */
  readonly anchor: Anchor;
}

/**
 * Reads the versions of one file as it is edited. Blocks that an edit leaves as they are, are the same objects in the
 * next version, and stand where they stand there.
 */
export class HclReader {
  readonly #current = { text: '' };
  #kept: readonly Kept[] = [];
  #broken: readonly Broken[] = [];

  read(text: string): HclFile {
    const before = this.#current.text;
    const change = changeBetween(before, text);
    // What cannot be read may be so for what stands far behind it.
    const sure = Math.min(change.start, this.#broken[0]?.start ?? before.length);
    const first = this.#kept.findIndex(({ item }) => item.span.end >= sure);
    const kept = this.#kept.slice(0, first < 0 ? this.#kept.length : first);
    while (kept.length > 0 && !endsLine(text, kept.at(-1)!.item.span.end)) kept.pop();
    const broken: Broken[] = [];
    /** Where items behind the edit begin now, by their number. */
    const later = new Map<number, number>();
    this.#kept.forEach(({ item: { span } }, i) => {
      if (span.start >= change.end) later.set(span.start + change.by, i);
    });
    for (const read of itemsIn(text, kept.at(-1)?.item.span.end ?? 0)) {
      const start = 'kind' in read ? read.span.start : read.start;
      const same = later.get(start);
      if (same !== undefined && 'kind' in read) {
        const rest = this.#kept.slice(same);
        for (const { anchor } of rest) anchor.offset += change.by;
        kept.push(...rest);
        for (const { start, end, problem } of this.#broken) {
          const { by } = change;
          if (start + by < read.span.start) continue;
          broken.push({ start: start + by, end: end + by, problem: movedProblem(problem, by) });
        }
        break;
      }
      if ('kind' in read) {
        const anchor = new Anchor(read.span.start);
        holdItem(read, anchor);
        kept.push({ item: read, anchor });
      } else broken.push(read);
    }
    this.#kept = kept;
    this.#broken = broken;
    this.#current.text = text;
    return { text, current: this.#current, items: kept.map(({ item }) => item), broken };
  }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Ties all spans of an item that was just read to an anchor. */
function holdItem(item: HclItem, anchor: Anchor): void {
  hold(item, anchor);
  if (item.kind === 'attribute') {
    (item as Writable<typeof item>).nameSpan = anchor.hold(item.nameSpan);
    holdValue(item.value, anchor);
    return;
  }
  const block = item as Writable<typeof item>;
  block.header = anchor.hold(item.header);
  block.body = anchor.hold(item.body);
  for (const each of item.items) holdItem(each, anchor);
}

function holdValue(value: LocatedValue, anchor: Anchor): void {
  const before = value.span;
  hold(value, anchor);
  if (value.kind === 'string') {
    const string: Writable<HclString> | undefined = hclString(value);
    const inside = string?.inside ?? before;
    if (string !== undefined) string.inside = anchor.hold(inside);
    // The only piece of a string is all that is inside of it.
    const held = string?.inside ?? value.span;
    for (const piece of value.text.pieces) {
      hold(piece, anchor, inside, held);
      const inner = piece.kind === 'hole' ? interpolated(piece) : undefined;
      if (inner !== undefined) holdValue(inner, anchor);
    }
  } else if (value.kind === 'array') for (const each of value.items) holdValue(each, anchor);
  else if (value.kind === 'hole') for (const part of hclHole(value)?.parts ?? []) holdValue(part, anchor);
  else if (value.kind === 'object') {
    for (const entry of value.entries) {
      hold(entry, anchor);
      holdValue(entry.key, anchor);
      if (entry.value !== undefined) holdValue(entry.value, anchor);
    }
  }
}
