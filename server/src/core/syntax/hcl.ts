import type { Sentence } from '../explain/sentence';
import { Cursor, NotHcl } from './hcl/cursor';
import { DEPTH_LIMIT, Expressions } from './hcl/expressions';
import { blockNotClosed, nothingBehind, PROBLEMS } from './hcl/problems';
import { endOfHeredoc } from './hcl/strings';
import type { Broken, HclBlock, HclFile, HclItem } from './hcl/tree';

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
  const broken: Broken[] = [];
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
export function* itemsIn(text: string, from: number): Generator<HclItem | Broken> {
  let budget = TRIES * text.length + 1000;
  let at = from;
  while (at < text.length) {
    const cursor = new Cursor(text, at);
    let start = at;
    let read: HclItem | Broken;
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
      read = { start, end: at, problem: cursor.problem };
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
  if (depth > DEPTH_LIMIT) cursor.fail(PROBLEMS.deep);
  const name = cursor.identifier();
  if (name === undefined) notAnItem(cursor);
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
    labels.push(label(cursor, labels.length === 0 ? nothingBehind(name) : PROBLEMS.opening));
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
    if (cursor.done) notClosed(cursor, { ...head, items });
    items.push(item(cursor, expressions, depth + 1));
    cursor.blanks(false);
    if (cursor.peek() !== 10 && !cursor.starts('}') && !cursor.done) cursor.fail(PROBLEMS.newLine);
  }
  const body = { start, end: cursor.at };
  return {
    kind: 'block',
    ...head,
    body,
    span: { start: head.header.start, end: cursor.at },
    items: items.slice(),
  };
}

/** What stands where an argument or a block should begin. */
function notAnItem(cursor: Cursor): never {
  if (cursor.starts('}')) cursor.fail(PROBLEMS.brace);
  cursor.fail(cursor.starts('"') ? PROBLEMS.quotedName : PROBLEMS.item);
}

/**
 * The text ends inside of a block. Where a block in it was closed by a brace further left than it begins, that brace
 * was meant for the block around.
 */
function notClosed(cursor: Cursor, block: Pick<HclBlock, 'type' | 'header' | 'items'>): never {
  const { text } = cursor;
  const column = (at: number) => at - text.lastIndexOf('\n', at - 1);
  const meant = (each: HclItem): each is HclBlock =>
    each.kind === 'block' &&
    column(each.body.end - 1) < column(each.header.start) &&
    text.slice(each.body.start, each.body.end).includes('\n');
  let open = block;
  for (let inner = open.items.find(meant); inner !== undefined; inner = open.items.find(meant)) open = inner;
  cursor.fail(blockNotClosed(open.type), open.header.start, open.header.end);
}

/**
 * A label: a name, or a string in quotes without interpolations.
 * @param missing what to say where none stands here
 */
function label(cursor: Cursor, missing: Sentence): string {
  if (!cursor.take('"')) return cursor.identifier() ?? cursor.fail(missing);
  const from = cursor.at;
  while (cursor.peek() !== 34) {
    const code = cursor.peek();
    if (Number.isNaN(code) || code === 10) cursor.fail(PROBLEMS.string, from - 1);
    cursor.at += code === 92 ? 2 : 1;
  }
  cursor.at++;
  return cursor.text.slice(from, cursor.at - 1);
}

/** Only a comment may stand behind an item on its line. */
function endOfItem(cursor: Cursor): void {
  cursor.blanks(false);
  if (!cursor.done && cursor.peek() !== 10)
    cursor.fail(cursor.starts('}') ? PROBLEMS.brace : PROBLEMS.newLine);
}

const BLOCK = /^[A-Za-z_][\w-]*(?:[ \t]+(?:"[^"\r\n]{0,200}"|[\w-]{1,200})){0,4}[ \t]*\{/my;
const HEREDOC = /[^#\n]{0,300}<<-?([A-Za-z_][\w-]*)[ \t]*\r?(?=\n)/y;
/** Each search reads all that is left of a file. */
const ENDLESS_LIMIT = 20;
const COMMENT = /[ \t]*\/\*/y;

/**
 * The next line from `from` on that looks like the beginning of a block that stands in no other. What a heredoc or a
 * comment holds looks like one too, and is none.
 */
function nextBlock(text: string, from: number): number {
  /** Marks that nothing ends: each is looked for once, and after some none is. */
  const endless = new Set<string>();
  for (let line = text.lastIndexOf('\n', from - 1) + 1; line < text.length; ) {
    const next = text.indexOf('\n', line);
    if (next < 0) break;
    let behind = next;
    const marker = matchAt(HEREDOC, text, line)?.[1];
    const searched = (mark: string) => endless.has(mark) || endless.size > ENDLESS_LIMIT;
    if (marker !== undefined && !searched(marker)) {
      const end = endOfHeredoc(text, next + 1, marker);
      if (end === undefined) endless.add(marker);
      else behind = text.indexOf('\n', end.behind);
    } else if (matchAt(COMMENT, text, line) !== null && !searched('*/')) {
      const end = text.indexOf('*/', line);
      if (end < 0) endless.add('*/');
      else behind = text.indexOf('\n', end);
    }
    if (behind < 0) break;
    line = behind + 1;
    if (matchAt(BLOCK, text, line) !== null) return line;
  }
  return text.length;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
