/**
 * How comments are written. `hash`: `#` behind white space. `c`: double slash, and slash with star. `docstring`: a Python string that
 * is a statement of its own. `ini`: `#` or `;` at the start of a line. `helm`: comments of Go templates.
 */
export type CommentStyle =
  | 'hash'
  | 'c'
  | 'dash'
  | 'ini'
  | 'rem'
  | 'xml'
  | 'docstring'
  | 'powershell'
  | 'helm';

/** Comments that run from one mark to another. */
const BLOCKS: Readonly<Partial<Record<CommentStyle, readonly (readonly [string, string])[]>>> = {
  c: [['/*', '*/']],
  xml: [['<!--', '-->']],
  powershell: [['<#', '#>']],
  helm: ['{{/*', '{{- /*', '{{-/*'].map((open) => [open, '*/'] as const),
};

/**
 * The text with its comments blanked out and everything else in its place, found by marks and quotes alone: a string
 * is taken to end with its line, unless it begins with three quotes or a backquote.
 */
export function withoutComments(text: string, styles: readonly CommentStyle[]): string {
  const blocks = styles.flatMap((style) => BLOCKS[style] ?? []);
  const has = (style: CommentStyle) => styles.includes(style);
  const [hash, c, dash, ini, rem, doc] = (['hash', 'c', 'dash', 'ini', 'rem', 'docstring'] as const).map(has);
  const parts: string[] = [];
  let from = 0;
  const blank = (start: number, end: number) => {
    parts.push(text.slice(from, start), text.slice(start, end).replace(/[^\r\n]/g, ' '));
    from = end;
  };
  /** By quote: the end of a line on which one was found not to be closed. The escaped ones behind it are not either. */
  const unclosed = new Map<string, number>();
  /** Whether only blanks stand before it on its line. */
  let first = true;
  for (let i = 0; i < text.length; ) {
    const char = text[i]!;
    if (char === '\n' || char === '\r') {
      first = true;
      i++;
      continue;
    }
    if (char === ' ' || char === '\t') {
      i++;
      continue;
    }
    const block = blocks.find(([open]) => char === open[0] && text.startsWith(open, i));
    if (block !== undefined) {
      const close = text.indexOf(block[1], i + block[0].length);
      const end = close < 0 ? text.length : close + block[1].length;
      blank(i, end);
      i = end;
      continue;
    }
    const before = text[i - 1] ?? '\n';
    const line =
      (hash && char === '#' && /\s|[;{(]/.test(before) && !text.startsWith('#!', i)) ||
      (c && char === '/' && text[i + 1] === '/' && before !== ':') ||
      (dash && char === '-' && text[i + 1] === '-') ||
      (first && ini && (char === '#' || char === ';')) ||
      (first && rem && /^(?:@?rem\b|::)/i.test(text.slice(i, i + 5)));
    if (line) {
      const end = endOfLine(text, i);
      blank(i, end);
      i = end;
      continue;
    }
    const isQuote = char === '"' || char === "'" || (char === '`' && c);
    if (isQuote && i >= (unclosed.get(char) ?? 0)) {
      const end = endOfString(text, i, char);
      if (end === i + 1) unclosed.set(char, endOfLine(text, i));
      if (doc && first && end - i > 3 && text.startsWith(char.repeat(3), i)) blank(i, end);
      i = end;
    } else i++;
    first = false;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

function endOfLine(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === '\n' || text[i] === '\r') return i;
  return text.length;
}

function endOfString(text: string, start: number, quote: string): number {
  const triple = quote.repeat(3);
  if (quote !== '`' && text.startsWith(triple, start)) {
    const close = text.indexOf(triple, start + 3);
    return close < 0 ? text.length : close + 3;
  }
  for (let i = start + 1; i < text.length; i++) {
    const char = text[i]!;
    if (char === '\\') i++;
    else if (char === quote) return i + 1;
    // A quote that is not closed on its line is an apostrophe.
    else if (quote !== '`' && (char === '\n' || char === '\r')) return quote === "'" ? start + 1 : i;
  }
  return quote === '`' ? text.length : start + 1;
}
