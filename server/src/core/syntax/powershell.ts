import type { Span } from '../text/span';
import { type Embedding, EmbeddingBuilder, nested } from './embedding';
import type { ShellWord } from './shellWord';

/** UTF-16 code units. A string that is longer is none that anybody wrote. */
const LIMIT = 100_000;

/** What a backtick makes of a letter; of any other character that itself. */
const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * Reads an argument of PowerShell that begins at `start`: quoted, verbatim or expandable, or a bare word. Variables and
 * subexpressions are places to be filled in. Before version 7.3, PowerShell hands double quotes on to programs only
 * where a backslash stands before them: where a string has such, it says what the program is to read.
 * Sources: PowerShell documentation, "about_Quoting_Rules", "about_Special_Characters" and "about_Parsing" (Passing
 * arguments that contain quote characters).
 */
export function powershellWord(text: string, start: number): ShellWord {
  const mark = text[start];
  const quote = mark === "'" || mark === '"' ? mark : '';
  const builder = new EmbeddingBuilder();
  const limit = Math.min(text.length, start + LIMIT);
  const from = start + quote.length;
  let at = from;
  let doubled = false;
  while (at < limit) {
    const mark = text[at]!;
    if (quote === '' ? /[\s;|&<>(){}'",]/.test(mark) : mark === quote) {
      if (quote === '' || text[at + 1] !== quote) break;
      builder.one(quote, at, at + 2);
      doubled = true;
      at += 2;
    } else at = expandable(text, at, quote !== "'", builder);
  }
  const closed = quote === '' || at < limit;
  const write = (written: string) =>
    quote === "'" ? written.replaceAll("'", "''") : expandableText(written, doubled ? '""' : '`"');
  const end = closed ? at + quote.length : at;
  return { embedding: forProgram(builder.build(at, write)), span: { start, end }, closed };
}

/** A here-string: what it says, and the span of its lines. */
export interface HereString {
  readonly embedding: Embedding;
  readonly span: Span;
  readonly closed: boolean;
  /** Behind its closing mark. */
  readonly end: number;
}

/**
 * Reads the here-string whose opening mark, `@'` or `@"`, stands at `start`, last on its line; the closing mark comes
 * first on its own. Source: PowerShell documentation, "about_Quoting_Rules", Here-strings.
 */
export function hereString(text: string, start: number): HereString | undefined {
  const opening = /^@(['"])[ \t]*(\r?\n)/.exec(text.slice(start, start + 100));
  if (opening === null) return undefined;
  const [all, quote, newline] = opening;
  const from = start + all.length;
  const mark = `${quote}@`;
  // An empty one ends right on the next line.
  const found = text.startsWith(mark, from) ? from - 1 : text.indexOf(`\n${mark}`, from);
  const limit = Math.min(text.length, from + LIMIT);
  const closed = found >= 0 && found <= limit;
  // The line break before the closing mark is not part of the string.
  const end = Math.max(from, closed ? (text[found - 1] === '\r' ? found - 1 : found) : limit);
  const builder = new EmbeddingBuilder();
  for (let at = from; at < end; ) at = expandable(text, at, quote === '"', builder);
  const write = (written: string) => {
    const lines = written.replace(/\r?\n/g, newline!);
    return quote === '"' ? expandableText(lines, '"') : lines;
  };
  return {
    embedding: forProgram(builder.build(end, write)),
    span: { start: from, end },
    closed,
    end: closed ? found + 1 + mark.length : limit,
  };
}

/** Takes in what stands at a place of a string. @returns where it goes on */
function expandable(text: string, at: number, expands: boolean, builder: EmbeddingBuilder): number {
  const mark = text[at]!;
  if (expands && mark === '`') {
    const next = text[at + 1] ?? '';
    builder.one(ESCAPES[next] ?? next, at, Math.min(at + 2, text.length));
    return at + 2;
  }
  const hole = expands && mark === '$' ? expansion(text, at) : undefined;
  if (hole === undefined) {
    builder.raw(mark, at);
    return at + 1;
  }
  builder.one(hole.says, at, hole.end);
  return hole.end;
}

/** A variable, with or without its scope, or a subexpression. */
function expansion(text: string, at: number): { says: string; end: number } | undefined {
  const rest = text.slice(at, at + 1000);
  const name = /^\$(?:\{(?:\w+:)?([^{}:\r\n]{1,80})\}|(?:\w+:(?=\w))?(\w+))/.exec(rest);
  if (name !== null) return { says: `\${${name[1] ?? name[2]}}`, end: at + name[0].length };
  if (!rest.startsWith('$(')) return undefined;
  let depth = 0;
  for (let i = 1; i < rest.length; i++) {
    if (rest[i] === '(') depth++;
    else if (rest[i] === ')' && --depth === 0) {
      const inner = rest.slice(2, i).replace(/["\\(){}\n\r]/g, "'");
      return { says: `$(${inner.slice(0, 80)})`, end: at + i + 1 };
    }
  }
  return undefined;
}

/** Variables are left to PowerShell, all else says what it says. */
function expandableText(text: string, quote: string): string {
  return text.replace(/`|\$(?!\{[A-Za-z_]\w*\})/g, '`$&').replaceAll('"', () => quote);
}

/** A text whose double quotes are all behind backslashes, as a program reads it. */
function forProgram(outer: Embedding): Embedding {
  const { content } = outer;
  if (!/^\s*\{\s*\\"/.test(content)) return outer;
  const builder = new EmbeddingBuilder();
  for (let at = 0; at < content.length; ) {
    const slashes = /^\\*/.exec(content.slice(at, at + 100))![0].length;
    if (slashes > 0 && content[at + slashes] === '"') {
      // Half of the backslashes before a quote, and the quote where one is left over.
      for (let i = 0; i + 1 < slashes; i += 2) builder.one('\\', at + i, at + i + 2);
      if (slashes % 2 === 1) builder.one('"', at + slashes - 1, at + slashes + 1);
      at += slashes + 1;
    } else {
      builder.raw(content[at]!, at);
      at++;
    }
  }
  return nested(outer, builder.build(content.length, programText));
}

/** Text as a program reads it within quotes. Source: Microsoft C++ documentation, "Parsing C command-line arguments". */
export function programText(text: string): string {
  return text.replace(/(\\*)"/g, '$1$1\\"');
}
