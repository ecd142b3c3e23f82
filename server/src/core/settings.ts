import picomatch from 'picomatch/posix';
import type { Case } from './cases';
import type { Level } from './rules/finding';
import { relativePath } from './text/uri';

/**
 * What a user may set, in the editor's settings as `stsLens.*` and in `.sts-lens.json` alike. Paths in globs are
 * relative to the folder the settings belong to.
 */
export interface Settings {
  /** Levels by rule id; a rule not named keeps its own. */
  readonly rules: Readonly<Record<string, Level>>;
  /** Role ARNs by glob: which role a trust policy file belongs to. The first match counts. */
  readonly roles: Readonly<Record<string, string>>;
  /** Questions about roles with the answers they must have. */
  readonly cases?: readonly Case[];
  /** The folder the globs are relative to, as a URI ending in a slash. */
  readonly root?: string;
}

export const DEFAULT_SETTINGS: Settings = { rules: {}, roles: {} };

const MATCHERS = new Map<string, (path: string) => boolean>();

/**
 * What tells whether a glob matches a relative path; made once for each glob. One without a slash is for the names of
 * files in any folder.
 */
export function matcherOf(glob: string): (path: string) => boolean {
  let matches = MATCHERS.get(glob);
  if (matches === undefined) {
    matches = picomatch(glob, { dot: true, basename: !glob.includes('/') });
    MATCHERS.set(glob, matches);
  }
  return matches;
}

/** The role ARN that the settings give a file, or undefined. */
export function roleArnFor(settings: Settings, uri: string): string | undefined {
  const roles = Object.entries(settings.roles);
  if (roles.length === 0) return undefined;
  const path = relativePath(uri, settings.root);
  return roles.find(([glob]) => matcherOf(glob)(path))?.[1];
}

/** Whether a glob of the settings matches a file. */
export function globMatches(glob: string, uri: string, settings: Settings): boolean {
  return matcherOf(glob)(relativePath(uri, settings.root));
}
