/** A stretch of a config file: from a `[` on the margin up to the next. Equal texts may share one object. */
export interface Block {
  readonly text: string;
}

/** A block with the offset at which it stands in a text. */
export interface PlacedBlock {
  readonly at: number;
  readonly block: Block;
}

/**
 * Cuts a text at every `[` that follows a `\n`. The blocks one behind the other are the text.
 * @param before the blocks of an earlier version of the text: a block whose text is still there stays the same object,
 *   so that what was worked out of it can stay with it
 */
export function blocksOf(text: string, before: readonly PlacedBlock[] = []): readonly PlacedBlock[] {
  const blocks: PlacedBlock[] = [];
  let start = 0;
  let kept = 0;
  for (; kept < before.length; kept++) {
    const placed = before[kept]!;
    const next = start + placed.block.text.length;
    if (!isCut(text, next) || !text.startsWith(placed.block.text, start)) break;
    blocks.push(placed);
    start = next;
  }
  let end = text.length;
  let last = before.length;
  while (last > kept) {
    const { block } = before[last - 1]!;
    const at = end - block.text.length;
    if (at < start || !isCut(text, at) || !text.startsWith(block.text, at)) break;
    end = at;
    last--;
  }
  const gone = new Map(before.slice(kept, last).map(({ block }) => [block.text, block]));
  while (start < end) {
    const next = nextCut(text, start, end);
    const own = text.slice(start, next);
    blocks.push({ at: start, block: gone.get(own) ?? { text: copy(own) } });
    start = next;
  }
  for (const placed of before.slice(last)) {
    blocks.push(placed.at === start ? placed : { at: start, block: placed.block });
    start += placed.block.text.length;
  }
  return blocks;
}

function isCut(text: string, at: number): boolean {
  return at === text.length || at === 0 || (text.charCodeAt(at) === 91 && text.charCodeAt(at - 1) === 10);
}

function nextCut(text: string, start: number, end: number): number {
  const found = text.indexOf('\n[', start);
  return found === -1 || found + 1 > end ? end : found + 1;
}

/** The same text without a hold on the one it was cut out of: engines keep all of that for a slice of it. */
function copy(slice: string): string {
  return `\n${slice}`.slice(1);
}
