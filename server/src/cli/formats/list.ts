import type { Format } from './format';
import { json } from './json';
import { stylish } from './stylish';

/** Every format, the default first. Adding one is adding its file and a line here. */
export const FORMATS: readonly Format[] = [stylish, json];

/** The format of a name; the option's choices leave no other names. */
export function formatNamed(name: string): Format {
  return FORMATS.find((format) => format.name === name) ?? stylish;
}
