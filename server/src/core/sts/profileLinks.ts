import type { Context } from '../context';
import type { ConfigSectionSubject } from '../documents/subjects';
import { oncePer } from '../once';
import { sameSet, survey } from '../survey';
import { closest } from '../text/closest';
import { hasKeys } from './profileChain';
import { type Profile, valueIn } from './profiles';

type Profiles = ReadonlyMap<string, Profile>;

/** The name of the profile that gives a profile the credentials for its role, where it names one. */
const namedSource = oncePer((profile: Profile): { readonly name: string | undefined } => ({
  name: valueIn(profile, 'role_arn') === undefined ? undefined : valueIn(profile, 'source_profile'),
}));

const keysIn = oncePer((profile: Profile): boolean => hasKeys(profile));

/** The profile whose credentials call `AssumeRole` for another, or undefined where the chain ends. */
function sourceOf(profiles: Profiles, profile: Profile): Profile | undefined {
  const { name } = namedSource(profile);
  const found = name === undefined ? undefined : profiles.get(name);
  // Static keys come before a role: of the profile itself and of the one it names.
  return found === undefined || keysIn(found) ? undefined : found;
}

/** The profiles that lie on a loop of `source_profile`, by name. Every profile has one source, so one pass finds all. */
export const onLoop = oncePer((profiles: Profiles): ReadonlySet<string> => {
  const loops = new Set<string>();
  const passed = new Map<string, number>();
  let walk = 0;
  for (const start of profiles.values()) {
    walk++;
    let profile: Profile | undefined = start;
    while (profile !== undefined && !passed.has(profile.name)) {
      passed.set(profile.name, walk);
      profile = sourceOf(profiles, profile);
    }
    if (profile === undefined || passed.get(profile.name) !== walk) continue;
    for (let on: Profile | undefined = profile; on !== undefined && !loops.has(on.name); ) {
      loops.add(on.name);
      on = sourceOf(profiles, on);
    }
  }
  return loops;
});

/** The profiles that others name as their `source_profile`, by name, each with one that does. */
export const usedAsSource = oncePer((profiles: Profiles): ReadonlyMap<string, string> => {
  const used = new Map<string, string>();
  for (const profile of profiles.values()) {
    const { name } = namedSource(profile);
    if (name !== undefined && name !== profile.name) used.set(name, profile.name);
  }
  return used;
});

const sectionsByFile = oncePer((all: readonly ConfigSectionSubject[]) => {
  const byFile = new Map<string, Map<string, ConfigSectionSubject>>();
  for (const section of all) {
    const { uri } = section.source;
    const named = byFile.get(uri) ?? new Map<string, ConfigSectionSubject>();
    byFile.set(uri, named);
    named.set(`${section.section} ${section.name}`, section);
  }
  return byFile;
});

const filesInSight = survey(
  'configFile',
  (files): ReadonlySet<string> => new Set(files.map(({ source }) => source.uri)),
  sameSet,
);

/** The other file of the pair of `config` and `credentials` in one folder; undefined for a file of another name. */
export function otherFile(uri: string): string | undefined {
  const match = /^(.*\/)?(config|credentials)$/.exec(uri);
  return match === null ? undefined : `${match[1] ?? ''}${match[2] === 'config' ? 'credentials' : 'config'}`;
}

/** Whether both files of the pair that a file belongs to are in sight. */
export function bothInSight(uri: string, context: Context): boolean {
  const other = otherFile(uri);
  return other !== undefined && filesInSight(context).has(other);
}

/**
 * The `[sso-session …]` and `[services …]` sections that profiles of a file can name, by `kind name`. They are in the
 * config file only.
 * @returns undefined when the config file is not in sight
 */
export function sectionsFor(
  uri: string,
  file: 'config' | 'credentials',
  context: Context,
): ReadonlyMap<string, ConfigSectionSubject> | undefined {
  const config = file === 'config' ? uri : otherFile(uri);
  if (config === undefined || !filesInSight(context).has(config)) return undefined;
  return sectionsByFile(context.subjects('configSection')).get(config) ?? new Map();
}

/** More names than anybody mistypes one of; comparing with each takes time. */
const COMPARED = 2000;

const nearNames = oncePer((_: Profiles) => new Map<string, string | undefined>());

/** The profile whose name is nearest to one that does not exist, if any is near. Looked up once for each name. */
export function nearestProfile(profiles: Profiles, name: string): string | undefined {
  const known = nearNames(profiles);
  if (!known.has(name))
    known.set(name, profiles.size > COMPARED || name.length < 3 ? undefined : closest(name, profiles.keys()));
  return known.get(name);
}
