import type { Step } from '../../explain/explanation';
import { type Sentence, say, words } from '../../explain/sentence';
import type { EndpointAnswer, EndpointInput } from '../endpoint';
import { type FileRules, type OpenedFile, openFile } from '../files';
import type { SeenSection, SeenSetting, Unreadable } from '../reading/reading';

/** One tool's way to an endpoint: what it is asked, and the reasons it has given so far. */
export interface Ask {
  readonly input: EndpointInput;
  readonly version: string;
  readonly because: Step[];
}

/** A profile as one tool sees it, from both of its files. */
export interface SeenProfile {
  readonly name: string;
  readonly settings: SeenSection;
}

/** A value with the place it came from. */
export interface Value {
  readonly value: string;
  readonly from: string;
}

/** A question with no reasons yet. */
export function asked(input: EndpointInput, version: string): Ask {
  return { input, version, because: [] };
}

/** The file of one kind, read as this tool reads it. */
export function opened(ask: Ask, rules: FileRules): OpenedFile {
  return openFile(ask.input.disk, ask.input.env, rules);
}

/** Puts a profile together: settings of a later section override those of an earlier one. */
export function merged(name: string, ...sections: (SeenSection | undefined)[]): SeenProfile | undefined {
  const found = sections.filter((section) => section !== undefined);
  if (found.length === 0) return undefined;
  return { name, settings: found.length === 1 ? found[0]! : new Map(found.flatMap((s) => [...s])) };
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

/** The value of a setting as this tool reads it. An empty value is a value. */
export function settingOf(profile: SeenProfile | undefined, key: string): string | undefined {
  return profile?.settings.get(key)?.value;
}

/** Adds a reason. @param setting the text it speaks of */
export function note(ask: Ask, reason: Sentence, setting?: SeenSetting): void {
  const sentence = oneLine(reason);
  ask.because.push(setting === undefined ? { sentence } : { sentence, span: setting.span, uri: setting.uri });
}

/**
 * The name of the profile a tool uses: from code, else from the variables, else `default`.
 * @param empty whether an empty variable names a profile
 */
export function profileName(ask: Ask, variables: readonly string[], empty: 'counts' | 'absent') {
  const named = ask.input.profile ?? firstVariable(ask, variables, empty)?.value;
  return { name: named ?? 'default', named: named !== undefined };
}

/** The Region a tool uses: from code, else the variables, else the profile. */
export function chosenRegion(
  ask: Ask,
  profile: SeenProfile | undefined,
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
  return profileRegion(ask, profile, empty);
}

/** The Region a profile names. */
function profileRegion(
  ask: Ask,
  profile: SeenProfile | undefined,
  empty: 'counts' | 'absent',
): string | undefined {
  const written = settingOf(profile, 'region');
  if (written === undefined || (written === '' && empty === 'absent')) {
    note(ask, say`No Region is named where this tool looks for one.`);
    return undefined;
  }
  note(
    ask,
    say`The Region ${written} comes from profile ${profile?.name ?? ''}.`,
    profile?.settings.get('region'),
  );
  return written;
}

/**
 * An answer with its reasons. In a signature the Region ends at a slash, whatever a tool took for it: that is how the
 * parts of its scope are told apart (IAM User Guide, "AWS Signature Version 4 for API requests").
 */
export function answer(ask: Ask, host: string, signingRegion: string): EndpointAnswer {
  return {
    host: firstLine(host),
    signingRegion: firstLine(signingRegion.split('/', 1)[0]!),
    because: ask.because,
  };
}

/** A refusal with the reasons given before it. */
export function refusal(ask: Ask, error: Sentence): EndpointAnswer {
  return { error: oneLine(error), because: ask.because };
}

/**
 * A sentence with no more of a value than its first line. botocore takes indented lines for a part of the value above
 * them, and such a line may hold a secret.
 */
function oneLine({ words, values }: Sentence): Sentence {
  return {
    words,
    values: values.map((v) =>
      typeof v === 'string' ? firstLine(v) : typeof v === 'object' ? oneLine(v) : v,
    ),
  };
}

/** The refusal of a whole file, with the place that makes it unreadable to the tool. */
export function refusedFile(ask: Ask, { message, span, uri }: Unreadable): EndpointAnswer {
  const sentence = words('Because of this place the tool refuses the whole file.');
  ask.because.push({ sentence, span, uri });
  return { error: message, because: ask.because };
}

function firstLine(value: string): string {
  const [first = '', ...more] = value.split(/[\r\n\u2028\u2029]/);
  return more.length === 0 ? value : `${first}…`;
}
