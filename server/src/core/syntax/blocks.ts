import { Anchor, isHeld } from '../text/anchor';
import { type Change, changeBetween } from '../text/change';
import type { Span } from '../text/span';
import { heldBy, movedProblem, rebuilt } from './moving';
import type { Parsed, TreeReader } from './syntax';
import type { LocatedObject, LocatedValue } from './tree';

/** UTF-16 code units of the largest object that is read anew as a whole; larger ones are made of smaller ones. */
const BLOCK_LIMIT = 10_000;

/** An object of a text that is kept from one version of the text to the next, as long as its own text is the same. */
interface Block {
  readonly anchor: Anchor;
  readonly length: number;
  readonly value: LocatedObject;
}

/** A text that was read in blocks, in the order of the text. */
interface Blocks {
  readonly text: string;
  readonly parsed: Parsed;
  readonly blocks: readonly Block[];
}

/**
 * Reads each new version of a text out of the one before: an object is read anew only when it was edited. The objects
 * that were not move into the new version, spans and all, so the version before must not be used any more.
 */
export class BlockReader implements TreeReader {
  readonly #parse: (text: string) => Parsed;
  #last: Blocks | undefined;

  /** @param parse reads a whole text; an object must read the same wherever it stands */
  constructor(parse: (text: string) => Parsed) {
    this.#parse = parse;
  }

  read(text: string): Parsed {
    const before = this.#last;
    if (before?.text === text) return before.parsed;
    this.#last =
      (before && withinBlock(before, text, this.#parse)) ?? inBlocks(before, text, this.#parse(text));
    return this.#last.parsed;
  }
}

/**
 * The objects of a text that was read in blocks: those too large for a block, outermost first, and each block; not
 * what blocks hold.
 */
export function* outsideBlocks(root: LocatedValue | undefined): Generator<LocatedObject> {
  if (root === undefined) return;
  if (root.kind === 'object') yield root;
  if (isHeld(root.span)) return;
  if (root.kind === 'object') for (const { value } of root.entries) yield* outsideBlocks(value);
  else if (root.kind === 'array') for (const item of root.items) yield* outsideBlocks(item);
}

/** An edit inside of one block: that block is read, and what stands behind it moves. */
function withinBlock(before: Blocks, text: string, parse: (text: string) => Parsed): Blocks | undefined {
  const change = changeBetween(before.text, text);
  const index = before.blocks.findLastIndex(({ anchor }) => anchor.offset < change.start);
  const block = before.blocks[index];
  if (block === undefined) return undefined;
  const { offset } = block.anchor;
  const end = offset + block.length;
  // The edit must leave both braces alone, and so must whatever was wrong before.
  if (change.end >= end) return undefined;
  if (before.parsed.problems.some(({ span }) => span.start < offset || span.end > end)) return undefined;
  const length = block.length + change.by;
  if (length > BLOCK_LIMIT) return undefined;
  const { root, problems, unclosed, tolerated } = parse(text.slice(offset, offset + length));
  // What was tolerated is told of the whole text.
  if (before.parsed.tolerated !== undefined || tolerated !== undefined) return undefined;
  if (unclosed || root?.kind !== 'object' || root.span.start !== 0 || root.span.end !== length)
    return undefined;

  const anchor = new Anchor(0);
  heldBy(root, anchor);
  anchor.offset = offset;
  for (const later of before.blocks.slice(index + 1)) later.anchor.offset += change.by;
  const replaced = new Map<LocatedValue, LocatedValue>([[block.value, root]]);
  const parsed = {
    root: before.parsed.root && around(before.parsed.root, replaced, change),
    problems: problems.map((problem) => movedProblem(problem, offset)),
  };
  return { text, parsed, blocks: before.blocks.with(index, { anchor, length, value: root }) };
}

/** The tree outside of blocks, made anew around them. */
function around(
  value: LocatedValue,
  replaced: ReadonlyMap<LocatedValue, LocatedValue>,
  change: Change,
): LocatedValue {
  const by = replaced.get(value);
  if (by !== undefined) return by;
  if (isHeld(value.span)) return value;
  const again = (each: LocatedValue) => around(each, replaced, change);
  return rebuilt(value, (span) => movedBy(span, change), again);
}

function movedBy({ start, end }: Span, change: Change): Span {
  return {
    start: start >= change.end ? start + change.by : start,
    end: end >= change.end ? end + change.by : end,
  };
}

/** A text that was read as a whole, in blocks; those that an earlier version of it held are that version's. */
function inBlocks(before: Blocks | undefined, text: string, { root, ...rest }: Parsed): Blocks {
  const known = new Map<string, Block[]>();
  for (const block of before?.blocks ?? []) {
    const { offset } = block.anchor;
    // A block's place is that in the older text until it is taken over.
    const own = before!.text.slice(offset, offset + block.length);
    const same = known.get(own);
    if (same === undefined) known.set(own, [block]);
    else same.push(block);
  }
  const blocks: Block[] = [];
  const take = (value: LocatedValue): LocatedValue => {
    const { start, end } = value.span;
    if (value.kind !== 'object' || end - start > BLOCK_LIMIT) return rebuilt(value, (span) => span, take);
    const found = known.get(text.slice(start, end))?.shift();
    const block = found ?? blockOf(value);
    block.anchor.offset = start;
    blocks.push(block);
    return block.value;
  };
  return { text, parsed: { root: root && take(root), ...rest }, blocks };
}

function blockOf(value: LocatedObject): Block {
  const anchor = new Anchor(value.span.start);
  const length = value.span.end - value.span.start;
  heldBy(value, anchor);
  return { anchor, length, value };
}
