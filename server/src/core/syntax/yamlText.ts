import type { Span } from '../text/span';
import { type Embedding, EmbeddingBuilder, onOneLine } from './embedding';

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const HEX: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * What a YAML scalar says, character by character: quoted, block or plain. Source: YAML 1.2.2, sections 7.3 and 8.1.
 * @param span of the scalar, from its opening quote or block header on
 */
export function yamlScalar(text: string, span: Span): Embedding {
  const mark = text[span.start];
  if (mark === '|' || mark === '>') return block(text, span, mark === '>');
  const quote = mark === '"' || mark === "'" ? mark : '';
  const closed = quote !== '' && span.end > span.start + 1 && text[span.end - 1] === quote;
  return flow(text, { start: span.start + quote.length, end: closed ? span.end - 1 : span.end }, quote);
}

/** Quoted and plain scalars: a line break and the blanks around it are one blank, of several breaks one is not counted. */
function flow(text: string, { start, end }: Span, quote: string): Embedding {
  const builder = new EmbeddingBuilder();
  let blanks = 0;
  for (let i = start; i < end; ) {
    const mark = text[i]!;
    if (mark === '\n' || (mark === '\r' && text[i + 1] === '\n')) {
      builder.drop(blanks);
      const from = i - blanks;
      blanks = 0;
      let breaks = 0;
      for (; i < end && /[ \t\r\n]/.test(text[i]!); i++) if (text[i] === '\n') breaks++;
      if (breaks === 1) builder.one(' ', from, i);
      else builder.one('\n'.repeat(breaks - 1), from, i);
      continue;
    }
    if (quote === "'" && mark === "'") {
      builder.one("'", i, i + 2);
      i += 2;
    } else if (quote === '"' && mark === '\\') {
      i += escaped(text, i, end, builder);
    } else {
      builder.raw(mark, i);
      i++;
    }
    blanks = mark === ' ' || mark === '\t' ? blanks + 1 : 0;
  }
  if (quote === '"') return builder.build(end, (written) => JSON.stringify(written).slice(1, -1));
  // A line break would have to be two, and blanks around it are lost: JSON does without.
  return builder.build(end, (written) =>
    quote === "'" ? onOneLine(written).replaceAll("'", "''") : onOneLine(written),
  );
}

/** @returns how many characters of the host the escape takes */
function escaped(text: string, at: number, end: number, builder: EmbeddingBuilder): number {
  const mark = text[at + 1] ?? '';
  const broken = /^\\\r?\n[\t ]*/.exec(text.slice(at, end));
  // A line break that is escaped is none, with the blanks that begin the next line.
  if (broken !== null) return broken[0].length;
  const digits = HEX[mark];
  if (digits !== undefined) {
    const hex = text.slice(at + 2, at + 2 + digits);
    const code = /^[0-9a-fA-F]+$/.test(hex) && hex.length === digits ? Number.parseInt(hex, 16) : 0xfffd;
    builder.one(String.fromCodePoint(code > 0x10ffff ? 0xfffd : code), at, Math.min(at + 2 + digits, end));
    return 2 + digits;
  }
  builder.one(ESCAPES[mark] ?? mark, at, Math.min(at + 2, end));
  return 2;
}

/** Block scalars: every line without the indentation of the first; folded ones join neighbouring lines with a blank. */
function block(text: string, span: Span, folded: boolean): Embedding {
  const builder = new EmbeddingBuilder();
  const header = /^[|>]([-+]?)([1-9]?)([-+]?)[^\n]*(?:\n|$)/.exec(text.slice(span.start, span.end)) ?? [''];
  const lines = linesOf(text, span.start + header[0].length, span.end);
  const newline = text.slice(span.start, span.end).includes('\r\n') ? '\r\n' : '\n';
  const first = lines.find(({ blank }) => !blank);
  const parent = /^[ ]*(?:-[ ]+)*/.exec(text.slice(text.lastIndexOf('\n', span.start) + 1, span.start))![0]
    .length;
  const indent = header[2] ? parent + Number(header[2]) : (first?.indent ?? 0);
  let before: { end: number; more: boolean } | undefined;
  let empty: { start: number; end: number }[] = [];
  for (const { start, end, next } of lines) {
    if (/^[ \t]*$/.test(text.slice(start, end)) && end - start <= indent) {
      empty.push({ start: end, end: next });
      continue;
    }
    const from = Math.min(start + indent, end);
    const more = /[ \t]/.test(text[from] ?? '');
    if (before !== undefined) {
      const place = { start: before.end, end: start };
      if (!folded || before.more || more) builder.one('\n', place.start, empty[0]?.start ?? place.end);
      else if (empty.length === 0) builder.one(' ', place.start, place.end);
    }
    for (const each of empty) builder.one('\n', each.start, each.end);
    empty = [];
    builder.raw(text.slice(from, end), from);
    before = { end, more };
  }
  const chomped = header[1] || header[3];
  const end = before?.end ?? span.end;
  if (before !== undefined && chomped !== '-') builder.one('\n', end, Math.max(end, span.end));
  const indentation = newline + ' '.repeat(indent);
  // At the beginning of a line that is not indented enough, what is written would not be part of the text.
  const missing = (at: number) => {
    const lead = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
    return /^ *$/.test(lead) ? ' '.repeat(Math.max(0, indent - lead.length)) : '';
  };
  return builder.build(
    Math.max(end, span.end),
    (written, at) => missing(at) + written.replace(/\r?\n/g, indentation),
  );
}

interface BlockLine {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  readonly next: number;
  readonly indent: number;
  readonly blank: boolean;
}

function linesOf(text: string, from: number, to: number): BlockLine[] {
  const lines: BlockLine[] = [];
  for (let start = from; start < to; ) {
    const found = text.indexOf('\n', start);
    const next = found < 0 || found >= to ? to : found + 1;
    let end = found < 0 || found >= to ? to : found;
    if (end > start && text[end - 1] === '\r') end--;
    const indent = /^ */.exec(text.slice(start, end))![0].length;
    lines.push({ start, end, next, indent, blank: indent === end - start });
    start = next;
  }
  return lines;
}
