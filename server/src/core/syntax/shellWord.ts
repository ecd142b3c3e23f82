import type { Span } from '../text/span';
import { type Embedding, EmbeddingBuilder } from './embedding';

/** A word of a shell command, quotes resolved. What variables and commands stand for is a place to be filled in. */
export interface ShellWord {
  readonly embedding: Embedding;
  /** With its quotes. */
  readonly span: Span;
  /** False when a quote is not closed. */
  readonly closed: boolean;
}

/** In a makefile `$` begins a variable of make, also in quotes, and `$$` is what the shell sees as `$`. */
export type Flavour = 'shell' | 'make';

/** UTF-16 code units. A word that is longer is none that anybody wrote. */
const WORD_LIMIT = 100_000;

type Quote = "'" | '"' | "$'" | '';

interface Segment extends Span {
  readonly quote: Quote;
}

/**
 * Reads the word that begins at `start`. Source: POSIX.1-2017, Shell Command Language, 2.2 "Quoting".
 * @param start where its first character, or quote, stands
 */
export function shellWord(text: string, start: number, flavour: Flavour): ShellWord {
  const builder = new EmbeddingBuilder();
  const segments: Segment[] = [];
  const limit = Math.min(text.length, start + WORD_LIMIT);
  let at = start;
  let closed = true;
  while (at < limit && !/[\s;|&<>()]/.test(text[at]!)) {
    const quote = quoteAt(text, at);
    const from = at + quote.length;
    const end = inQuotes(text, from, limit, quote, flavour, builder);
    segments.push({ quote, start: from, end });
    closed = quote === '' || end < limit;
    at = quote === '' ? end : Math.min(end + 1, limit);
    if (quote === '' && end === from) break;
  }
  const last = segments.at(-1);
  const write = (written: string, place: number) =>
    quoted(written, segments.findLast((each) => each.start <= place)?.quote ?? '', text, segments);
  return { embedding: builder.build(last?.end ?? at, write), span: { start, end: at }, closed };
}

function quoteAt(text: string, at: number): Quote {
  if (text.startsWith("$'", at)) return "$'";
  const mark = text[at];
  return mark === "'" || mark === '"' ? mark : '';
}

/** @returns where the closing quote stands, or what ends a word without quotes */
function inQuotes(
  text: string,
  from: number,
  limit: number,
  quote: Quote,
  flavour: Flavour,
  builder: EmbeddingBuilder,
): number {
  const end = quote === '"' ? '"' : "'";
  let at = from;
  while (at < limit) {
    const mark = text[at]!;
    if (quote === '' ? /[\s;|&<>()'"]/.test(mark) : mark === end) return at;
    const hole = expansionAt(text, at, quote, flavour);
    if (hole !== undefined) {
      builder.one(hole.says, at, hole.end);
      at = hole.end;
      continue;
    }
    const next = text[at + 1] ?? '';
    if (mark === '\\' && quote === "$'") {
      builder.one(ANSI[next] ?? next, at, at + 2);
      at += 2;
    } else if (mark === '\\' && quote === '"' && /["\\$`\n]/.test(next)) {
      if (next !== '\n') builder.one(next, at, at + 2);
      at += 2;
    } else if (mark === '\\' && quote === '') {
      if (next === '\n' || next === '\r' || next === '') return at;
      builder.one(next, at, at + 2);
      at += 2;
    } else {
      builder.raw(mark, at);
      at++;
    }
  }
  return limit;
}

const ANSI: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/**
 * A variable or command that the shell, or make, puts its value in place of.
 * @returns what stands for it in the content, a place to be filled in as every syntax knows it
 */
export function expansionAt(
  text: string,
  at: number,
  quote: Quote,
  flavour: Flavour,
): { says: string; end: number } | undefined {
  if (text[at] === '`' && (quote === '"' || quote === '')) {
    const end = text.indexOf('`', at + 1);
    return end < 0 || end - at > 1000
      ? undefined
      : { says: `$(${harmless(text.slice(at + 1, end))})`, end: end + 1 };
  }
  if (text[at] !== '$') return undefined;
  let dollar = at;
  if (flavour === 'make') {
    const own = /^\$(?:\(([^()\s]*)\)|\{([^{}\s]*)\})/.exec(text.slice(at, at + 200));
    if (own !== null) return { says: `\${${harmless(own[1] ?? own[2] ?? '')}}`, end: at + own[0].length };
    if (text[at + 1] !== '$') return undefined;
    dollar++;
  }
  if (quote !== '"' && quote !== '') return flavour === 'make' ? { says: '$', end: dollar + 1 } : undefined;
  const rest = text.slice(dollar, dollar + 1000);
  const name = /^\$(?:\{([A-Za-z_]\w*)[^{}]*\}|([A-Za-z_]\w*|[0-9@*#?!-]))/.exec(rest);
  if (name !== null) return { says: `\${${name[1] ?? name[2]}}`, end: dollar + name[0].length };
  if (!rest.startsWith('$(')) return undefined;
  let depth = 0;
  for (let i = 1; i < rest.length; i++) {
    if (rest[i] === '(') depth++;
    else if (rest[i] === ')' && --depth === 0) {
      return { says: `$(${harmless(rest.slice(2, i))})`, end: dollar + i + 1 };
    }
  }
  return undefined;
}

/** An expression without what would end the JSON string that it stands in. */
function harmless(expression: string): string {
  return expression.replace(/["\\(){}\n\r]/g, "'").slice(0, 80);
}

/** Text with the quotes of its place. Variables are put where the shell sees them, unless the word leaves them to others. */
function quoted(written: string, quote: Quote, text: string, segments: readonly Segment[]): string {
  switch (quote) {
    case "'": {
      const own = segments.some(
        (each) => each.quote === "'" && text.slice(each.start, each.end).includes('${'),
      );
      const plain = written.replaceAll("'", "'\\''");
      return own ? plain : plain.replace(/\$\{[A-Za-z_]\w*\}/g, `'"$&"'`);
    }
    case "$'":
      return written.replace(/['\\]/g, '\\$&');
    case '"':
      return written.replace(/["\\`]|\$(?!\{[A-Za-z_]\w*\})/g, '\\$&');
    case '':
      return written.replace(/[^\w./:@%+=,-]/g, '\\$&');
  }
}
