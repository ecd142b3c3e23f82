import { type LocatedValue, readable } from './tree';

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
