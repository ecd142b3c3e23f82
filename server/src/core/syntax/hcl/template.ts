import type { Span } from '../../text/span';
import { textOf } from '../placeholders';
import type { Hole, Literal, LocatedValue } from '../tree';
import type { Cursor } from './cursor';
import { bracketExpected, PROBLEMS } from './problems';
import type { TemplateHole } from './tree';

/** The pieces of a template, and whether a directive (`%{ if … }`) decides what it says. */
export interface Template {
  readonly pieces: readonly (Literal | Hole)[];
  readonly directives: boolean;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/**
 * Reads a template up to where it ends. Source: HCL native syntax specification, "Templates".
 * @param cursor at the first character inside; left at `end`, or on the quote or line end that ends it in quotes
 * @param quoted in quotes: backslashes escape, and a quote or a line end ends it
 * @param expression reads the expression of an interpolation
 */
export function readTemplate(cursor: Cursor, quoted: boolean, expression: () => LocatedValue): Template {
  return (quoted ? plainTemplate(cursor) : undefined) ?? anyTemplate(cursor, quoted, expression);
}

/** A string in quotes that is all letters, as most are. */
const PLAIN = /[^"\\$%{<\n]+(?=")/y;

function plainTemplate(cursor: Cursor): Template | undefined {
  const start = cursor.at;
  PLAIN.lastIndex = start;
  const value = PLAIN.exec(cursor.text)?.[0];
  if (value === undefined || start + value.length >= cursor.end) return undefined;
  cursor.at += value.length;
  return { pieces: [{ kind: 'literal', value, span: { start, end: cursor.at } }], directives: false };
}

function anyTemplate(cursor: Cursor, quoted: boolean, expression: () => LocatedValue): Template {
  const pieces: (Literal | Hole)[] = [];
  const { text } = cursor;
  let directives = false;
  let from = cursor.at;
  let value = '';
  /** Where the stretch begins that is not yet in `value`. */
  let run = from;
  const flush = () => {
    value += text.slice(run, cursor.at);
    if (cursor.at > from) pieces.push(...literal(value, { start: from, end: cursor.at }, text));
    value = '';
  };
  const begin = () => {
    from = cursor.at;
    run = from;
  };
  while (!cursor.done) {
    const code = cursor.peek();
    if (quoted && code === 34) break;
    if (quoted && code === 10) break;
    if (quoted && code === 92) {
      value += text.slice(run, cursor.at);
      value += unescaped(cursor);
      run = cursor.at;
    } else if ((code === 36 || code === 37) && cursor.peek(1) === code && cursor.peek(2) === 123) {
      // `$${` is a dollar sign and a brace, no interpolation.
      value += text.slice(run, cursor.at + 1);
      cursor.at += 2;
      run = cursor.at;
      cursor.at++;
    } else if (code === 36 && cursor.peek(1) === 123) {
      flush();
      pieces.push(interpolation(cursor, expression));
      begin();
    } else if (code === 37 && cursor.peek(1) === 123) {
      flush();
      directives = true;
      skipDirective(cursor, expression);
      begin();
    } else cursor.at++;
  }
  flush();
  // A list that grew has room to spare, which would be kept as long as the file.
  return { pieces: pieces.slice(), directives };
}

function literal(value: string, span: Span, text: string): readonly (Literal | Hole)[] {
  // Words to be filled in by other tools; Terraform's own interpolations are pieces of their own already, and what
  // is written `$${…}` is IAM's to fill in.
  if (!/\{\{|</.test(value)) return [{ kind: 'literal', value, span }];
  if (value.includes('${')) return [{ kind: 'literal', value, span }];
  return textOf(value, span, text.slice(span.start, span.end) === value).pieces;
}

function unescaped(cursor: Cursor): string {
  const { text } = cursor;
  const letter = text[cursor.at + 1] ?? '';
  const digits = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  if (digits > 0) {
    const hex = text.slice(cursor.at + 2, cursor.at + 2 + digits);
    const point = Number.parseInt(hex, 16);
    if (!/^[0-9a-f]+$/i.test(hex) || hex.length < digits || point > 0x10ffff) {
      cursor.fail(PROBLEMS.escape, cursor.at, cursor.at + 2);
    }
    cursor.at += 2 + digits;
    return String.fromCodePoint(point);
  }
  const meant = ESCAPES[letter];
  if (meant === undefined) cursor.fail(PROBLEMS.escape, cursor.at, cursor.at + 2);
  cursor.at += 2;
  return meant;
}

function interpolation(cursor: Cursor, expression: () => LocatedValue): TemplateHole {
  const start = cursor.at;
  cursor.at += 2;
  cursor.take('~');
  const value = expression();
  cursor.blanks(true);
  cursor.take('~');
  closed(cursor, start, value.span.end);
  const { text } = cursor;
  const inside = text.slice(value.span.start, value.span.end);
  const named = value.kind === 'hole' ? value.expression : inside.length > 300 ? '' : inside;
  return { kind: 'hole', expression: named, span: { start, end: cursor.at }, value };
}

/** Passes over `%{ if x }`, `%{ for a in b }`, `%{ else }` or `%{ endif }`. */
function skipDirective(cursor: Cursor, expression: () => LocatedValue): void {
  const start = cursor.at;
  cursor.at += 2;
  cursor.take('~');
  cursor.blanks(true);
  const word = cursor.identifier();
  if (word === 'for') {
    cursor.loop();
    expression();
  } else if (word === 'if') expression();
  else if (word !== 'else' && word !== 'endif' && word !== 'endfor') {
    cursor.fail(PROBLEMS.directive, start, cursor.at);
  }
  cursor.blanks(true);
  cursor.take('~');
  closed(cursor, start, start + 2);
}

/**
 * Takes the brace that ends an interpolation or a directive.
 * @param start of what is marked where the line has no such brace
 * @param end of it
 */
function closed(cursor: Cursor, start: number, end: number): void {
  if (cursor.take('}')) return;
  const onLine = /^[^\n}]*\}/.test(cursor.text.slice(cursor.at, cursor.end));
  if (onLine) cursor.fail(bracketExpected('}'));
  cursor.fail(PROBLEMS.interpolation, start, end);
}
