import { type Sentence, say } from '../../explain/sentence';

/** A value that a trust policy compares an identity provider's subject with. */
export interface SubjectPattern {
  readonly text: string;
  /** Whether `*` and `?` are wildcards: StringLike and the ARN operators; to StringEquals they are characters. */
  readonly wild: boolean;
  readonly ignoreCase: boolean;
}

/**
 * How far a pattern reaches, widest first. `everyone`: every customer of the provider. `strangers`: also customers
 * whose names somebody else may choose. `neighbours`: also other things of the same owner whose names begin alike.
 * `tenant`: all of one owner. `project`: all of one repository, project or service account. `exact`: a part of that.
 * `nothing`: no subject of this provider. `unknown`: not in a form that is understood.
 */
export type Reach =
  | 'everyone'
  | 'strangers'
  | 'neighbours'
  | 'tenant'
  | 'project'
  | 'exact'
  | 'nothing'
  | 'unknown';

/** What a pattern for subjects matches. */
export interface Breadth {
  readonly reach: Reach;
  /** Whom it matches, to go on from "it matches": "every branch of repository `acme/app`". */
  readonly matches: Sentence;
  /** A subject beside those that were meant, when the reach is too wide: `repo:acme-evil/…`. */
  readonly also?: string;
  /** The pattern that was probably meant, when there is one reading. */
  readonly meant?: string;
}

/** How much of a name at the front of a pattern is said. */
export interface Lead {
  /**
   * `whole`: all of the name, up to a character that ends it or to the end of the text. `begun`: a wildcard stands
   * in it. `open`: a star stands in its place, or a wildcard in the prefix. `absent`: another prefix.
   */
  readonly state: 'whole' | 'begun' | 'open' | 'absent';
  /** The name, or what stands in front of its first wildcard. */
  readonly name: string;
  /** The name with its wildcards. */
  readonly written: string;
  /** What stands behind the character that ended the name; undefined when the text ended with it. */
  readonly rest: string | undefined;
}

/**
 * Reads a name behind a prefix.
 * @param prefix what every subject begins with, such as `repo:`
 * @param end the character that ends the name, such as `/`
 */
export function lead({ text, wild, ignoreCase }: SubjectPattern, prefix: string, end: string): Lead {
  const written = ignoreCase ? text.toLowerCase() : text;
  const first = wild ? text.search(/[*?]/) : -1;
  const begin = ignoreCase ? prefix.toLowerCase() : prefix;
  if (!written.startsWith(begin)) {
    const open = first >= 0 && first < begin.length && begin.startsWith(written.slice(0, first));
    return { state: open ? 'open' : 'absent', name: '', written: '', rest: undefined };
  }
  const ended = text.indexOf(end, prefix.length);
  if (first >= 0 && (ended < 0 || first < ended)) {
    const name = text.slice(prefix.length, first);
    const rest = ended < 0 ? undefined : text.slice(ended + 1);
    const [segment = ''] = text.slice(prefix.length).split(/[:/]/, 1);
    return { state: /^\*+$/.test(segment) ? 'open' : 'begun', name, written: segment, rest };
  }
  const name = ended < 0 ? text.slice(prefix.length) : text.slice(prefix.length, ended);
  const rest = ended < 0 ? undefined : text.slice(ended + 1);
  return { state: 'whole', name, written: name, rest };
}

/** What the names are like that a begun name stands for, to go on from "whose name". */
export function begins({ name, written }: Lead): Sentence {
  return written === `${name}*` ? say`begins with ${name}` : say`matches ${written}`;
}

/** A name that somebody else could take and that a begun name matches: `acme-evil` of `acme*`. */
export function lookAlike({ name, written }: Lead, suffix = 'evil'): string {
  return written.replace(/\*+/g, name === '' ? suffix : `-${suffix}`).replaceAll('?', 'x');
}

/** A phrase with what the rest of a pattern asks for, where it asks for anything. */
export function withRest(phrase: Sentence, rest: string | undefined): Sentence {
  return rest === undefined || /^\**$/.test(rest) ? phrase : say`${phrase}, with ${rest}`;
}

/** Whether a pattern is nothing but stars, which every subject matches. */
export function isBareWildcard(text: string): boolean {
  return /^\*+$/.test(text);
}

/** The breadth of a pattern that is in no form known of the provider. */
export function notUnderstood({ text }: SubjectPattern): Breadth {
  return { reach: 'unknown', matches: say`the subjects ${text}` };
}

/** The breadth of a pattern that no subject matches. */
export function matchesNothing(why: Sentence, meant?: string): Breadth {
  return { reach: 'nothing', matches: why, ...(meant === undefined ? {} : { meant }) };
}
