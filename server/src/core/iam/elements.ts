import { type Entry, known, type LocatedObject } from '../syntax/tree';
import { closest } from '../text/closest';

/**
 * The elements of a policy document. Their names are case-sensitive: IAM answers `Unknown field statement` to a
 * policy with a `statement`. Source: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
export const POLICY_ELEMENTS = ['Version', 'Id', 'Statement'] as const;

/** The elements of a statement. Source: IAM User Guide, "Grammar of the IAM JSON policy language". */
export const STATEMENT_ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] as const;

/** An entry whose key is no element, and the element it stands for when that can be told. */
export interface UnknownElement {
  readonly entry: Entry;
  readonly name: string;
  /** The element its writer meant; undefined when none is near, or that element stands there already. */
  readonly meant: string | undefined;
}

/**
 * The entries of a policy or statement that are no elements. Keys that are not known and intrinsic functions of
 * templates (`Fn::If`) are left out.
 * @param elements the element names that may stand in this object
 */
export function unknownElements(object: LocatedObject, elements: readonly string[]): UnknownElement[] {
  const found: UnknownElement[] = [];
  for (const entry of object.entries) {
    const name = known(entry.key.text);
    if (name === undefined || elements.includes(name) || name.startsWith('Fn::')) continue;
    const free = elements.filter(
      (element) => !object.entries.some((each) => known(each.key.text) === element),
    );
    const sameLetters = free.find((element) => element.toLowerCase() === name.toLowerCase());
    found.push({ entry, name, meant: sameLetters ?? closest(name, free) });
  }
  return found;
}

/**
 * Whether an element may be there under another name (misspelt, or as a key that is not known), so that calling
 * it missing would be a guess.
 */
export function mayHold(object: LocatedObject, element: string, elements: readonly string[]): boolean {
  return (
    object.entries.some((entry) => {
      const name = known(entry.key.text);
      return name === undefined || name === element || name.startsWith('Fn::');
    }) || unknownElements(object, elements).some((unknown) => unknown.meant === element)
  );
}
