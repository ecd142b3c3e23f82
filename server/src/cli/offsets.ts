/**
 * The offset of a line and column, both from 1, in UTF-16 code units. Lines past the end mean the end, columns past
 * the end of a line its end; without a column it is the first character of the line that is no space.
 */
export function offsetAt(text: string, line: number, column: number | undefined): number {
  const end = /\r\n|\n|\r|$/g;
  let start = 0;
  for (let at = 1; at < line; at++) {
    end.lastIndex = start;
    const match = end.exec(text);
    if (match === null || match[0] === '') return text.length;
    start = match.index + match[0].length;
  }
  end.lastIndex = start;
  const stop = end.exec(text)?.index ?? text.length;
  const first = text.slice(start, stop).search(/\S|$/);
  return Math.min(stop, start + (column === undefined ? first : column - 1));
}
