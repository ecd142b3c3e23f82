import type { Context } from '../context';
import type { ProfileSubject, Setting } from '../documents/subjects';
import { oncePer } from '../once';
import { survey } from '../survey';
import { nearestProfile, onLoop, usedAsSource } from './profileLinks';
import { besideProfile, mergeProfiles, type Profile } from './profiles';

type Profiles = ReadonlyMap<string, Profile>;

/** A section of a file together with the whole profile it is a part of. */
export interface ProfileView {
  /** The profiles of its pair of files. */
  readonly profiles: ProfilesInSight;
  readonly profile: Profile;
  /** The Region the profile names, or undefined when none of its files in sight does. */
  readonly region: string | undefined;
}

/**
 * What the files in sight say of a section's profile. A check that asks depends on the profiles it looks at, not on all
 * the others.
 * @returns undefined for a `[default]` that a `[profile default]` of the same file replaces
 */
export function viewOf(subject: ProfileSubject, context: Context): ProfileView | undefined {
  const profiles = sightOf(subject)(context);
  const profile = profiles.get(subject.name);
  if (profile === undefined || !profile.sections.some((section) => isSame(section, subject)))
    return undefined;
  return { profiles, profile, region: profile.settings.get('region')?.value || undefined };
}

/** The profiles beside one, taking down which of them are looked at. */
export class ProfilesInSight {
  #profiles: Profiles;
  /** The names of the profiles that were looked at. */
  #looked: Set<string> | undefined;
  /** The other answers given so far, each with the way to ask again. */
  #given:
    | Map<string, { readonly answer: unknown; readonly again: (profiles: Profiles) => unknown }>
    | undefined;

  constructor(profiles: Profiles) {
    this.#profiles = profiles;
  }

  get(name: string): Profile | undefined {
    this.#looked ??= new Set();
    this.#looked.add(name);
    return this.#profiles.get(name);
  }

  /** Whether a profile lies on a loop of `source_profile`. */
  isOnLoop(name: string): boolean {
    return this.#ask(`loop ${name}`, (profiles) => onLoop(profiles).has(name));
  }

  /** The name of a profile that names this one as its `source_profile`, if there is any. */
  userOf(name: string): string | undefined {
    return this.#ask(`user ${name}`, (profiles) => usedAsSource(profiles).get(name));
  }

  /** The profile whose name is nearest to one that does not exist, if any is near. */
  nearest(name: string): string | undefined {
    return this.#ask(`near ${name}`, (profiles) => nearestProfile(profiles, name));
  }

  /** All of them, for what is no check: whoever looks at all depends on all. */
  get all(): Profiles {
    return this.#ask('all', (profiles) => profiles);
  }

  /** Whether every answer given so far would be given again. If so, questions to come are put to the newer profiles. */
  holds(newer: ProfilesInSight): boolean {
    const profiles = newer.#profiles;
    const looked = this.#looked;
    if (looked !== undefined) {
      for (const name of changedNames(this.#profiles, profiles)) if (looked.has(name)) return false;
    }
    for (const { answer, again } of this.#given?.values() ?? []) if (answer !== again(profiles)) return false;
    this.#profiles = profiles;
    return true;
  }

  #ask<V>(question: string, again: (profiles: Profiles) => V): V {
    const answer = again(this.#profiles);
    this.#given ??= new Map();
    if (!this.#given.has(question)) this.#given.set(question, { answer, again });
    return answer;
  }
}

/** The names that stand for other profiles in one version than in another. Every section of a file asks the same. */
function changedNames(before: Profiles, now: Profiles): readonly string[] {
  const known = compared(now);
  if (known.before !== before) {
    const names: string[] = [];
    for (const [name, profile] of now) if (!isSameProfile(profile, before.get(name))) names.push(name);
    for (const name of before.keys()) if (!now.has(name)) names.push(name);
    known.before = before;
    known.names = names;
    // Each version must not keep the one before it, and that the one before.
    compared(before).before = undefined;
  }
  return known.names;
}

/** The version that profiles were compared with last, and what that gave. */
const compared = oncePer((_: Profiles): { before: Profiles | undefined; names: readonly string[] } => ({
  before: undefined,
  names: [],
}));

/** A profile is the same as long as its sections are. */
function isSameProfile(one: Profile, other: Profile | undefined): boolean {
  if (one === other || other === undefined) return one === other;
  const { sections } = other;
  return (
    one.sections.length === sections.length && one.sections.every((section, i) => section === sections[i])
  );
}

const sightOf = oncePer((subject: ProfileSubject) =>
  survey(
    'profile',
    (all) => new ProfilesInSight(profilesBeside(subject, all)),
    (last, now) => last.holds(now),
  ),
);

const merged = oncePer((all: readonly ProfileSubject[]) => ({
  members: new Set(all),
  byFile: new Map<string, Profiles>(),
}));

/** The profiles of a section's files. Made once for each file: every section of it asks. */
export function profilesBeside(subject: ProfileSubject, all: readonly ProfileSubject[]): Profiles {
  const known = merged(all);
  if (!known.members.has(subject)) return mergeProfiles(besideProfile(subject, all));
  let profiles = known.byFile.get(subject.source.uri);
  if (profiles === undefined) {
    profiles = mergeProfiles(besideProfile(subject, all));
    known.byFile.set(subject.source.uri, profiles);
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

function isSame(one: ProfileSubject, other: ProfileSubject): boolean {
  return one.source.uri === other.source.uri && one.span.start === other.span.start;
}
