import { say, words } from '../../explain/sentence';
import type { ConfigFile } from './reading';
import { type Dialect, type FileReading, type SeenSection, type SeenSetting, unreadable } from './reading';

/**
 * AWS SDK for JavaScript v3 (`@smithy/shared-ini-file-loader` 2.4 to 4.7): comments are cut, quotes are not syntax
 * but around names, an empty value opens a nested block, duplicates count last, keys keep their case, and a line it
 * does not understand is skipped. It never refuses a file: one with a section `__proto__` is taken for empty.
 */
export const smithy: Dialect = (file, kind) => {
  const sections = parse(file, SMITHY);
  if (sections === undefined) return { profiles: new Map(), services: new Map() };
  if (kind === 'credentials') return { profiles: sections, services: new Map() };
  const profiles = new Map<string, SeenSection>();
  const services = new Map<string, SeenSection>();
  const own = sections.get('default');
  if (own !== undefined) profiles.set('default', own);
  for (const [name, section] of sections) {
    if (name.startsWith('profile.')) profiles.set(name.slice('profile.'.length), section);
    if (name.startsWith('services.')) services.set(name.slice('services.'.length), section);
  }
  return { profiles, services };
};

/** The loader of JavaScript v3 of 2021 (`@aws-sdk/shared-ini-file-loader` 3.32): no nested blocks, no services. */
export const smithyOld: Dialect = (file, kind) => {
  const sections = parse(file, OLD) ?? new Map<string, SeenSection>();
  if (kind === 'credentials') return { profiles: sections, services: new Map() };
  const profiles = new Map<string, SeenSection>();
  for (const [name, section] of sections) {
    const prefixed = /^profile\s/.test(name) ? name.slice('profile '.length) : undefined;
    if (name === 'default') profiles.set(name, section);
    else if (prefixed) profiles.set(/^(["'])(.+)\1$/s.exec(prefixed)?.[2] ?? prefixed, section);
  }
  return { profiles, services: new Map() };
};

/**
 * AWS SDK for JavaScript v2 (`ini-loader.js` and `util.js` of 2.1693): the prefix may be left out, and two sections
 * of one name, such as `[default]` and `[profile default]`, are an error where the config file is read.
 */
export const jsV2: Dialect = (file, kind) => byName(file, kind, LAST);

/** JavaScript v2 before some version between 2.700 and 2.1400, both run: a header has no brackets inside. */
export const jsV2Old: Dialect = (file, kind) => byName(file, kind, OLD);

function byName(file: ConfigFile, kind: 'config' | 'credentials', style: Style): FileReading {
  const sections = parse(file, style);
  const whole = { start: 0, end: file.text.length };
  if (sections === undefined)
    return unreadable(file, { message: say`The file has a section ${'__proto__'}.`, span: whole });
  if (kind === 'credentials') return { profiles: sections, services: new Map() };
  const profiles = new Map<string, SeenSection>();
  for (const [name, section] of sections) {
    if (/^sso-session\s/.test(name)) continue;
    const bare = name.replace(/^profile\s/, '');
    if (profiles.has(bare))
      return unreadable(file, {
        message: words('Two sections stand for one profile, one with the prefix and one without.'),
        twice: true,
        span: whole,
      });
    profiles.set(bare, section);
  }
  return { profiles, services: new Map() };
}

interface Style {
  /** The text between the brackets of a line, or undefined when it is no header. */
  readonly header: (line: string) => string | undefined;
  /** The name a header's section is kept under; undefined: its lines count nowhere. */
  readonly name: (header: string) => string | undefined;
  readonly nested: boolean;
  /** White space alone is a value, by the regular expression that was used before. */
  readonly blankValues: boolean;
}

const BRACKETS = (line: string) => {
  const text = line.trim();
  return text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : undefined;
};

const LAST: Style = { header: BRACKETS, name: (header) => header, nested: false, blankValues: false };

const OLD: Style = {
  header: (line) => /^\s*\[([^[\]]+)\]\s*$/.exec(line)?.[1],
  name: (header) => header,
  nested: false,
  blankValues: true,
};

const PREFIXED = /^([\w-]+)\s(["'])?([\w\-@+.%:/]+)\2$/;

const SMITHY: Style = {
  header: BRACKETS,
  nested: true,
  blankValues: false,
  name: (header) => {
    const [, prefix, , name] = PREFIXED.exec(header) ?? [];
    if (prefix === undefined) return header;
    return ['profile', 'sso-session', 'services'].includes(prefix) ? `${prefix}.${name}` : undefined;
  },
};

/** @returns undefined for a file with a section `__proto__`, which would reach into every object */
function parse(file: ConfigFile, style: Style): Map<string, SeenSection> | undefined {
  const sections = new Map<string, Map<string, SeenSetting>>();
  let current: string | undefined;
  let above: string | undefined;
  for (const { start, end } of splitLines(file.text)) {
    const whole = file.text.slice(start, end);
    const line = withoutComment(whole);
    const header = style.header(line);
    if (header !== undefined) {
      if (header === '__proto__' || header.split(/\s/)[1] === '__proto__') return undefined;
      current = style.name(header) || undefined;
      above = undefined;
      continue;
    }
    const pair = pairOf(line, style.blankValues);
    if (current === undefined || pair === undefined) continue;
    const span = { start, end };
    if (pair.value === '') {
      if (style.nested) above = pair.key;
      continue;
    }
    if (whole.trimStart() === whole) above = undefined;
    const section = sections.get(current) ?? new Map<string, SeenSetting>();
    sections.set(current, section);
    // A nested setting is one of the section, by both names with a dot between.
    const key = above === undefined ? pair.key : `${above}.${pair.key}`;
    section.set(key, { value: pair.value, span, uri: file.uri });
  }
  return sections;
}

function* splitLines(text: string): Generator<{ readonly start: number; readonly end: number }> {
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    yield { start, end: found !== -1 && end > start && text[end - 1] === '\r' ? end - 1 : end };
    start = end + 1;
  }
}

/** Cuts a comment, which begins at the start of the line or behind one character of white space. */
function withoutComment(line: string): string {
  for (let i = 0; i < line.length; i++) {
    if (line[i] !== '#' && line[i] !== ';') continue;
    if (i === 0) return '';
    if (/\s/.test(line[i - 1]!)) return line.slice(0, i - 1);
  }
  return line;
}

function pairOf(line: string, blankValues: boolean): { key: string; value: string } | undefined {
  const text = line.trim();
  const equals = text.indexOf('=');
  if (equals < 1) return undefined;
  const value = text.slice(equals + 1).trim();
  const blank = blankValues && value === '' && /\s$/.test(line);
  return { key: text.slice(0, equals).trim(), value: blank ? line.slice(-1) : value };
}
