import { words } from '../../explain/sentence';
import { feedLines, rubyBlank, trimmed } from './blanks';
import { type ConfigFile, type Dialect, type OpenSetting, type SeenSection, unreadable } from './reading';

/**
 * AWS SDK for Ruby from some version between 3.168 and 3.212 on (`ini_parser.rb`; both Debian releases run): `;`
 * begins a comment behind white space, `#` does not, a prefix is not needed before a profile's name, and an indented
 * line is nested below whatever setting stands above it; with none above it the parser crashes.
 */
export const ruby: Dialect = (file) => read(file, true);

/** The older parser, which does not look at the setting above an indented line. */
export const rubyOld: Dialect = (file) => read(file, false);

const HEADER = /^\[([^[\]]+)\][ \t\r\f\v]*(?:#.+)?$/s;
const PREFIXED = /^profile[ \t\r\f\v]+(.+)$/s;

interface Item {
  readonly key: string;
  readonly value: string;
}

function read(file: ConfigFile, newer: boolean) {
  const sections = new Map<string, Map<string, OpenSetting>>();
  let current: string | undefined;
  let prefix: string | undefined;
  let item: Item | undefined;
  let previous: Item | undefined;
  // Ruby ends lines at \n only, so a lone carriage return is white space inside a line.
  for (const line of feedLines(file.text)) {
    const text = withoutRemark(file.text.slice(line.start, line.end));
    const header = HEADER.exec(text);
    if (header !== null) {
      current = PREFIXED.exec(header[1]!)?.[1] ?? header[1]!;
      continue;
    }
    if (current === undefined) continue;
    previous = item;
    item = itemOf(text);
    const span = { start: line.start, end: line.end };
    const section: Map<string, OpenSetting> = sections.get(current) ?? new Map();
    if (item !== undefined && rubyBlank(item.key[0]!)) {
      if (newer && prefix === undefined) {
        if (previous === undefined || (trimmed(previous.value, rubyBlank) === '' && !sections.has(current))) {
          return unreadable(file, { message: words('The first setting of a section is indented.'), span });
        }
        if (trimmed(previous.value, rubyBlank) === '') {
          prefix = previous.key;
          section.set(prefix, { value: '', span, uri: file.uri, nested: new Map() });
        }
      }
      sections.set(current, section);
      const above = section.get(prefix ?? '');
      const nested = (above?.nested ?? new Map<string, string>()).set(
        trimmed(item.key, rubyBlank),
        item.value,
      );
      section.set(prefix ?? '', { value: '', span: above?.span ?? span, uri: file.uri, nested });
    } else if (item !== undefined) {
      prefix = undefined;
      sections.set(current, section);
      section.set(item.key, { value: item.value, span, uri: file.uri });
    } else {
      prefix = prefixOf(text) ?? prefix;
    }
  }
  const services = new Map<string, SeenSection>();
  for (const [name, section] of sections) {
    if (name.startsWith('services ')) services.set(name.slice('services '.length), section);
  }
  return { profiles: sections, services };
}

/** Cuts a comment that begins with `;` behind white space, but not at the very start of the line. */
export function withoutRemark(line: string): string {
  for (let i = 1; i + 1 < line.length; i++) {
    if (line[i + 1] === ';' && rubyBlank(line[i]!)) return line.slice(0, i);
  }
  return line;
}

/** A line with a value. White space alone is a value too: its last character, by the regular expression Ruby uses. */
function itemOf(line: string): Item | undefined {
  const equals = line.indexOf('=', 1);
  if (equals === -1 || equals === line.length - 1) return undefined;
  const rest = trimmed(line.slice(equals + 1), rubyBlank);
  return { key: keyBefore(line, equals), value: rest === '' ? line.slice(-1) : rest };
}

/** The name on a line that ends with its equals sign. */
function prefixOf(line: string): string | undefined {
  const equals = line.indexOf('=', 1);
  return equals !== -1 && equals === line.length - 1 ? keyBefore(line, equals) : undefined;
}

function keyBefore(line: string, equals: number): string {
  let end = equals;
  while (end > 1 && rubyBlank(line[end - 1]!)) end--;
  return line.slice(0, end);
}
