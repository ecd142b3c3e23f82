import { findNodeAtLocation, getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { Case } from './cases';
import { readCases, type SettingProblem } from './casesFile';
import { say, series, words } from './explain/sentence';
import { parseRoleArn } from './iam/arn';
import type { Level } from './rules/finding';
import { RULE_IDS } from './rules/ids';
import { matcherOf, type Settings } from './settings';
import type { Problem } from './syntax/syntax';
import { decoded, relativePath } from './text/uri';

/** The name of the project's own settings, looked for in a file's folder and upward from it. */
export const SETTINGS_FILE = '.sts-lens.json';

/** What one source of settings says: the editor's `stsLens.*`, or one `.sts-lens.json`. */
export interface WrittenSettings {
  readonly rules: Readonly<Record<string, Level>>;
  readonly roles: Readonly<Record<string, string>>;
  /** Globs of files and folders that are not looked at. */
  readonly exclude: readonly string[];
  /** Questions with the answers they must have. */
  readonly cases: readonly Case[];
}

/** Settings with the folder their globs are relative to, as a URI ending in a slash. */
export interface Placed {
  readonly written: WrittenSettings;
  readonly root: string;
}

/** Everything that holds for one file. */
export interface MergedSettings extends Settings {
  readonly exclude: readonly string[];
}

export const NO_SETTINGS: WrittenSettings = { rules: {}, roles: {}, exclude: [], cases: [] };

const LEVELS: readonly Level[] = ['error', 'warning', 'information', 'hint', 'off'];
const KEYS = ['rules', 'roles', 'exclude', 'cases'] as const;

/**
 * Reads the text of a `.sts-lens.json`: JSON, with comments and trailing commas allowed.
 * @returns what could be understood, and a problem with its place for everything that could not
 */
export function readSettingsFile(text: string): { written: WrittenSettings; problems: Problem[] } {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  let value: unknown;
  try {
    root = parseTree(text, errors, { allowTrailingComma: true });
    value = root && getNodeValue(root);
  } catch {
    // jsonc-parser is recursive; only text nested thousands of levels deep gets here.
    const message = words('These settings are nested too deeply to be read.');
    return { written: NO_SETTINGS, problems: [{ message, span: { start: 0, end: 0 } }] };
  }
  const problems: Problem[] = errors.map((error) => ({
    message: words('This is not valid JSON, so settings behind this place may not be read.'),
    span: { start: error.offset, end: error.offset + error.length },
  }));
  if (root === undefined) return { written: NO_SETTINGS, problems };
  const read = readSettings(value, ['$schema']);
  for (const { message, path, at } of read.problems) {
    const node = findNodeAtLocation(root, [...path]);
    const place = (at === 'key' ? node?.parent?.children?.[0] : node) ?? root;
    problems.push({ message, span: { start: place.offset, end: place.offset + place.length } });
  }
  return { written: read.written, problems };
}

/**
 * Reads settings that are already plain data, such as an editor's `stsLens` section.
 * @param ignored keys that belong to somebody else and are passed over
 * @returns what could be understood, and what could not
 */
export function readSettings(
  value: unknown,
  ignored: readonly string[] = [],
): { written: WrittenSettings; problems: SettingProblem[] } {
  if (value === undefined || value === null) return { written: NO_SETTINGS, problems: [] };
  if (!isRecord(value)) {
    const message = words('Settings must be an object, such as { "rules": {} }.');
    return { written: NO_SETTINGS, problems: [{ message, path: [], at: 'value' }] };
  }
  const problems: SettingProblem[] = [];
  for (const key of Object.keys(value)) {
    if (ignored.includes(key) || KEYS.some((known) => known === key)) continue;
    const message = say`There is no setting ${key}; the settings are ${series(KEYS.map((k) => say`${k}`))}.`;
    problems.push({ message, path: [key], at: 'key' });
  }
  const written = {
    rules: readRules(value['rules'], problems),
    roles: readRoles(value['roles'], problems),
    exclude: readExclude(value['exclude'], problems),
    cases: readCases(value['cases'], problems),
  };
  return { written, problems };
}

/**
 * Joins the editor's settings and the project's. The project file wins for each rule and comes first for roles;
 * globs of both keep their own folder.
 */
export function mergeSettings(editor: Placed, project: Placed | undefined): MergedSettings {
  if (project === undefined) return { ...editor.written, root: editor.root };
  // Globs are relative to one folder in the end: the outer of the two, where one lies in the other.
  const root = editor.root.startsWith(project.root) ? project.root : editor.root;
  const roles: Record<string, string> = {};
  for (const { written, root: own } of [project, editor]) {
    for (const [glob, arn] of Object.entries(written.roles)) roles[rebase(glob, own, root)] ??= arn;
  }
  return {
    rules: { ...editor.written.rules, ...project.written.rules },
    roles,
    exclude: [project, editor].flatMap(({ written, root: own }) =>
      written.exclude.map((glob) => rebase(glob, own, root)),
    ),
    cases: [project, editor].flatMap(({ written, root: own }) =>
      written.cases.map((each) =>
        each.file === undefined ? each : { ...each, file: rebase(each.file, own, root) },
      ),
    ),
    root,
  };
}

/** Whether `exclude` takes a file, or a folder it lies in, out of sight. */
export function isExcluded(settings: MergedSettings, uri: string): boolean {
  if (settings.exclude.length === 0) return false;
  const path = relativePath(uri, settings.root);
  const parts = path.split('/').filter((part) => part !== '');
  const matchers = settings.exclude.map((glob) => matcherOf(folderGlob(glob)));
  let prefix = '';
  for (const part of parts) {
    prefix = prefix === '' ? part : `${prefix}/${part}`;
    if (matchers.some((matches) => matches(prefix))) return true;
  }
  return false;
}

/** A trailing slash or `/**` says "this folder", which is what its own path is matched for. */
function folderGlob(glob: string): string {
  const trimmed = glob.replace(/\/(\*\*)?$/, '').replace(/^\.?\//, '');
  return trimmed === '' ? '**' : trimmed;
}

/** Rewrites a glob relative to `own` so that it means the same relative to the outer folder `root`. */
function rebase(glob: string, own: string, root: string): string {
  if (own === root || !own.startsWith(root)) return glob;
  const prefix = decoded(own.slice(root.length)).replace(/[\\*?[\]{}()!+@]/g, '\\$&');
  return glob.includes('/') ? prefix + glob.replace(/^\.?\//, '') : `${prefix}**/${glob}`;
}

function readRules(value: unknown, problems: SettingProblem[]): Record<string, Level> {
  const rules: Record<string, Level> = {};
  for (const [id, level] of entries(value, 'rules', problems)) {
    const path = ['rules', id];
    if (!RULE_IDS.includes(id)) {
      problems.push({ message: say`There is no rule ${id}.`, path, at: 'key' });
    } else if (!LEVELS.some((known) => known === level)) {
      const message = say`The level of a rule is one of ${series(
        LEVELS.map((known) => say`${known}`),
        'or',
      )}.`;
      problems.push({ message, path, at: 'value' });
    } else {
      rules[id] = level as Level;
    }
  }
  return rules;
}

function readRoles(value: unknown, problems: SettingProblem[]): Record<string, string> {
  const roles: Record<string, string> = {};
  for (const [glob, arn] of entries(value, 'roles', problems)) {
    if (typeof arn === 'string' && parseRoleArn(arn) !== undefined) {
      roles[glob] = arn;
    } else {
      const message = say`This must be the ARN of one role, such as ${'arn:aws:iam::111122223333:role/Name'}.`;
      problems.push({ message, path: ['roles', glob], at: 'value' });
    }
  }
  return roles;
}

function readExclude(value: unknown, problems: SettingProblem[]): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    problems.push({ message: say`${'exclude'} must be a list of globs.`, path: ['exclude'], at: 'value' });
    return [];
  }
  return value.filter((glob: unknown, index): glob is string => {
    if (typeof glob === 'string' && glob !== '') return true;
    const message = words('A glob must be a string that is not empty.');
    problems.push({ message, path: ['exclude', index], at: 'value' });
    return false;
  });
}

function entries(value: unknown, key: string, problems: SettingProblem[]): [string, unknown][] {
  if (value === undefined) return [];
  if (isRecord(value)) return Object.entries(value);
  problems.push({ message: say`${key} must be an object.`, path: [key], at: 'value' });
  return [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
