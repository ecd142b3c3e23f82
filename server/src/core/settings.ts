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

interface RoleOfGlob {
  readonly arn: string;
  readonly matches: (path: string) => boolean;
}

const compiled = new WeakMap<Settings, readonly RoleOfGlob[]>();

/** The globs of the settings, ready to use: every trust policy in sight asks them. */
function roleGlobs(settings: Settings): readonly RoleOfGlob[] {
  const made = compiled.get(settings);
  if (made !== undefined) return made;
  const globs = Object.entries(settings.roles).map(([glob, arn]) => ({
    arn,
    matches: picomatch(glob, { dot: true, basename: !glob.includes('/') }),
  }));
  compiled.set(settings, globs);
  return globs;
}

/** The role ARN that the settings give a file, or undefined. */
export function roleArnFor(settings: Settings, uri: string): string | undefined {
  const globs = roleGlobs(settings);
  if (globs.length === 0) return undefined;
  const path = relativePath(uri, settings.root);
  return globs.find(({ matches }) => matches(path))?.arn;
}

const MATCHERS = new Map<string, (path: string) => boolean>();

/** Whether a glob of the settings matches a file. */
export function globMatches(glob: string, uri: string, settings: Settings): boolean {
  let matches = MATCHERS.get(glob);
  if (matches === undefined) {
    matches = picomatch(glob, { dot: true, basename: !glob.includes('/') });
    MATCHERS.set(glob, matches);
  }
  return matches(relativePath(uri, settings.root));
}
