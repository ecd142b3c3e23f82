/** Results of a pure function by the text they were made of. */
export interface KeptByText<V> {
  /** The result for a text, made now or before. */
  of(text: string, make: () => V): V;
}

/**
 * Keeps the results that were asked for last. What was not asked for while the texts filled `limit` twice is forgotten.
 * @param limit UTF-16 code units of text in each of two generations
 */
export function keptByText<V>(limit: number): KeptByText<V> {
  let before = new Map<string, V>();
  let now = new Map<string, V>();
  let size = 0;
  return {
    of(text, make) {
      const known = now.get(text);
      if (known !== undefined) return known;
      const value = before.get(text) ?? make();
      size += text.length;
      if (size > limit) {
        before = now;
        now = new Map();
        size = text.length;
      }
      now.set(text, value);
      return value;
    },
  };
}
