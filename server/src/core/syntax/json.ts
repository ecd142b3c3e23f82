import { type ParseErrorCode, visit } from 'jsonc-parser';
import { type Sentence, say, words } from '../explain/sentence';
import type { Span } from '../text/span';
import { BlockReader } from './blocks';
import { type Embedding, hostSpan } from './embedding';
import { intrinsic } from './intrinsic';
import { jsonEdits } from './jsonEdits';
import { jsonString } from './jsonText';
import { textOf } from './placeholders';
import type { Parsed, Problem, Syntax, Tolerated } from './syntax';
import type { Entry, LocatedString, LocatedValue } from './tree';

/** Deeper than any document means anything; jsonc-parser recurses and would overflow the stack far below this. */
const DEPTH_LIMIT = 500;
/** The first few problems say what is wrong; those behind them are mostly echoes. */
const PROBLEM_LIMIT = 20;

/** JSON as people write it: comments, trailing commas and half-typed ends are read, and said. */
export const json: Syntax = {
  id: 'json',
  parse,
  reader: () => new BlockReader(parse),
  edits: jsonEdits,
  unquote: jsonString,
};

type Open = { start: number } & (
  | { kind: 'array'; items: LocatedValue[] }
  | { kind: 'object'; entries: Entry[]; key: LocatedString | undefined }
);

function parse(text: string): Parsed {
  const depth = tooDeepAt(text);
  if (depth !== undefined) {
    const message = say`This JSON nests more than ${DEPTH_LIMIT} levels deep, so it is not analysed.`;
    return { root: undefined, problems: [{ message, span: { start: depth, end: depth + 1 } }] };
  }
  let root: LocatedValue | undefined;
  const problems: Problem[] = [];
  const open: Open[] = [];
  const tolerated: Tolerated[] = text.startsWith('\uFEFF')
    ? [{ kind: 'byteOrderMark', span: { start: 0, end: 1 }, removal: { start: 0, end: 1 } }]
    : [];
  /** The comma behind which nothing has come yet. */
  let comma: Span | undefined;

  const closeKey = (object: Open & { kind: 'object' }, value: LocatedValue | undefined) => {
    const { key } = object;
    if (key === undefined) return;
    object.entries.push({ key, value, span: { start: key.span.start, end: (value ?? key).span.end } });
    object.key = undefined;
  };
  const add = (value: LocatedValue) => {
    comma = undefined;
    const parent = open.at(-1);
    if (parent === undefined) root ??= value;
    else if (parent.kind === 'array') parent.items.push(value);
    else closeKey(parent, value);
  };
  // On an unclosed comment the scanner runs one past the end of the text.
  const spanOf = (start: number, length: number): Span => ({
    start: Math.min(start, text.length),
    end: Math.min(start + length, text.length),
  });
  const close = (end: number) => {
    const done = open.pop();
    if (done === undefined) return;
    if (comma !== undefined) tolerated.push({ kind: 'trailingComma', span: comma, removal: comma });
    if (done.kind === 'object') closeKey(done, undefined);
    const span = spanOf(done.start, end - done.start);
    // A list that grew has room to spare, which would be kept as long as the file.
    if (done.kind === 'array') add({ kind: 'array', span, items: done.items.slice() });
    else add(intrinsic(done.entries, span) ?? { kind: 'object', span, entries: done.entries.slice() });
  };

  // jsonc-parser ends a value with whatever stands where its bracket is missing.
  let unclosed = false;
  const end = (bracket: string, offset: number, length: number) => {
    unclosed ||= text[offset] !== bracket;
    close(offset + length);
  };

  visit(
    withoutMark(text),
    {
      onObjectBegin: (start) => {
        comma = undefined;
        open.push({ kind: 'object', start, entries: [], key: undefined });
      },
      onObjectProperty: (name, start, length) => {
        comma = undefined;
        const parent = open.at(-1);
        if (parent?.kind !== 'object') return;
        closeKey(parent, undefined);
        parent.key = stringNode(text, name, spanOf(start, length));
      },
      onObjectEnd: (offset, length) => end('}', offset, length),
      onArrayBegin: (start) => {
        comma = undefined;
        open.push({ kind: 'array', start, items: [] });
      },
      onSeparator: (character, offset, length) => {
        comma = character === ',' ? spanOf(offset, length) : undefined;
      },
      onComment: (offset, length) => {
        const span = spanOf(offset, length);
        tolerated.push({ kind: 'comment', span, removal: commentWithLine(text, span) });
      },
      onArrayEnd: (offset, length) => end(']', offset, length),
      onLiteralValue: (value: unknown, start, length) => {
        const span = spanOf(start, length);
        if (typeof value === 'string') add(stringNode(text, value, span));
        else add({ kind: 'scalar', span, value: value as number | boolean | null });
      },
      onError: (code, offset, length) => {
        const last = problems.at(-1);
        // What follows on the same line is an echo of the first.
        const echo = last !== undefined && !/[\r\n]/.test(text.slice(last.span.end, offset));
        if (problems.length >= PROBLEM_LIMIT || echo) return;
        problems.push({ message: problemOf(code), span: spanOf(offset, length) });
      },
    },
    { allowTrailingComma: true },
  );
  unclosed ||= open.length > 0;
  while (open.length > 0) close(text.length);
  const parsed = { root, problems, unclosed };
  if (tolerated.length === 0) return parsed;
  return { ...parsed, tolerated: tolerated.sort((a, b) => a.span.start - b.span.start) };
}

/** A byte order mark is no JSON, and no reason to read nothing; a space in its place keeps every offset. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}

/** A comment with what would be left of its line: all of the line, or the blanks before a comment that ends it. */
function commentWithLine(text: string, { start, end }: Span): Span {
  let from = start;
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from--;
  const lineEnd = /[ \t]*(?:\r\n|\n|\r|$)/y;
  lineEnd.lastIndex = end;
  const rest = lineEnd.exec(text)?.[0];
  if (rest === undefined) return { start, end };
  const alone = from === 0 || text[from - 1] === '\n' || text[from - 1] === '\r';
  return alone ? { start: from, end: end + rest.length } : { start: from, end };
}

function stringNode(text: string, value: string, span: Span): LocatedString {
  const inside = { start: span.start + 1, end: Math.max(span.start + 1, span.end - 1) };
  // An escape is always longer than the character it stands for.
  const exact = inside.end - inside.start === value.length;
  return { kind: 'string', span, text: textOf(value, inside, exact || placesIn(text, span)) };
}

/** Where stretches of a string with escapes stand. Worked out for strings with holes only. */
function placesIn(text: string, span: Span): (part: Span) => Span {
  let made: Embedding | undefined;
  return (part) => {
    made ??= jsonString(text, span);
    return hostSpan(made, part);
  };
}

/** Where the brackets of the text first nest deeper than the limit, strings and comments left out. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x22: // "
        for (i++; i < text.length; i++) {
          const code = text.charCodeAt(i);
          if (code === 0x5c) i++;
          else if (code === 0x22 || code === 0x0a) break;
        }
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (++depth > DEPTH_LIMIT) return i;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
    }
  }
  return undefined;
}

/** What a person should know of each of jsonc-parser's error codes (its `ParseErrorCode`, a const enum). */
const PROBLEMS: Readonly<Record<number, string>> = {
  1: 'This is not a JSON value.',
  2: 'This is not a number as JSON writes it.',
  3: 'A property name in double quotes is expected here.',
  4: 'A value is expected here.',
  5: 'A colon is expected here.',
  6: 'A comma is expected here.',
  7: 'A closing brace is missing.',
  8: 'A closing bracket is missing.',
  9: 'The file should end here: there is something behind its value.',
  11: 'This comment is not closed.',
  12: 'This string is not closed.',
  13: 'This number is not finished.',
  14: 'This Unicode escape needs four hexadecimal digits.',
  15: 'This escape is not one that JSON knows.',
  16: 'This character may not stand here.',
};

function problemOf(code: ParseErrorCode): Sentence {
  return words(PROBLEMS[code] ?? 'This is not valid JSON.');
}
