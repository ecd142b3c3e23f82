import { known, type LocatedValue } from './tree';

/**
 * The characters a value takes as JSON without white space between its parts, whatever syntax it is written in.
 * @returns undefined when part of the value is not known
 */
export function jsonSize(value: LocatedValue): number | undefined {
  switch (value.kind) {
    case 'hole':
      return undefined;
    case 'scalar':
      return String(value.value).length;
    case 'string': {
      const text = known(value.text);
      return text === undefined
        ? undefined
        : PLAIN.test(text)
          ? text.length + 2
          : JSON.stringify(text).length;
    }
    case 'array':
      return total(value.items.map(jsonSize));
    case 'object':
      return total(
        value.entries.map((entry) => {
          const key = jsonSize(entry.key);
          const content = entry.value === undefined ? 0 : jsonSize(entry.value);
          return key === undefined || content === undefined ? undefined : key + 1 + content;
        }),
      );
  }
}

/** The sizes together with the commas between them and the brackets around them. */
function total(sizes: readonly (number | undefined)[]): number | undefined {
  let sum = 2 + Math.max(0, sizes.length - 1);
  for (const size of sizes) {
    if (size === undefined) return undefined;
    sum += size;
  }
  return sum;
}

/** Text that stands in JSON letter for letter: no quotes, backslashes, control characters or halves of pairs. */
const PLAIN = /^[ !#-[\]-\ud7ff]*$/;
