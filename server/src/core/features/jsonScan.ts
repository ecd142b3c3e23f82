import type { Span } from '../text/span';

/** An array or object that is open at the cursor. */
export interface Frame {
  readonly kind: 'array' | 'object';
  /** Where its bracket stands. */
  readonly start: number;
  /** The key that was read last, in an object. */
  key: string | undefined;
  /** The items before, in an array. */
  index: number;
  expects: 'key' | 'colon' | 'value' | 'comma';
  /** Where the value that was read last ends. */
  end: number;
}

/** What a cursor is in: a string, a bare word that is being typed, or between tokens. */
export type Token =
  | { readonly kind: 'string'; readonly span: Span; readonly closed: boolean }
  | { readonly kind: 'word' | 'gap'; readonly span: Span };

export interface Scan {
  /** Outermost first. */
  readonly frames: readonly Frame[];
  /** Undefined in a comment and right behind a finished string. */
  readonly token: Token | undefined;
}

/** Reads a text up to a cursor, token by token; nothing behind the cursor's own token is looked at. */
export function scanTo(text: string, offset: number): Scan {
  const frames: Frame[] = [];
  for (let at = 0; at < offset; ) {
    const mark = text[at]!;
    if (isSpace(text.charCodeAt(at))) {
      at++;
    } else if (mark === '"') {
      const { end, ended } = stringEnd(text, at);
      const closed = ended && !foreign(text, at, end, offset);
      if (closed ? offset < end : offset <= end) {
        return { frames, token: { kind: 'string', span: inside(at, end, closed, offset), closed } };
      }
      if (offset === end) return { frames, token: undefined };
      took(frames, unquoted(text.slice(at, end)), end);
      at = end;
    } else if (text.startsWith('//', at) || text.startsWith('/*', at)) {
      const { end, ended } = commentEnd(text, at);
      if (ended ? offset < end : offset <= end) return { frames, token: undefined };
      at = end;
    } else if ('[]{}:,'.includes(mark)) {
      punctuation(frames, mark, at, at + 1);
      at++;
    } else {
      const end = wordEnd(text, at);
      if (offset <= end) return { frames, token: { kind: 'word', span: { start: at, end } } };
      took(frames, text.slice(at, end), end);
      at = end;
    }
  }
  return { frames, token: { kind: 'gap', span: { start: offset, end: offset } } };
}

/** The next character that is neither white space nor in a comment; undefined at the end. */
export function nextMark(text: string, from: number): string | undefined {
  return text[skipGap(text, from)];
}

/** Whether the next token is a string with a colon behind it. */
export function keyFollows(text: string, from: number): boolean {
  const at = skipGap(text, from);
  return text[at] === '"' && nextMark(text, stringEnd(text, at).end) === ':';
}

function skipGap(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at))) at++;
    else if (text.startsWith('//', at) || text.startsWith('/*', at)) at = commentEnd(text, at).end;
    else break;
  }
  return at;
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}

/** White space of JSON, and what else a text may have in its place: no-break space and byte order mark. */
function isSpace(code: number): boolean {
  return code === 0x20 || (0x09 <= code && code <= 0x0d) || code === 0xa0 || code === 0xfeff;
}

/** Where a string ends: behind its quote, or at the line's end where it has none. */
function stringEnd(text: string, start: number): { end: number; ended: boolean } {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) return { end: i + 1, ended: true };
    if (code === 0x0a || code === 0x0d) return { end: i, ended: false };
    if (code === 0x5c && !isLineEnd(text.charCodeAt(i + 1))) i++;
  }
  return { end: text.length, ended: false };
}

function commentEnd(text: string, start: number): { end: number; ended: boolean } {
  if (text[start + 1] === '*') {
    const close = text.indexOf('*/', start + 2);
    return close < 0 ? { end: text.length, ended: false } : { end: close + 2, ended: true };
  }
  let end = start;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end++;
  return { end, ended: false };
}

/** A bare word may hold colons, as actions do, but not end with one: that is the colon of its entry. */
function wordEnd(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && !/[\s[\]{},"]/.test(text[end]!)) end++;
  while (end > start + 1 && text[end - 1] === ':') end--;
  return end;
}

/**
 * Whether the quote that ends a string with the cursor in it is not its own but opens the next string: then no comma,
 * colon, bracket or line end follows, as behind every finished string.
 */
function foreign(text: string, start: number, end: number, offset: number): boolean {
  if (offset <= start || end <= offset) return false;
  return /^[ \t]*[^\s,:\]}/"]/.test(text.slice(end, end + 200));
}

/** The inside of a string; of one that is not closed only what stands before the cursor is surely its own. */
function inside(start: number, end: number, closed: boolean, offset: number): Span {
  return closed ? { start: start + 1, end: end - 1 } : { start: start + 1, end: Math.max(start + 1, offset) };
}

function unquoted(string: string): string {
  const from = string.startsWith('"') ? 1 : 0;
  const content = string.slice(from, from < string.length && string.endsWith('"') ? -1 : undefined);
  if (!content.includes('\\')) return content;
  try {
    return String(JSON.parse(`"${content}"`));
  } catch {
    return content;
  }
}

/** A string or word has been read: a key or a value, by what its container expects. */
function took(frames: readonly Frame[], text: string, end: number): void {
  const frame = frames.at(-1);
  if (frame === undefined) return;
  if (frame.kind === 'object' && frame.expects !== 'value') {
    frame.key = text;
    frame.expects = 'colon';
  } else {
    valueEnded(frame, end);
  }
}

function valueEnded(frame: Frame, end: number): void {
  // Two items with no comma between are still two.
  if (frame.kind === 'array' && frame.expects === 'comma') frame.index++;
  frame.expects = 'comma';
  frame.end = end;
}

function punctuation(frames: Frame[], mark: string, start: number, end: number): void {
  const frame = frames.at(-1);
  switch (mark) {
    case '{':
    case '[':
      if (frame?.kind === 'array' && frame.expects === 'comma') frame.index++;
      frames.push(
        mark === '{'
          ? { kind: 'object', start, key: undefined, index: 0, expects: 'key', end }
          : { kind: 'array', start, key: undefined, index: 0, expects: 'value', end },
      );
      return;
    case '}':
    case ']': {
      // A bracket of the other kind closes what was left open inside; one that nothing opened is passed over.
      const kind = mark === '}' ? 'object' : 'array';
      const opened = frames.findLastIndex((each) => each.kind === kind);
      if (opened < 0) return;
      frames.length = opened;
      const outer = frames.at(-1);
      if (outer !== undefined) valueEnded(outer, end);
      return;
    }
    case ':':
      if (frame?.kind === 'object') frame.expects = 'value';
      return;
    case ',':
      if (frame?.kind === 'array') {
        frame.index++;
        frame.expects = 'value';
      } else if (frame !== undefined) frame.expects = 'key';
      return;
  }
}
