import { keptByText } from '../../kept';
import { feedLines, rubyBlank } from './blanks';
import { DIALECTS } from './dialects';
import { goV1 } from './goV1';
import { goTokens } from './goV1Tokens';
import { jsV2, jsV2Old, smithy, smithyOld } from './javaScript';
import { python } from './python';
import type { Dialect } from './reading';
import { ruby, rubyOld, withoutRemark } from './ruby';

/** What a block of a config file, or several in a row, says to all dialects, whatever stands around it. */
export interface BlockFacts {
  readonly text: string;
  /** Its first line is a section header to every dialect: what stands before has no part in it. */
  readonly begins: boolean;
  /**
   * Keys of the names its sections may have. Sections that some dialect takes for one, and a section and a name by
   * which some dialect finds it, have a key in common.
   */
  readonly keys: readonly string[];
  /** A section `[services …]` may be in it. */
  readonly services: boolean;
  /** The dialects to which it changes what the rest of the file says: most of these refuse the whole file. */
  readonly reachesOut: readonly Dialect[];
  /** The text without its name and all else that no endpoint depends on; undefined where dialects may differ. */
  readonly alike: string | undefined;
}

const HEADER = /^\[[^[\]#;"'\\,\r\n]+\][ \t]*(?:\r?\n|$)/;
const PLAIN = /^[A-Za-z0-9][\w-]*$/;
const PLAIN_HEADER = /^\[((?:profile|services|sso-session)[ \t]+)?([A-Za-z0-9][\w.@+/-]*)\][ \t]*(?:\r?\n|$)/;
/** A blank line, a comment, or a setting that ends on its line to every dialect. */
const PLAIN_LINE = /^(?:([A-Za-z0-9][\w.-]*)[ \t]*=[ \t]*(?:[^\s",#;][^",\r]*)?|[#;].*)?\r?$/;
/** Settings that tell who calls and how, never where to. Their being there is kept, their values are not. */
const WHO =
  /^(role_arn|role_session_name|source_profile|external_id|mfa_serial|duration_seconds|output|cli_pager)([\t ]*=[\t ]*)\S.*$/gm;

/** @param text one or more whole blocks */
export function factsOf(text: string): BlockFacts {
  const [head, prefix = '', name = ''] = PLAIN_HEADER.exec(text) ?? [];
  if (head !== undefined && isPlain(text, head.length, prefix, name)) {
    const body = text.slice(head.length).trimEnd().replace(WHO, '$1$2x');
    const services = prefix.startsWith('services');
    return { text, begins: true, keys: [name], services, reachesOut: [], alike: `[${prefix}x]\n${body}` };
  }
  const headers = text.split(/[\n\r]/).filter((line) => MAYBE_HEADER.test(line));
  return {
    text,
    begins: HEADER.test(text),
    keys: [...new Set(headers.flatMap(keysOfHeader))],
    services: headers.some((line) => line.includes('services')),
    reachesOut: DIALECTS.filter((dialect) => reachesOut(dialect, text)),
    alike: undefined,
  };
}

/** Whether the lines below a header say the same to every dialect, none of which refuses them. */
function isPlain(text: string, start: number, prefix: string, name: string): boolean {
  if (/^(?:profile|services|sso-session)\./.test(name) || text.endsWith('\r')) return false;
  if (prefix === '' && (name === 'DEFAULT' || name === 'plugins')) return false;
  const keys = new Set<string>();
  for (const line of text.slice(start).split('\n')) {
    const match = PLAIN_LINE.exec(line);
    if (match === null) return false;
    const key = match[1]?.toLowerCase();
    if (key !== undefined && keys.size === keys.add(key).size) return false;
  }
  return true;
}

/** White space to any dialect, and a bracket. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: white space to Python and Go.
const MAYBE_HEADER = /^[\s\x1c-\x1f\x85]*\[/;

/** A name may end at any of the closing brackets of its line. */
function keysOfHeader(line: string): string[] {
  const ends = line.split(']').length - 1;
  if (ends === 0 || ends > 4) return [...wordsOf(line), ...keysOf(line)];
  const keys: string[] = [];
  for (let end = line.indexOf(']'); end !== -1; end = line.indexOf(']', end + 1))
    keys.push(...keysOf(line.slice(0, end)));
  return keys;
}

/** The keys of a name: with and without its first word, which may be a prefix. */
export function keysOf(name: string): string[] {
  if (PLAIN.test(name)) return [name];
  // JavaScript v3 joins the prefix and the name by a dot.
  const words = wordsOf(name).map((word) => word.replace(/^(?:profile|services|sso-session)\./, ''));
  return words.length > 1 ? [words.join(' '), words.slice(1).join(' ')] : [words.join(' ')];
}

/** The words of a text, cut wherever any dialect ends a name. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/["'\\]/g, '')
    .split(WORD_ENDS)
    .filter((word) => word !== '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: white space to Python and Go.
const WORD_ENDS = /[\s\x1c-\x1f\x85[\]#;,=:]+/;

const JAVASCRIPT = new Set<Dialect>([smithy, smithyOld, jsV2, jsV2Old]);

/** The number of a dialect that facts speak of, or -1. */
export function numberOf(dialect: Dialect): number {
  return DIALECTS.indexOf(dialect);
}

/** The dialects that refuse a text. The rules for config files are the stricter ones. */
export function refusing(text: string): readonly Dialect[] {
  return refusals.of(text, () =>
    DIALECTS.filter((dialect) => dialect({ uri: '', text }, 'config').unreadable !== undefined),
  );
}

const refusals = keptByText<readonly Dialect[]>(50_000);

function reachesOut(dialect: Dialect, text: string): boolean {
  // Settings of [DEFAULT] count in every section, and what [plugins] says counts for every profile.
  if (dialect === python && /DEFAULT|\[plugins\]/.test(text)) return true;
  if (JAVASCRIPT.has(dialect) && text.includes('__proto__')) return true;
  // To Go v1 the rest of the file stands in an open quote, and a header may be closed on a later line.
  if (dialect === goV1 && (goTokens(text).length === 0 || /\[[^\]\n]*(?:\n|$)/.test(text))) return true;
  if ((dialect === ruby || dialect === rubyOld) && beginsIndented(text)) return true;
  return dialect({ uri: '', text }, 'config').unreadable !== undefined;
}

/** Ruby takes a first setting that is indented for a part of the last one of the section before. */
function beginsIndented(text: string): boolean {
  for (const { start, end } of feedLines(text)) {
    if (start === 0) continue;
    const line = withoutRemark(text.slice(start, end));
    const equals = line.indexOf('=', 1);
    if (equals !== -1) return equals < line.length - 1 && rubyBlank(line[0]!);
  }
  return false;
}
