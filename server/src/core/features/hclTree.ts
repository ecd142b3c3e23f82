import { itemsIn } from '../syntax/hcl';
import { type HclBlock, type HclFile, type HclItem, hclHole } from '../syntax/hcl/tree';
import type { LocatedValue } from '../syntax/tree';
import type { HclFrame } from './hclScan';
import type { Place } from './place';

/**
 * The outermost block around a cursor, as it is or as if what is half-typed were written out: up to the cursor all
 * stands where it stands in the text.
 * @param frames around the cursor, that of the file first
 */
export function blockAround(
  text: string,
  place: Place,
  frames: readonly HclFrame[],
): { readonly block: HclBlock; readonly hcl: HclFile } | undefined {
  const from = frames[1]?.start;
  if (from === undefined) return undefined;
  for (const candidate of mended(text, place, frames)) {
    const { value } = itemsIn(candidate, from).next() as {
      value: HclItem | { kind?: undefined } | undefined;
    };
    if (value?.kind !== 'block' || value.span.end < place.span.start) continue;
    return {
      block: value,
      hcl: { text: candidate, current: { text: candidate }, items: [value], broken: [] },
    };
  }
  return undefined;
}

/** The text, with something in place of what is half-typed, and without what comes behind it. */
function* mended(text: string, place: Place, frames: readonly HclFrame[]): Generator<string> {
  yield text;
  const { kind, span, opened, closed, colon, commaBefore, commaAfter } = place;
  const start = span.start - (opened ? 1 : 0);
  const end = span.end + (closed ? 1 : 0);
  const filler =
    kind === 'value'
      ? `${commaBefore === undefined ? '' : ','}""${commaAfter ? ',' : ''}`
      : span.start === span.end || colon
        ? ''
        : 'x = ""';
  const head = text.slice(0, start) + (kind === 'key' && colon ? text.slice(start, end) : filler);
  yield head + text.slice(end);
  const closing = frames
    .slice(1)
    .reverse()
    .map(
      (frame) =>
        ({ block: '\n}', object: '\n}', array: ']', call: text[frame.start] === '[' ? ']' : ')' })[
          frame.kind
        ],
    )
    .join('');
  yield `${text.slice(0, start)}${filler}${closing}\n`;
}

/** The block that begins at an offset: a block itself, or one in it. */
export function blockAt(block: HclBlock, offset: number): HclBlock | undefined {
  if (block.span.start === offset) return block;
  const inside = block.items.find(({ span }) => span.start <= offset && offset < span.end);
  return inside?.kind === 'block' ? blockAt(inside, offset) : undefined;
}

/** The value that begins at an offset, in a block. */
export function valueAt(block: HclBlock, offset: number): LocatedValue | undefined {
  for (const item of block.items) {
    if (offset < item.span.start || item.span.end <= offset) continue;
    if (item.kind === 'block') return valueAt(item, offset);
    let node: LocatedValue | undefined = item.value;
    while (node !== undefined && node.span.start !== offset) {
      node = childrenOf(node).find(({ span }) => span.start <= offset && offset < span.end);
    }
    return node;
  }
  return undefined;
}

function childrenOf(value: LocatedValue): readonly LocatedValue[] {
  switch (value.kind) {
    case 'array':
      return value.items;
    case 'object':
      return value.entries.flatMap((entry) => (entry.value === undefined ? [] : [entry.value]));
    case 'hole':
      return hclHole(value)?.parts ?? [];
    default:
      return [];
  }
}
