import type { ProfileSubject, Setting } from '../documents/subjects';
import { besideProfile, mergeProfiles, type Profile } from './profiles';

/** A section of a file together with the whole profile it is a part of. */
export interface ProfileView {
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly profile: Profile;
  /** The Region the profile names, or undefined when none of its files in sight does. */
  readonly region: string | undefined;
}

/**
 * What the files in sight say of a section's profile.
 * @param all every profile section in sight
 * @returns undefined for a `[default]` that a `[profile default]` of the same file replaces
 */
export function viewOf(subject: ProfileSubject, all: readonly ProfileSubject[]): ProfileView | undefined {
  const profiles = profilesBeside(subject, all);
  const profile = profiles.get(subject.name);
  if (profile === undefined || !profile.sections.some((section) => isSame(section, subject)))
    return undefined;
  return { profiles, profile, region: profile.settings.get('region')?.value || undefined };
}

const merged = new WeakMap<readonly ProfileSubject[], Map<string, ReadonlyMap<string, Profile>>>();

/** The profiles of a section's files. Made once for each file: every section of it asks. */
function profilesBeside(
  subject: ProfileSubject,
  all: readonly ProfileSubject[],
): ReadonlyMap<string, Profile> {
  if (!all.includes(subject)) return mergeProfiles(besideProfile(subject, all));
  let byFile = merged.get(all);
  if (byFile === undefined) {
    byFile = new Map();
    merged.set(all, byFile);
  }
  let profiles = byFile.get(subject.source.uri);
  if (profiles === undefined) {
    profiles = mergeProfiles(besideProfile(subject, all));
    byFile.set(subject.source.uri, profiles);
  }
  return profiles;
}

/** Whether a setting of a section is the one that counts for the profile. */
export function counts(view: ProfileView, subject: ProfileSubject, setting: Setting): boolean {
  const found = view.profile.settings.get(setting.key.toLowerCase());
  return (
    found !== undefined && isSame(found.section, subject) && found.setting.span.start === setting.span.start
  );
}

/** The last setting of a key in a section: of duplicates it is the one that counts there. */
export function lastSetting(subject: ProfileSubject, key: string): Setting | undefined {
  return subject.settings.findLast((setting) => setting.key.toLowerCase() === key);
}

function isSame(one: ProfileSubject, other: ProfileSubject): boolean {
  return one.source.uri === other.source.uri && one.span.start === other.span.start;
}
