/** Whether a character is white space to some language. */
export type IsBlank = (character: string) => boolean;

/** What JavaScript's `trim` takes off, but for the byte order mark, which only JavaScript takes for white space. */
const WIDE = /[^\S\ufeff]/;

/** White space to Go's `unicode.IsSpace`. */
export const goBlank: IsBlank = (character) => WIDE.test(character) || character === '\x85';

/** White space to Python's `str.strip`, which has four separators more. */
export const pythonBlank: IsBlank = (character) =>
  goBlank(character) || (character >= '\x1c' && character <= '\x1f');

/** White space to `\s` in a regular expression of Ruby. */
export const rubyBlank: IsBlank = (character) => ' \t\r\n\f\v'.includes(character);

/** How many characters of white space a text begins with. */
export function leading(text: string, isBlank: IsBlank): number {
  let start = 0;
  while (start < text.length && isBlank(text[start]!)) start++;
  return start;
}

/** The text without white space at its end. */
export function trimmedEnd(text: string, isBlank: IsBlank): string {
  let end = text.length;
  while (end > 0 && isBlank(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** The text without white space around it. */
export function trimmed(text: string, isBlank: IsBlank): string {
  return trimmedEnd(text.slice(leading(text, isBlank)), isBlank);
}

/** The lines of a text that ends them at `\n` alone, as offsets; a carriage return stays in its line. */
export function* feedLines(text: string): Generator<{ readonly start: number; readonly end: number }> {
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    yield { start, end };
    start = end + 1;
  }
}
