/**
 * The words of a section header as Python's `shlex.split` finds them, which botocore uses: blanks separate, quotes
 * hold together and a backslash takes the next character as it is.
 * @returns undefined where shlex raises an error: a quote or a backslash without its end
 */
export function shellWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quote !== undefined) {
      if (c === quote) quote = undefined;
      else if (c === '\\' && quote === '"') {
        const next = text[++i];
        if (next === undefined) return undefined;
        // Between double quotes a backslash is kept unless it escapes a quote or itself.
        word += next === '"' || next === '\\' ? next : `\\${next}`;
      } else word += c;
    } else if (c === '"' || c === "'") {
      quote = c;
      word ??= '';
    } else if (c === '\\') {
      const next = text[++i];
      if (next === undefined) return undefined;
      word = (word ?? '') + next;
    } else if (c === ' ' || c === '\t' || c === '\r' || c === '\n') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + c;
  }
  if (quote !== undefined) return undefined;
  return word === undefined ? words : [...words, word];
}
