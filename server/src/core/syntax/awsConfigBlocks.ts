import { changeBetween } from '../text/change';

/** A stretch of a config file: from a `[` on the margin up to the next. */
export interface Block {
  readonly text: string;
}

/** The text of a config or credentials file with its blocks. One object for each version. */
export interface CutText {
  readonly uri: string;
  readonly text: string;
  readonly blocks: readonly PlacedBlock[];
}

/** A block with the offset at which it stands in a text. */
export interface PlacedBlock {
  readonly at: number;
  readonly block: Block;
}

/**
 * Cuts a text at every `[` that follows a `\n`. The blocks one behind the other are the text.
 * @param last an earlier version of the text: a block whose text is still there stays the same object, so that what was
 *   worked out of it can stay with it
 */
export function blocksOf(text: string, last?: CutText): readonly PlacedBlock[] {
  const before = last?.blocks ?? [];
  const change = changeBetween(last?.text ?? '', text);
  let start = 0;
  let kept = 0;
  for (; kept < before.length; kept++) {
    const next = start + before[kept]!.block.text.length;
    if (next > change.start || !isCut(text, next)) break;
    start = next;
  }
  const blocks = before.slice(0, kept);
  let end = text.length;
  let behind = before.length;
  while (behind > kept) {
    const { at } = before[behind - 1]!;
    if (at < change.end || at + change.by < start || !isCut(text, at + change.by)) break;
    end = at + change.by;
    behind--;
  }
  const gone = new Map(before.slice(kept, behind).map(({ block }) => [block.text, block]));
  while (start < end) {
    const next = nextCut(text, start, end);
    const own = text.slice(start, next);
    blocks.push({ at: start, block: gone.get(own) ?? { text: copy(own) } });
    // Each block stands in one place.
    gone.delete(own);
    start = next;
  }
  for (const placed of before.slice(behind)) {
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
