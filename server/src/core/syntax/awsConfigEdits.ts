import type { TextEdit } from '../text/edit';
import {
  isBlank,
  isCommentMark,
  lineEnd,
  lineStart,
  linesOf,
  nextLine,
  skipBlank,
  trimBlank,
} from './awsConfigLines';
import type { Plain, TreeEdits } from './syntax';
import { type Entry, entryOf, known, type LocatedObject, type LocatedValue } from './tree';

/** The edits of one AWS config text, in the style of the section they are made in. There are no lists to edit. */
export function awsConfigEdits(text: string): TreeEdits {
  return {
    append: () => [],
    removeItem: () => [],
    set(object, key, value, after) {
      const existing = entryNamed(object, key);
      if (existing?.value?.kind === 'string' && !isNested(value))
        return replaceValue(text, existing.value, value);
      const line = newLines(text, object, key, value);
      if (existing !== undefined) {
        const span = { start: lineStart(text, existing.key.span.start), end: lastLineEnd(text, existing) };
        return [{ span, text: line }];
      }
      const behind = (after === undefined ? undefined : entryNamed(object, after)) ?? object.entries.at(-1);
      const at = behind === undefined ? object.span.start : lastLineEnd(text, behind);
      return [{ span: { start: at, end: at }, text: lineBreak(text, at) + line }];
    },
    removeEntry(_object, entry) {
      const start = lineStart(text, entry.key.span.start);
      const end = lastLineEnd(text, entry);
      // The last line of a text may have no line end of its own: then the one before goes with it.
      if (end < text.length || start === 0) return [{ span: { start, end: nextLine(text, end) }, text: '' }];
      const before = text.startsWith('\r\n', start - 2) ? start - 2 : Math.max(0, start - 1);
      return [{ span: { start: before, end }, text: '' }];
    },
    replace: (value, by) => (value.kind === 'string' && !isNested(by) ? replaceValue(text, value, by) : []),
    rename: (entry, key) => [{ span: entry.key.span, text: key }],
  };
}

/** Keys differ in case only for some SDKs; the last of duplicates is the one that counts. */
function entryNamed(object: LocatedObject, key: string): Entry | undefined {
  const exact = entryOf(object, key);
  if (exact !== undefined) return exact;
  return object.entries.findLast((entry) => known(entry.key.text)?.toLowerCase() === key.toLowerCase());
}

function replaceValue(text: string, value: LocatedValue & { kind: 'string' }, by: Plain): TextEdit[] {
  const [first, ...continued] = value.text.pieces;
  if (first === undefined) return [];
  const { start, end } = first.span;
  // An empty value may stand right behind `=` or right before a comment; both need a blank between.
  const empty = start === end;
  const before = empty && text[start - 1] === '=' && isBlank(text.charCodeAt(start - 2)) ? ' ' : '';
  const behind = empty && end < lineEnd(text, end) && !isBlank(text.charCodeAt(end)) ? ' ' : '';
  const edits: TextEdit[] = [{ span: first.span, text: `${before}${written(text, start, by)}${behind}` }];
  for (const piece of continued) {
    const from = lineStart(text, piece.span.start);
    edits.push({ span: { start: from, end: nextLine(text, lineEnd(text, piece.span.end)) }, text: '' });
  }
  return edits;
}

function newLines(text: string, object: LocatedObject, key: string, value: Plain): string {
  const sibling = object.entries.findLast((entry) => entry.value !== undefined);
  const { indent, keyWidth, before, behind } = sibling
    ? styleOf(text, sibling)
    : { indent: indentBehind(text, object.span.start), keyWidth: 0, before: ' ', behind: ' ' };
  const name = key.padEnd(keyWidth);
  if (!isNested(value))
    return `${indent}${name}${before}=${behind}${written(text, object.span.start, value)}`;
  const eol = lineBreak(text, object.span.start);
  const lines = Object.entries(value).map(([k, v]) => `${eol}${indent}  ${k}${before}=${behind}${scalar(v)}`);
  return `${indent}${name}${before}=${lines.join('')}`;
}

/** How far the header behind an empty section is indented: it would continue a setting that is indented less. */
function indentBehind(text: string, headerEnd: number): string {
  for (const line of linesOf(text, headerEnd)) {
    const first = skipBlank(text, line.start, line.end);
    if (first < line.end && !isCommentMark(text.charCodeAt(first))) return text.slice(line.start, first);
  }
  return '';
}

/** How a setting is written: what stands around its equals sign, and how far it is indented. */
function styleOf(text: string, sibling: Entry) {
  const { start, end } = sibling.key.span;
  const equals = text.indexOf('=', end);
  const before = text.slice(end, equals);
  const onLine =
    sibling.value!.span.start <= lineEnd(text, end) && sibling.value!.span.end > sibling.value!.span.start;
  const behind = onLine ? text.slice(equals + 1, sibling.value!.span.start) : before === '' ? '' : ' ';
  const indent = text.slice(lineStart(text, start), start);
  // More than one space before the sign means that the writer aligned the signs.
  const aligned = /^ {2,}$/.test(before);
  return { indent, keyWidth: aligned ? equals - start - 1 : 0, before: aligned ? ' ' : before, behind };
}

function lastLineEnd(text: string, entry: Entry): number {
  return lineEnd(text, entry.value?.span.end ?? entry.key.span.end);
}

/** The line end used around `offset`, else the first of the text. */
function lineBreak(text: string, offset: number): string {
  const end = lineEnd(text, offset);
  const here = text.slice(end, nextLine(text, end));
  if (here !== '') return here;
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

function isNested(value: Plain): value is { readonly [key: string]: Plain } {
  return typeof value === 'object' && !Array.isArray(value);
}

/** A value of several lines is continued on indented lines. */
function written(text: string, offset: number, value: Plain): string {
  const lines = scalar(value).split(/\r\n|\r|\n/);
  return lines
    .map((line) => line.slice(0, trimBlank(line, 0, line.length)))
    .join(`${lineBreak(text, offset)}  `);
}

function scalar(value: Plain): string {
  return typeof value === 'object' ? '' : String(value);
}
