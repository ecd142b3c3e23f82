import { feedLines, goBlank, trimmed, trimmedEnd } from './blanks';
import type { Dialect, OpenSetting, SeenSection } from './reading';

/**
 * AWS SDK for Go v2 (`internal/ini` of config 1.27 to 1.32): line by line, `:` separates as `=` does, keys lose their
 * case, single and double quotes around a value are taken off, a comment needs white space before it, and an
 * indented line below a setting that has a value is a setting of its own. It never refuses a file.
 */
export const goV2: Dialect = (file, kind) => {
  const sections = new Map<string, Map<string, OpenSetting>>();
  let section: Map<string, OpenSetting> | undefined;
  let key = '';
  for (const { start, end } of feedLines(file.text)) {
    const line = file.text.slice(start, end);
    if (trimmed(line, goBlank) === '' || /^[ \t]*[#;]/.test(line)) continue;
    const span = { start, end };
    const header = headerOf(line);
    if (header !== undefined) {
      // A header without a name, such as `[]`, leaves the settings below it without a section.
      section = header === '' ? undefined : (sections.get(header) ?? new Map());
      if (section !== undefined) sections.set(header, section);
      key = '';
      continue;
    }
    if (section === undefined) continue;
    const indented = line[0] === ' ' || line[0] === '\t';
    const text = indented ? line.replace(/^[ \t]+/, '') : trimmedEnd(withoutComment(line), lineBlank);
    const pair = pairOf(text);
    const above = section.get(key);
    if (pair === undefined) {
      // An indented line without a separator continues a value; on the margin it means nothing.
      if (indented && above !== undefined && above.value !== '')
        section.set(key, { ...above, value: `${above.value}\n${text}` });
    } else if (!indented) {
      key = pair.key;
      section.set(key, { value: pair.value, span, uri: file.uri });
    } else if (above === undefined || above.value !== '') {
      key = pair.key;
      const value = unquoted(trimmed(withoutComment(pair.value), goBlank));
      section.set(key, { value, span, uri: file.uri });
    } else {
      section.set(key, {
        ...above,
        nested: (above.nested ?? new Map<string, string>()).set(pair.key, pair.value),
      });
    }
  }
  return kind === 'config' ? configSections(sections) : credentialsSections(sections);
};

const lineBlank = (character: string) => character === ' ' || character === '\t';

/** `[ type name ] ; comment` as "type name", or undefined for a line that is no header. */
function headerOf(line: string): string | undefined {
  const text = trimmed(line.split(/[#;]/, 1)[0]!, goBlank);
  if (!text.startsWith('[') || !text.endsWith(']')) return undefined;
  const inside = trimmed(text.slice(1, -1), goBlank);
  return inside.replace(/^([^ \t]+)[ \t]+/, '$1 ');
}

function withoutComment(line: string): string {
  return line.split(/[ \t][#;]/, 1)[0]!;
}

function pairOf(text: string): { readonly key: string; readonly value: string } | undefined {
  const split = text.search(/[=:]/);
  if (split === -1) return undefined;
  return {
    key: trimmed(text.slice(0, split), goBlank).toLowerCase(),
    value: unquoted(trimmed(text.slice(split + 1), goBlank)),
  };
}

function unquoted(text: string): string {
  return text.length > 1 && /^(['"])/.test(text) && text.endsWith(text[0]!) ? text.slice(1, -1) : text;
}

/** In a config file, `[profile default]` replaces `[default]`, and other sections without a prefix are dropped. */
function configSections(sections: ReadonlyMap<string, SeenSection>) {
  const profiles = new Map<string, SeenSection>();
  const services = new Map<string, SeenSection>();
  for (const [name, section] of sections) {
    if (name.toLowerCase() === 'default') profiles.set(name, section);
    if (name.startsWith('services ')) services.set(name.slice('services '.length), section);
  }
  for (const [name, section] of sections) {
    if (name.startsWith('profile ')) profiles.set(name.slice('profile '.length), section);
  }
  return { profiles, services };
}

/** In a credentials file, a prefix makes a section count for nothing. */
function credentialsSections(sections: ReadonlyMap<string, SeenSection>) {
  const profiles = new Map([...sections].filter(([name]) => !name.startsWith('profile ')));
  return { profiles, services: configSections(sections).services };
}
