import type { Span } from '../../text/span';
import type { Literal, LocatedString, LocatedValue } from '../tree';
import type { Cursor } from './cursor';
import { expressionAt } from './hole';
import { heredocNotClosed, PROBLEMS } from './problems';
import { readTemplate, type Template } from './template';
import type { HclString } from './tree';

/**
 * Reads a string in quotes. Source of this and the next: HCL native syntax specification, "Template Expressions".
 * @param cursor on its first quote
 * @param expression reads the expression of an interpolation
 */
export function quoted(cursor: Cursor, expression: () => LocatedValue): LocatedValue {
  const start = cursor.at++;
  const template = readTemplate(cursor, true, expression);
  // What ends a template in quotes is a quote, the line or the text.
  if (!cursor.take('"')) cursor.fail(PROBLEMS.string, start);
  const inside = { start: start + 1, end: cursor.at - 1 };
  return templated(cursor, template, { start, end: cursor.at }, inside);
}

/** Reads `<<EOF` or `<<-EOF`: its value begins behind the line of the marker and ends before the line of its second. */
export function heredoc(cursor: Cursor, expression: () => LocatedValue): LocatedValue {
  const start = cursor.at;
  if (!cursor.take('<<')) cursor.fail(PROBLEMS.value);
  const indented = cursor.take('-');
  const marker = cursor.identifier();
  if (marker === undefined) cursor.fail(PROBLEMS.heredoc);
  while (cursor.peek() === 13) cursor.at++;
  if (!cursor.take('\n')) cursor.fail(PROBLEMS.heredoc);
  const from = cursor.at;
  const end = endOfHeredoc(cursor.text, from, marker);
  if (end === undefined || end.behind > cursor.end) {
    // All that is left has been read for it.
    cursor.at = cursor.end;
    cursor.fail(heredocNotClosed(marker), start, from - 1);
  }
  const outer = cursor.end;
  cursor.end = end.before;
  const template = readTemplate(cursor, false, expression);
  cursor.end = outer;
  cursor.at = end.behind;
  const inside = { start: from, end: end.before };
  return templated(cursor, template, { start, end: end.behind }, inside, indented ? 'indented' : 'plain');
}

/**
 * Reads a template between two places, as strings of the JSON syntax are.
 * @param cursor on its first character, with its end behind the last
 * @param escapes whether backslashes escape
 * @param span of the string with its quotes
 */
export function templateAt(
  cursor: Cursor,
  escapes: boolean,
  span: Span,
  inside: Span,
  expression: () => LocatedValue,
): LocatedValue {
  return templated(cursor, readTemplate(cursor, escapes, expression), span, inside);
}

/** A key that is a bare name, as nearly all are; undefined where something else begins here. */
export function bareKey(cursor: Cursor): LocatedString | undefined {
  const start = cursor.at;
  const name = cursor.identifier();
  const span = { start, end: cursor.at };
  cursor.blanks(false);
  const sign = cursor.peek();
  const next = cursor.peek(1);
  // `==`, `::` and `=>` are parts of expressions.
  const ends = (sign === 61 || sign === 58) && next !== 61 && next !== 58 && next !== 62;
  if (name !== undefined && ends) {
    return { kind: 'string', span, text: { pieces: [{ kind: 'literal', value: name, span }] } };
  }
  cursor.at = start;
  return undefined;
}

function templated(
  { text }: Cursor,
  { pieces, directives }: Template,
  span: Span,
  inside: Span,
  heredoc?: HclString['heredoc'],
): LocatedValue {
  const [only] = pieces;
  if (pieces.length === 1 && only?.kind === 'literal' && !directives) {
    const plain: HclString = { kind: 'string', span, text: { pieces }, inside: only.span, heredoc };
    return plain;
  }
  const holes = pieces.filter((piece) => piece.kind === 'hole');
  const parts = holes.flatMap((hole) => ('value' in hole ? [hole.value as LocatedValue] : []));
  if (directives) return expressionAt(text, span, 'other', parts);
  // `"${x}"` is x itself, whatever kind of value that is.
  if (pieces.length === 1 && only?.kind === 'hole' && parts.length === 1) return { ...parts[0]!, span };
  const none: Literal = { kind: 'literal', value: '', span: inside };
  const string: HclString = {
    kind: 'string',
    span,
    text: { pieces: pieces.length === 0 ? [none] : pieces },
    inside,
    heredoc,
  };
  return string;
}

/** Where a heredoc ends: before the line of its marker, and behind the marker. Undefined when it never does. */
export function endOfHeredoc(
  text: string,
  from: number,
  marker: string,
): { readonly before: number; readonly behind: number } | undefined {
  for (let line = from; line <= text.length; ) {
    const next = text.indexOf('\n', line);
    const end = next < 0 ? text.length : next;
    // Most lines are told apart by their first letters: only what may be the marker is cut out.
    let at = line;
    while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
    if (text.startsWith(marker, at) && text.slice(at + marker.length, end).trim() === '') {
      return { before: line, behind: at + marker.length };
    }
    if (next < 0) return undefined;
    line = next + 1;
  }
  return undefined;
}
