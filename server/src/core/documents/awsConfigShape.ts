import { CONFIG_KEYS, isDistinctive } from '../sts/configKeys';
import { isKnownRegion } from '../sts/partitions';
import type { Parsed } from '../syntax/syntax';
import { entryOf, known, knownString } from '../syntax/tree';
import type { Opened } from './kind';

/** Endings that say a file is something else; such a file is AWS configuration by its path or language only. */
const FOREIGN =
  /\.(json[c5]?|ya?ml|toml|md|markdown|rst|adoc|html?|xml|tf|tfvars|hcl|properties|service|socket|timer|mount|network|desktop|editorconfig|gitconfig|gitmodules|npmrc|lock|py|rb|js|ts|go|java|cs|php|sh|bash|ps1|sql|css|log|csv|tsv|env)$/i;
const FOREIGN_LANGUAGES =
  /^(json|jsonc|yaml|toml|markdown|terraform|hcl|shellscript|properties|python|html|xml)$/;

const OWN_HEADER = /^\s*(?:profile|sso-session|services)[ \t]\s*\S/;
const DEFAULT_HEADER = /^\s*\[\s*default\s*\]\s*(?:[#;].*)?$/;
const HEADER = /^\s*\[[^\]]*\]\s*(?:[#;].*)?$/;
const KEY = /^[A-Za-z0-9][\w.-]*$/;

/** What a file's path says of it, or undefined when it says nothing. */
export function fileByPath(uri: string): 'config' | 'credentials' | undefined {
  const match = /(?:^|[\\/])\.aws[\\/](config|credentials)$/i.exec(uri);
  return match === null ? undefined : (match[1]!.toLowerCase() as 'config' | 'credentials');
}

/** Whether a text has the shape of AWS configuration though neither path nor language say so. Strict: other INI files abound. */
export function looksLikeAwsConfig(file: Opened, parsed: () => Parsed): boolean {
  if (FOREIGN.test(file.uri) || FOREIGN_LANGUAGES.test(file.languageId ?? '')) return false;
  const first = firstSignificantLine(file.text);
  if (first === undefined || !HEADER.test(first)) return false;
  const { root, problems } = parsed();
  if (root?.kind !== 'object') return false;
  const settings = root.entries.flatMap(({ value }) => (value?.kind === 'object' ? value.entries : []));
  const keys = settings.map((entry) => known(entry.key.text) ?? '');
  const odd = keys.filter((key) => !KEY.test(key)).length;
  // One line in the middle of being typed is no reason to let go of a file.
  if (odd > 1 + keys.length / 10 || problems.length > 1 + keys.length / 5) return false;
  if (root.entries.some(({ key }) => OWN_HEADER.test(known(key.text) ?? ''))) return true;
  const distinctive = keys.some((key) => isDistinctive(key.toLowerCase()));
  const familiar = keys.filter((key) => CONFIG_KEYS.has(key.toLowerCase())).length;
  if (DEFAULT_HEADER.test(first)) {
    const region = knownString(entryOf(root.entries[0]?.value, 'region')?.value);
    return familiar * 2 >= keys.length && (distinctive || (region !== undefined && isKnownRegion(region)));
  }
  return distinctive && familiar * 2 >= keys.length;
}

/** `credentials` when sections have bare names, `config` when they have prefixes or do not tell. */
export function fileByShape(headers: readonly string[]): 'config' | 'credentials' {
  const names = headers.map((header) => header.trim());
  if (names.some((name) => /^(profile|sso-session|services)\s/.test(name))) return 'config';
  return names.some((name) => name !== 'default' && /^[^\s]+$/.test(name)) ? 'credentials' : 'config';
}

function firstSignificantLine(text: string): string | undefined {
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = match[0].replace(/^\ufeff/, '');
    if (/^\s*[^\s#;]/.test(line)) return line;
  }
  return undefined;
}
