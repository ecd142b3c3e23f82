import picomatch from 'picomatch/posix';
import type { Level } from './rules/finding';

/**
 * What a user may set, in the editor's settings as `stsLens.*` and in `.sts-lens.json` alike. Paths in globs are
 * relative to the folder the settings belong to.
 */
export interface Settings {
  /** Levels by rule id; a rule not named keeps its own. */
  readonly rules: Readonly<Record<string, Level>>;
  /** Role ARNs by glob: which role a trust policy file belongs to. The first match counts. */
  readonly roles: Readonly<Record<string, string>>;
  /** The folder the globs are relative to, as a URI ending in a slash. */
  readonly root?: string;
}

export const DEFAULT_SETTINGS: Settings = { rules: {}, roles: {} };

/** The role ARN that the settings give a file, or undefined. */
export function roleArnFor(settings: Settings, uri: string): string | undefined {
  const path = decodeURIComponent(
    settings.root !== undefined && uri.startsWith(settings.root)
      ? uri.slice(settings.root.length)
      : uri.replace(/^[a-z-]+:\/*/i, ''),
  );
  for (const [glob, arn] of Object.entries(settings.roles)) {
    if (picomatch.isMatch(path, glob, { dot: true, basename: !glob.includes('/') })) return arn;
  }
  return undefined;
}
