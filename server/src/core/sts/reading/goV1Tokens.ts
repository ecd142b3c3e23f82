import type { Span } from '../../text/span';
import { goBlank } from './blanks';

/** A token of the grammar that AWS SDK for Go v1 reads config files by. */
export interface GoToken {
  readonly kind: 'literal' | 'bracket' | 'separator' | 'comma' | 'blank' | 'line end' | 'comment';
  readonly text: string;
  readonly span: Span;
  /** A literal between double quotes. */
  readonly quoted?: boolean;
}

/**
 * The tokens of a text. A double quote without its partner makes Go v1 read nothing of the file at all.
 * A comment is one only where a token begins: behind white space, a bracket or a separator.
 */
export function goTokens(text: string): readonly GoToken[] {
  const tokens: GoToken[] = [];
  for (let start = 0; start < text.length; ) {
    const kind = kindAt(text, start);
    const quoted = kind === 'literal' && text[start] === '"';
    const end = quoted ? quoteEnd(text, start) : endOf(text, start, kind);
    if (end === undefined) return [];
    const token = { kind, text: text.slice(start, end), span: { start, end } };
    tokens.push(quoted ? { ...token, quoted } : token);
    start = end;
  }
  return tokens;
}

function isLineEnd(text: string, at: number): boolean {
  return text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n');
}

/** White space inside a line. */
export function isWhite(character: string): boolean {
  return character !== '\n' && character !== '\r' && goBlank(character);
}

function kindAt(text: string, at: number): GoToken['kind'] {
  const c = text[at]!;
  if (isWhite(c)) return 'blank';
  if (c === ',') return 'comma';
  if (c === '#' || c === ';') return 'comment';
  if (isLineEnd(text, at)) return 'line end';
  if (c === '[' || c === ']') return 'bracket';
  return c === '=' || c === ':' ? 'separator' : 'literal';
}

function endOf(text: string, start: number, kind: GoToken['kind']): number {
  let end = start + 1;
  if (kind === 'line end') return text[start] === '\r' ? start + 2 : end;
  if (kind === 'blank') while (end < text.length && isWhite(text[end]!)) end++;
  if (kind === 'comment') while (end < text.length && !isLineEnd(text, end)) end++;
  // A tab does not end a literal, so what follows a tab is a part of it.
  if (kind === 'literal')
    while (end < text.length && !':=[] \n'.includes(text[end]!) && !isLineEnd(text, end)) end++;
  return end;
}

function quoteEnd(text: string, start: number): number | undefined {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '"' && text[i - 1] !== '\\') return i + 1;
  }
  return undefined;
}
