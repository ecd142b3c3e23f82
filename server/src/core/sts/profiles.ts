import type { ProfileSubject, Setting } from '../documents/subjects';
import { oncePer } from '../once';
import type { LocatedObject } from '../syntax/tree';

/** A setting as a profile has it in the end, with the section it was written in. */
export interface Found {
  readonly value: string;
  readonly setting: Setting;
  readonly section: ProfileSubject;
}

/** A profile put together from all its sections in the config and the credentials file. */
export interface Profile {
  readonly name: string;
  /** Those that count, in the order they are read: a later one overrides an earlier one. */
  readonly sections: readonly ProfileSubject[];
  /** By lower-case key. */
  readonly settings: ReadonlyMap<string, Found>;
  /** The `[services …]` section that its `services` setting names. */
  readonly services: LocatedObject | undefined;
}

/**
 * The profiles of a pair of config and credentials files, by name. The rules of merging are those of the AWS SDKs
 * and Tools Reference Guide: sections of one name add up, the last value of a key counts, the credentials file
 * comes before the config file, and `[profile default]` beats `[default]` as a whole.
 * @param subjects the sections of one config file, one credentials file, or both
 */
export function mergeProfiles(subjects: readonly ProfileSubject[]): ReadonlyMap<string, Profile> {
  const prefixedDefault = subjects.some((s) => s.file === 'config' && s.name === 'default' && s.prefixed);
  const byName = new Map<string, ProfileSubject[]>();
  for (const file of ['config', 'credentials'] as const) {
    for (const subject of subjects) {
      if (subject.file !== file) continue;
      if (file === 'config' && subject.name === 'default' && prefixedDefault && !subject.prefixed) continue;
      const sections = byName.get(subject.name);
      if (sections === undefined) byName.set(subject.name, [subject]);
      else sections.push(subject);
    }
  }
  const profiles = new Map<string, Profile>();
  for (const [name, sections] of byName)
    profiles.set(name, sections.length === 1 ? profileOf(sections[0]!) : new Merged(name, sections));
  return profiles;
}

/** A section that is a profile on its own; it stays the same one as long as the section does. */
const profileOf = oncePer((section: ProfileSubject): Profile => new Merged(section.name, [section]));

/** Most profiles of a long file are never looked into while it is edited. */
class Merged implements Profile {
  #settings: ReadonlyMap<string, Found> | undefined;

  constructor(
    readonly name: string,
    readonly sections: readonly ProfileSubject[],
  ) {}

  get settings(): ReadonlyMap<string, Found> {
    this.#settings ??= settingsOf(this.sections);
    return this.#settings;
  }

  get services(): LocatedObject | undefined {
    return this.settings.get('services')?.section.services;
  }
}

function settingsOf(sections: readonly ProfileSubject[]): ReadonlyMap<string, Found> {
  const settings = new Map<string, Found>();
  for (const section of sections) {
    for (const setting of section.settings)
      settings.set(setting.key.toLowerCase(), { value: setting.value, setting, section });
  }
  return settings;
}

/**
 * The sections that belong together with this one: those of its own file and, where the file is called `config` or
 * `credentials`, those of the other one in the same folder. Files elsewhere in a workspace are other people's.
 */
export function besideProfile(subject: ProfileSubject, all: readonly ProfileSubject[]): ProfileSubject[] {
  const { uri } = subject.source;
  const match = /^(.*\/)?(config|credentials)$/.exec(uri);
  const other = match && `${match[1] ?? ''}${match[2] === 'config' ? 'credentials' : 'config'}`;
  const beside = all.filter((candidate) => candidate.source.uri === uri || candidate.source.uri === other);
  return beside.some(
    (candidate) => candidate.source.uri === uri && candidate.span.start === subject.span.start,
  )
    ? beside
    : [...beside, subject];
}

/** The value of a setting of a profile, or undefined. An empty value is a value. */
export function valueIn(profile: Profile | undefined, key: string): string | undefined {
  return profile?.settings.get(key)?.value;
}
