import type { Header } from '../documents/awsConfigHeader';
import { goV1 } from './reading/goV1';
import { goV2 } from './reading/goV2';
import { jsV2, smithy } from './reading/javaScript';
import { python } from './reading/python';
import type { ConfigFile, Dialect } from './reading/reading';
import { ruby } from './reading/ruby';
import { shellWords } from './reading/shellWords';

/** A tool whose own way of reading headers is known, with the name to call it by. */
interface HeaderReader {
  readonly name: string;
  readonly dialect: Dialect;
}

const READERS: readonly HeaderReader[] = [
  { name: 'boto3 and both AWS CLIs', dialect: python },
  { name: 'JavaScript v3', dialect: smithy },
  { name: 'Go v2', dialect: goV2 },
  { name: 'Ruby', dialect: ruby },
  { name: 'JavaScript v2', dialect: jsV2 },
  { name: 'Go v1', dialect: goV1 },
];

/** A header that every tool reads alike, to save the work of asking them. */
const PLAIN = /^(?:default|profile [\w@+%./:-]+)$/;
const PLAIN_NAME = /^[\w@+%./:-]+$/;

/**
 * The tools that find a profile of this name under a header, and those that do not, as names.
 * @param inside the text between the brackets
 * @returns undefined where all tools agree to find it
 */
export function readersOf(
  inside: string,
  name: string,
  kind: 'config' | 'credentials',
): { readonly finds: readonly string[]; readonly misses: readonly string[] } | undefined {
  if ((kind === 'config' ? PLAIN : PLAIN_NAME).test(inside)) return undefined;
  const file: ConfigFile = { uri: '', text: `[${inside}]\nregion = us-east-1\n` };
  const finds: string[] = [];
  const misses: string[] = [];
  for (const reader of READERS) {
    const found = reader.dialect(file, kind).profiles.has(name);
    (found ? finds : misses).push(reader.name);
  }
  return misses.length === 0 ? undefined : { finds, misses };
}

/**
 * Whether boto3 and both AWS CLIs take a header for one of an `[sso-session …]` or `[services …]` section: they look at
 * how it begins and want two words (botocore 1.43, `build_profile_map`).
 * @param inside the text between the brackets
 */
export function pythonTakes(inside: string, kind: 'sso-session' | 'services'): boolean {
  return inside.startsWith(kind) && shellWords(inside)?.length === 2;
}

/** A header as the guide writes it. */
export interface MeantHeader {
  readonly kind: Exclude<Header['kind'], 'other'> | 'plugins';
  /** The text between the brackets. */
  readonly header: string;
  readonly name: string;
}

/** The header that was meant by one that is not read as a profile or other section in a config file. */
export function headerMeant(inside: string): MeantHeader | undefined {
  const text = inside.trim();
  if (/^["']?default["']?$/i.test(text) && text !== 'DEFAULT')
    return { kind: 'profile', header: 'default', name: 'default' };
  // One section of the AWS CLI has no name of its own.
  if (/^["']?plug-?ins?["']?$/i.test(text) && inside !== 'plugins')
    return { kind: 'plugins', header: 'plugins', name: '' };
  const match = /^(profiles?|sso[-_ ]?sessions?|services?)(?:\s*[=:.]\s*|\s+)(\S.*)$/i.exec(text);
  if (match === null) return undefined;
  const word = match[1]!.toLowerCase();
  const kind = word.startsWith('p') ? 'profile' : word.startsWith('sso') ? 'sso-session' : 'services';
  const name = match[2]!.replace(/^(["'])(.*)\1$/, '$2');
  if (/["'[\]#;]/.test(name)) return undefined;
  const header = `${kind} ${/\s/.test(name) ? `"${name}"` : name}`;
  return header === inside ? undefined : { kind, header, name };
}
