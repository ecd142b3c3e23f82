/** One line of a text. `end` is before the line end, `next` behind it. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/**
 * The lines of a text, ended by `\n`, `\r\n` or a lone `\r` as editors count them.
 * @param from where the first line starts, in UTF-16 code units: behind a byte order mark
 */
export function* linesOf(text: string, from = 0): Generator<Line> {
  let start = from;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 10 && code !== 13) continue;
    const next = code === 13 && text.charCodeAt(i + 1) === 10 ? i + 2 : i + 1;
    yield { start, end: i, next };
    start = next;
    i = next - 1;
  }
  if (start < text.length) yield { start, end: text.length, next: text.length };
}

/** Whether a UTF-16 code unit is white space inside a line, as SDKs trim it (seen: also form feed and NBSP). */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12 || code === 0xa0;
}

/** Whether a UTF-16 code unit is `#` or `;`. */
export function isCommentMark(code: number): boolean {
  return code === 35 || code === 59;
}

/** The first place from `start` on that is not white space, or `end`. */
export function skipBlank(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && isBlank(text.charCodeAt(i))) i++;
  return i;
}

/** The place behind the last character between `start` and `end` that is not white space, or `start`. */
export function trimBlank(text: string, start: number, end: number): number {
  let i = end;
  while (i > start && isBlank(text.charCodeAt(i - 1))) i--;
  return i;
}

/** Where white space followed by `#` or `;` begins, which starts a comment, or `end`. */
export function commentStart(text: string, start: number, end: number): number {
  for (let i = start; i + 1 < end; i++) {
    if (isBlank(text.charCodeAt(i)) && isCommentMark(text.charCodeAt(i + 1))) return i;
  }
  return end;
}

/** The start of the line that `offset` is on. */
export function lineStart(text: string, offset: number): number {
  let i = offset;
  while (i > 0 && text.charCodeAt(i - 1) !== 10 && text.charCodeAt(i - 1) !== 13) i--;
  return i === 0 && text.charCodeAt(0) === 0xfeff ? Math.min(1, offset) : i;
}

/** The end of the line that `offset` is on, before its line end. */
export function lineEnd(text: string, offset: number): number {
  let i = offset;
  while (i < text.length && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) i++;
  return i;
}

/** The place behind the line end that stands at `end`; `end` itself where the text is over. */
export function nextLine(text: string, end: number): number {
  if (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10) return end + 2;
  return end < text.length ? end + 1 : end;
}
