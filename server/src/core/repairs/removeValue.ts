import type { Source } from '../documents/subjects';
import type { Edits } from '../rules/finding';
import type { LocatedValue } from '../syntax/tree';
import type { TextEdit } from '../text/edit';

/** A change of one file that needs no answer. */
export function changeOf(source: Source, edits: readonly TextEdit[]): Edits {
  return { kind: 'edits', files: [{ uri: source.uri, edits }] };
}

/**
 * Takes a value out of a list in which others remain.
 * @returns undefined when it is the only one, since an empty list is no repair
 */
export function removeValue(
  source: Source,
  list: LocatedValue | undefined,
  value: LocatedValue,
): Edits | undefined {
  if (list?.kind !== 'array' || list.items.length < 2) return undefined;
  return changeOf(source, source.edits.removeItem(list, value));
}
