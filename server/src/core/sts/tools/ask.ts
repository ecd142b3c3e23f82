import type { ProfileSubject } from '../../documents/subjects';
import type { Step } from '../../explain/explanation';
import { type Sentence, say } from '../../explain/sentence';
import type { EndpointAnswer, EndpointInput } from '../endpoint';
import { type Found, mergeProfiles, type Profile } from '../profiles';

/**
 * How a tool reads a value in a config file. The reference grammar cuts comments and knows no quotes; real tools
 * differ. Seen with the real tools.
 */
export interface Reading {
  /** What looks like a comment behind a value: cut, kept, or kept only when it begins with `#`. */
  readonly comments: 'cut' | 'kept' | 'hash kept';
  /** Quotes that are taken off. */
  readonly quotes: 'none' | 'double' | 'both';
  /** Whether a key may be written in upper case. */
  readonly anyCase: boolean;
  /** The texts between brackets that it takes for a profile in a config file; undefined: all that we do. */
  readonly headers?: RegExp;
}

/** One tool's way to an endpoint: what it is asked, and the reasons it has given so far. */
export interface Ask {
  readonly input: EndpointInput;
  readonly version: string;
  readonly reading: Reading;
  readonly because: Step[];
}

/** A value with the place it came from. */
export interface Value {
  readonly value: string;
  readonly from: string;
}

/** The value of an environment variable; empty is a value. */
export function variable(ask: Ask, name: string): string | undefined {
  return Object.hasOwn(ask.input.env, name) ? ask.input.env[name] : undefined;
}

/** The first of some environment variables that is set. @param empty whether an empty one counts */
export function firstVariable(
  ask: Ask,
  names: readonly string[],
  empty: 'counts' | 'absent',
): Value | undefined {
  for (const name of names) {
    const value = variable(ask, name);
    if (value !== undefined && (value !== '' || empty === 'counts')) return { value, from: name };
  }
  return undefined;
}

/** A setting of a profile as this tool reads it. */
export function settingOf(ask: Ask, profile: Profile | undefined, key: string): string | undefined {
  const found = profile?.settings.get(key);
  return found === undefined ? undefined : readValue(ask.reading, found);
}

/** The text a tool takes a written value for, or undefined when it does not see the key. */
export function readValue(reading: Reading, { value, setting }: Found): string | undefined {
  if (!reading.anyCase && setting.key !== setting.key.toLowerCase()) return undefined;
  const comment = setting.comment?.text;
  const keeps = reading.comments === 'kept' || (reading.comments === 'hash kept' && comment?.startsWith('#'));
  const whole = comment !== undefined && keeps ? `${value} ${comment}` : value;
  const quoted =
    reading.quotes === 'none' ? null : reading.quotes === 'double' ? /^"(.*)"$/ : /^(["'])(.*)\1$/;
  const match = quoted?.exec(whole);
  return match?.at(-1) ?? whole;
}

/** Adds a reason. @param key the setting of `profile` it speaks of */
export function note(ask: Ask, sentence: Sentence, profile?: Profile, key?: string): void {
  const found = key === undefined ? undefined : profile?.settings.get(key);
  if (found === undefined) ask.because.push({ sentence });
  else ask.because.push({ sentence, span: found.setting.span, uri: found.section.source.uri });
}

/** The profiles without the sections whose headers a tool does not take for profiles. */
function seenBy(profiles: ReadonlyMap<string, Profile>, headers: RegExp): ReadonlyMap<string, Profile> {
  const seen = (section: ProfileSubject) => section.file === 'credentials' || headers.test(section.header);
  const sections = [...profiles.values()].flatMap((profile) => profile.sections);
  return sections.every(seen) ? profiles : mergeProfiles(sections.filter(seen));
}

/**
 * The profile a tool uses: from code, else from the variables, else `default`.
 * @returns undefined for `profile` when it is not in the files
 */
export function chosenProfile(ask: Ask, variables: readonly string[], empty: 'counts' | 'absent') {
  const named = ask.input.profile ?? firstVariable(ask, variables, empty)?.value;
  const name = named ?? 'default';
  const { headers } = ask.reading;
  const profiles = headers === undefined ? ask.input.profiles : seenBy(ask.input.profiles, headers);
  return { name, named: named !== undefined, profile: profiles.get(name) };
}

/** The Region a tool uses: from code, else the variables, else the profile. */
export function chosenRegion(
  ask: Ask,
  profile: Profile | undefined,
  variables: readonly string[],
  empty: 'counts' | 'absent',
): string | undefined {
  if (ask.input.region !== undefined) {
    note(ask, say`The Region ${ask.input.region} is given in code or on the command line.`);
    return ask.input.region;
  }
  const fromEnvironment = firstVariable(ask, variables, empty);
  if (fromEnvironment !== undefined) {
    note(ask, say`The Region ${fromEnvironment.value} comes from ${fromEnvironment.from}.`);
    return fromEnvironment.value;
  }
  const written = settingOf(ask, profile, 'region');
  if (written === undefined || (written === '' && empty === 'absent')) {
    note(ask, say`No Region is named where this tool looks for one.`);
    return undefined;
  }
  note(ask, say`The Region ${written} comes from profile ${profile?.name ?? ''}.`, profile, 'region');
  return written;
}

/** An answer with its reasons. */
export function answer(ask: Ask, host: string, signingRegion: string): EndpointAnswer {
  return { host, signingRegion, because: ask.because };
}

export function refusal(ask: Ask, error: Sentence): EndpointAnswer {
  return { error, because: ask.because };
}
