import { say, words } from '../../explain/sentence';
import { linesOf } from '../../syntax/awsConfigLines';
import { leading, pythonBlank, trimmed, trimmedEnd } from './blanks';
import {
  type ConfigFile,
  type Dialect,
  type FileReading,
  type SeenSection,
  type SeenSetting,
  type Unreadable,
  unreadable,
} from './reading';
import { shellWords } from './shellWords';

/**
 * botocore and both AWS CLIs: Python's `configparser.RawConfigParser` in its strict mode, then botocore's
 * `build_profile_map` (botocore 1.43, `configloader.py`). Comments are whole lines only, `:` separates as `=` does,
 * keys lose their case, a deeper line belongs to the setting above it, and a section or key written twice is an
 * error that stops everything.
 */
export const python: Dialect = (file, kind) => {
  const parsed = parse(file);
  if ('message' in parsed) return unreadable(file, parsed);
  return kind === 'config' ? byHeader(parsed) : { profiles: parsed, services: new Map() };
};

/** Where `str.splitlines` splits, with which botocore reads nested settings. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python ends lines at these three separators too.
const LINE_ENDS = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;

function strip(text: string): string {
  return trimmed(text, pythonBlank);
}

type Problem = Omit<Unreadable, 'uri'>;

/** A setting with the lines of its value so far. */
interface Open {
  readonly lines: string[];
  readonly start: number;
  end: number;
}

function parse(file: ConfigFile): Map<string, SeenSection> | Problem {
  const sections = new Map<string, Map<string, Open>>();
  const defaults = new Map<string, Open>();
  let section: Map<string, Open> | undefined;
  let option: Open | undefined;
  let indent = 0;
  // Python opens the file as UTF-8 and keeps a byte order mark, which is then the first character of the first line.
  for (const line of linesOf(file.text)) {
    const text = file.text.slice(line.start, line.end);
    const value = strip(text);
    if (value.startsWith('#') || value.startsWith(';')) continue;
    if (value === '') {
      option?.lines.push('');
      continue;
    }
    const span = { start: line.start, end: line.end };
    const column = leading(text, pythonBlank);
    if (option !== undefined && column > indent) {
      option.lines.push(value);
      option.end = line.end;
      continue;
    }
    indent = column;
    const close = value.startsWith('[') ? value.lastIndexOf(']') : -1;
    if (close > 1) {
      const name = value.slice(1, close);
      if (name === 'DEFAULT') section = defaults;
      else if (sections.has(name)) {
        return { message: say`The section ${`[${name}]`} is there twice.`, twice: true, span };
      } else {
        section = new Map();
        sections.set(name, section);
      }
      option = undefined;
      continue;
    }
    if (section === undefined) return { message: words('A line stands before the first section.'), span };
    const split = value.search(/[=:]/);
    if (split === -1) return { message: words('A line has no equals sign.'), span };
    const key = strip(value.slice(0, split)).toLowerCase();
    if (key === '') return { message: words('A line has no name before its equals sign.'), span };
    if (section.has(key))
      return { message: say`The setting ${key} is there twice in a section.`, twice: true, span };
    option = { lines: [strip(value.slice(split + 1))], start: line.start, end: line.end };
    section.set(key, option);
  }
  const seen = new Map<string, SeenSection>();
  for (const [name, settings] of sections) {
    // Settings of a section [DEFAULT] count in every other section.
    const finished = finish(file, defaults.size === 0 ? settings : new Map([...defaults, ...settings]));
    if ('message' in finished) return finished;
    seen.set(name, finished);
  }
  return seen;
}

function finish(file: ConfigFile, settings: ReadonlyMap<string, Open>): SeenSection | Problem {
  const seen = new Map<string, SeenSetting>();
  for (const [key, { lines, start, end }] of settings) {
    const span = { start, end };
    const value = lines.length === 1 ? lines[0]! : trimmedEnd(lines.join('\n'), pythonBlank);
    if (!value.startsWith('\n')) {
      seen.set(key, { value, span, uri: file.uri });
      continue;
    }
    const nested = new Map<string, string>();
    for (const line of value.split(LINE_ENDS)) {
      const stripped = strip(line);
      if (stripped === '') continue;
      const equals = stripped.indexOf('=');
      if (equals === -1) return { message: say`A line below ${key} has no equals sign.`, span };
      nested.set(strip(stripped.slice(0, equals)), strip(stripped.slice(equals + 1)));
    }
    seen.set(key, { value: '', span, uri: file.uri, nested });
  }
  return seen;
}

/** botocore's `build_profile_map`: a later `[profile default]` or `[default]` replaces the other as a whole. */
function byHeader(sections: ReadonlyMap<string, SeenSection>): FileReading {
  const profiles = new Map<string, SeenSection>();
  const services = new Map<string, SeenSection>();
  for (const [header, section] of sections) {
    const target = header.startsWith('profile')
      ? profiles
      : header.startsWith('services')
        ? services
        : undefined;
    if (header === 'default') profiles.set(header, section);
    if (target === undefined) continue;
    const parts = shellWords(header);
    if (parts?.length === 2) target.set(parts[1]!, section);
  }
  const plugins = sections.get('plugins');
  return { profiles, services, ...(plugins === undefined ? {} : { plugins }) };
}
