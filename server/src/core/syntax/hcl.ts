import type { Span } from '../text/span';
import { Cursor, NotHcl } from './hcl/cursor';
import { DEPTH_LIMIT, Expressions } from './hcl/expressions';
import type { HclBlock, HclFile, HclItem } from './hcl/tree';

/**
 * How often, on average, a character may be read before the rest of a broken file is given up: each block that
 * cannot be read is tried from its beginning.
 */
const TRIES = 30;

/**
 * Reads HCL, the language of Terraform and OpenTofu. Never fails: a block that cannot be read is left out as a whole,
 * and reading goes on at the next line that looks like the beginning of one. Why not a parser of somebody else's: the
 * only maintained one for workers, tree-sitter, took 680 ms for a file of 1,000 roles and 75 MB; this one is held to
 * it by tests. Source: HCL native syntax specification, https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md.
 */
export function parseHcl(text: string): HclFile {
  const items: HclItem[] = [];
  const broken: Span[] = [];
  for (const read of itemsIn(text, 0)) {
    if ('kind' in read) items.push(read);
    else broken.push(read);
  }
  return { text, current: { text }, items, broken };
}

/**
 * The items of a text and the stretches that cannot be read, in order, from a place on where an item may begin. Where
 * one begins, nothing depends on what stands before it.
 */
export function* itemsIn(text: string, from: number): Generator<HclItem | Span> {
  let budget = TRIES * text.length + 1000;
  let at = from;
  while (at < text.length) {
    const cursor = new Cursor(text, at);
    let start = at;
    let read: HclItem | Span;
    try {
      cursor.blanks(true);
      if (cursor.done) return;
      start = cursor.at;
      read = item(cursor, new Expressions(cursor), 0);
      endOfItem(cursor);
      at = cursor.at;
    } catch (error) {
      if (!(error instanceof NotHcl)) throw error;
      budget -= cursor.at - at;
      at = budget > 0 ? nextBlock(text, start + 1) : text.length;
      read = { start, end: at };
    }
    yield read;
  }
}

/** Whether only blanks and a comment stand between a place and the end of its line. */
export function endsLine(text: string, at: number): boolean {
  try {
    endOfItem(new Cursor(text, at));
    return true;
  } catch {
    return false;
  }
}

/** An attribute or a block. */
function item(cursor: Cursor, expressions: Expressions, depth: number): HclItem {
  const start = cursor.at;
  if (depth > DEPTH_LIMIT) cursor.fail();
  const name = cursor.identifier();
  if (name === undefined) cursor.fail();
  const nameSpan = { start, end: cursor.at };
  cursor.blanks(false);
  if (cursor.starts('=') && !cursor.starts('==')) {
    cursor.at++;
    const value = expressions.read(false);
    return { kind: 'attribute', name, nameSpan, value, span: { start, end: value.span.end } };
  }
  const labels: string[] = [];
  let end = nameSpan.end;
  while (!cursor.starts('{')) {
    labels.push(label(cursor));
    end = cursor.at;
    cursor.blanks(false);
  }
  return block(cursor, expressions, depth, { type: name, labels, header: { start, end } });
}

function block(
  cursor: Cursor,
  expressions: Expressions,
  depth: number,
  head: Pick<HclBlock, 'type' | 'labels' | 'header'>,
): HclBlock {
  const start = cursor.at++;
  const items: HclItem[] = [];
  for (cursor.blanks(true); !cursor.take('}'); cursor.blanks(true)) {
    items.push(item(cursor, expressions, depth + 1));
    cursor.blanks(false);
    if (cursor.peek() !== 10 && !cursor.starts('}')) cursor.fail();
  }
  const body = { start, end: cursor.at };
  return { kind: 'block', ...head, body, span: { start: head.header.start, end: cursor.at }, items };
}

/** A label: a name, or a string in quotes without interpolations. */
function label(cursor: Cursor): string {
  if (!cursor.take('"')) return cursor.identifier() ?? cursor.fail();
  const from = cursor.at;
  while (cursor.peek() !== 34) {
    const code = cursor.peek();
    if (Number.isNaN(code) || code === 10) cursor.fail();
    cursor.at += code === 92 ? 2 : 1;
  }
  cursor.at++;
  return cursor.text.slice(from, cursor.at - 1);
}

/** Only a comment may stand behind an item on its line. */
function endOfItem(cursor: Cursor): void {
  cursor.blanks(false);
  if (!cursor.done && cursor.peek() !== 10) cursor.fail();
}

const BLOCK = /^[A-Za-z_][\w-]*(?:[ \t]+(?:"[^"\r\n]{0,200}"|[\w-]{1,200})){0,4}[ \t]*\{/my;

/** The next line from `from` on that looks like the beginning of a block that stands in no other. */
function nextBlock(text: string, from: number): number {
  for (let line = text.indexOf('\n', from); line >= 0; line = text.indexOf('\n', line + 1)) {
    BLOCK.lastIndex = line + 1;
    if (BLOCK.test(text)) return line + 1;
  }
  return text.length;
}
