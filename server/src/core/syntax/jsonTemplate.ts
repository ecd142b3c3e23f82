import type { Span } from '../text/span';
import { BlockReader } from './blocks';
import { json } from './json';
import { jsonEdits } from './jsonEdits';
import { jsonString } from './jsonText';
import type { Parsed, Syntax } from './syntax';
import type { Entry, LocatedString, LocatedValue } from './tree';

/** UTF-16 code units. A place to be filled in that is longer is none. */
const HOLE_LIMIT = 2000;

/**
 * JSON of which parts are filled in later, also where that breaks JSON: `"Principal": ${principal}`, `{{ x }}`,
 * `<%= x %>`, `$(x)`, `<X>` without quotes around, and quotes within such a place. Read as such only where that makes
 * the text better JSON than it is without.
 */
export const jsonTemplate: Syntax = {
  id: 'json-template',
  parse,
  reader: () => new BlockReader(parse),
  edits: jsonEdits,
  unquote: jsonString,
};

function parse(text: string): Parsed {
  const plain = json.parse(text);
  if (plain.problems.length === 0) return plain;
  const { masked, holes } = mask(text);
  if (holes.length === 0) return plain;
  const filled = json.parse(masked);
  if (filled.problems.length > 0 || filled.root === undefined) return plain;
  const byStart = new Map(holes.map((hole) => [hole.start, hole]));
  return { root: restored(filled.root, text, byStart), problems: [] };
}

/** The text with every hole as a string of the same length, or as part of the string it stands in. */
function mask(text: string): { masked: string; holes: Span[] } {
  const holes: Span[] = [];
  let masked = '';
  let from = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const mark = text[i]!;
    if (inString && mark === '\\') i++;
    else if (mark === '"') inString = !inString;
    else if (mark === '$' || mark === '{' || mark === '<') {
      const end = inString ? holeEnd(text, i) : holesEnd(text, i);
      if (end === undefined) continue;
      const inner = text.slice(i, end).replace(/["\\\n\r\t]/g, "'");
      masked += text.slice(from, i) + (inString ? inner : `"${inner.slice(1, -1)}"`);
      if (!inString) holes.push({ start: i, end });
      else if (inner !== text.slice(i, end)) holes.push({ start: i, end });
      from = end;
      i = end - 1;
    }
  }
  return { masked: masked + text.slice(from), holes };
}

/** Holes that follow each other directly are one value. */
function holesEnd(text: string, start: number): number | undefined {
  let end = holeEnd(text, start);
  for (let next = end; next !== undefined; next = holeEnd(text, next)) end = next;
  return end;
}

const OPENINGS: readonly (readonly [string, string, string])[] = [
  ['${', '{', '}'],
  ['{{', '{', '}'],
  ['$(', '(', ')'],
];

function holeEnd(text: string, start: number): number | undefined {
  const window = () => text.slice(start, start + HOLE_LIMIT);
  if (text.startsWith('<%', start)) {
    const end = window().indexOf('%>');
    return end < 0 ? undefined : start + end + 2;
  }
  if (text[start] === '<') {
    const length = /^<[A-Za-z][\w .:-]{0,100}>/.exec(window())?.[0].length;
    return length === undefined ? undefined : start + length;
  }
  const opening = OPENINGS.find(([marks]) => text.startsWith(marks, start));
  if (opening === undefined) return undefined;
  const [, open, close] = opening;
  let depth = 0;
  for (let i = start; i < text.length && i < start + HOLE_LIMIT; i++) {
    if (text[i] === open) depth++;
    else if (text[i] === close && --depth === 0) return i + 1;
  }
  return undefined;
}

type Holes = ReadonlyMap<number, Span>;

/** The tree with holes in place of the strings that stood for them. */
function restored(value: LocatedValue, text: string, holes: Holes): LocatedValue {
  switch (value.kind) {
    case 'string': {
      const hole = holes.get(value.span.start);
      if (hole === undefined || hole.end !== value.span.end) return inside(value, text);
      return { kind: 'hole', span: value.span, expression: expressionAt(text, value.span) };
    }
    case 'array':
      return { ...value, items: value.items.map((item) => restored(item, text, holes)) };
    case 'object':
      return {
        ...value,
        entries: value.entries.map(
          (entry): Entry => ({
            ...entry,
            key: inside(entry.key, text),
            value: entry.value && restored(entry.value, text, holes),
          }),
        ),
      };
    default:
      return value;
  }
}

/** A string whose holes say again what they say in the text. */
function inside(value: LocatedString, text: string): LocatedString {
  if (!value.text.pieces.some(({ kind }) => kind === 'hole')) return value;
  const pieces = value.text.pieces.map((piece) =>
    piece.kind === 'hole' ? { ...piece, expression: expressionAt(text, piece.span) } : piece,
  );
  return { ...value, text: { pieces } };
}

function expressionAt(text: string, { start, end }: Span): string {
  return text
    .slice(start, end)
    .replace(/^(?:\$\{|\{\{|\$\(|<%[=-]?|<)/, '')
    .replace(/(?:\}\}|%>|[)}>])$/, '')
    .trim();
}
