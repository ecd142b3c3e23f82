import { type LocatedValue, readable, type Text } from './tree';

/**
 * A value as one string that two values share exactly when they say the same: the order of keys and the writing
 * (indentation, quotes, escapes) do not matter, the order of list items and case do.
 * @param without keys left out of the outermost object
 */
export function fingerprint(value: LocatedValue | undefined, without: readonly string[] = []): string {
  switch (value?.kind) {
    case undefined:
      return '';
    case 'hole':
      // Two expressions are never taken for the same: the tree does not keep all of what they say.
      return `?${value.span.start}`;
    case 'scalar':
      return String(value.value);
    case 'string':
      return JSON.stringify(
        value.text.pieces.map((piece) =>
          piece.kind === 'literal' ? piece.value : { hole: piece.expression },
        ),
      );
    case 'array':
      return `[${value.items.map((item) => fingerprint(item)).join()}]`;
    case 'object':
      return `{${value.entries
        .map((entry) => [readable(entry.key.text), fingerprint(entry.value)] as const)
        .filter(([key]) => !without.includes(key))
        .map(([key, content]) => `${JSON.stringify(key)}:${content}`)
        .sort()
        .join()}}`;
  }
}

/**
 * A number that values which say the same share; values that do not say the same nearly never do. Cheap, to look
 * closer only where it is equal.
 * @param without keys left out of the outermost object
 */
export function likeness(value: LocatedValue | undefined, without: readonly string[] = []): number {
  switch (value?.kind) {
    case undefined:
      return 0;
    case 'hole':
      return value.span.start;
    case 'scalar':
      return 1;
    case 'string':
      return textLikeness(value.text);
    case 'array': {
      let sum = 2;
      for (const item of value.items) sum = (sum * 31 + likeness(item)) | 0;
      return sum;
    }
    case 'object': {
      // The order of keys does not matter, so what they add up to must not know it.
      let sum = 3;
      for (const { key, value: content } of value.entries) {
        if (without.length > 0 && without.includes(readable(key.text))) continue;
        sum = (sum + Math.imul(textLikeness(key.text), likeness(content) | 1)) | 0;
      }
      return sum;
    }
  }
}

function textLikeness({ pieces }: Text): number {
  let sum = 5;
  for (const piece of pieces) {
    const text = piece.kind === 'literal' ? piece.value : piece.expression;
    for (let i = 0; i < text.length; i++) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
  }
  return sum;
}
