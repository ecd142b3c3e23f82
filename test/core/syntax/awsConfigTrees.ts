import fc from 'fast-check';
import { awsConfig } from '../../../server/src/core/syntax/awsConfig';
import { known, type LocatedObject, type LocatedValue } from '../../../server/src/core/syntax/tree';

export type Plainly = string | undefined | readonly (readonly [string, Plainly])[];

/** The tree without its places: sections and settings as pairs, in order. */
export function plainly(value: LocatedValue | undefined): Plainly {
  if (value?.kind === 'object')
    return value.entries.map((e) => [known(e.key.text) ?? '', plainly(e.value)] as const);
  return value?.kind === 'string' ? known(value.text) : undefined;
}

/** The tree of a text without its places. */
export function tree(text: string): Plainly {
  return plainly(awsConfig.parse(text).root);
}

/** One of the sections of a text. */
export function section(text: string, number = 0): LocatedObject {
  const root = awsConfig.parse(text).root as LocatedObject;
  return root.entries[number]!.value as LocatedObject;
}

const alphabet = [...'[]=#; \t\n\r"\'ak.:\\', '\ufeff', '\0', '\u00a0', '\u2028', 'profile ', 'region', '  '];
/** Texts of the marks that mean something in these files, in any order. */
export const texts = fc
  .array(fc.constantFrom(...alphabet), { maxLength: 60 })
  .map((pieces) => pieces.join(''));
