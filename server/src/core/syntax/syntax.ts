import type { Sentence } from '../explain/sentence';
import type { TextEdit } from '../text/edit';
import type { Span } from '../text/span';
import type { Embedding } from './embedding';
import type { Entry, LocatedObject, LocatedValue } from './tree';

/** Something in the text that the parser could not read as its writer meant it. */
export interface Problem {
  readonly message: Sentence;
  readonly span: Span;
}

/** Something that was read as its writer meant it, though the language itself has no such thing. */
export interface Tolerated {
  readonly kind: 'comment' | 'trailingComma' | 'byteOrderMark';
  readonly span: Span;
  /** The text to take out to be rid of it: of a comment on a line of its own, the line. */
  readonly removal: Span;
}

/** A tree and what was wrong on the way to it. Parsing never throws, however broken the input. */
export interface Parsed {
  readonly root: LocatedValue | undefined;
  readonly problems: readonly Problem[];
  /** In the order of the text; left out where there is nothing of the kind. */
  readonly tolerated?: readonly Tolerated[];
  /** A bracket is missing: what stands behind it may have been read as a part of what it should have closed. */
  readonly unclosed?: boolean;
}

/** A value to be written into a document. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** Thrown by an edit of what cannot be written where it stands, such as a value that comes from another file. */
export class NotWritable extends Error {}

/**
 * Edits of one parsed text. They may throw `NotWritable`; then nothing is offered. Each touches nothing but what it says
 * and keeps the writer's indentation, quotes, comments, trailing commas and line ends. Rules ask for these; they never
 * write braces.
 */
export interface TreeEdits {
  /** Adds items at the end of a list; a lone value becomes a list first. */
  append(list: LocatedValue, items: readonly Plain[]): TextEdit[];
  /** Sets a property, replacing its value or adding it behind the key `after` (in front of all if '', else at the end). */
  set(object: LocatedObject, key: string, value: Plain, after?: string): TextEdit[];
  /** Takes an entry out, with the comma that separated it. */
  removeEntry(object: LocatedObject, entry: Entry): TextEdit[];
  /** Takes an item out of a list, with the comma that separated it. */
  removeItem(list: LocatedValue, item: LocatedValue): TextEdit[];
  /** Writes another value in place of this one. */
  replace(value: LocatedValue, by: Plain): TextEdit[];
  /** Writes another key in place of this entry's. */
  rename(entry: Entry, key: string): TextEdit[];
}

/** Reads one version of a text after the other. */
export interface TreeReader {
  /**
   * As `parse`. Values whose text is the same as in the version read before are the same objects; they stand where
   * they stand in this version, so the tree of the version before must not be used any more.
   */
  read(text: string): Parsed;
}

/** A language that text is written in. One file each; they know nothing of what documents mean. */
export interface Syntax {
  readonly id: string;
  parse(text: string): Parsed;
  /** For a text that is read again and again while it is edited; without one it is parsed as a whole each time. */
  reader?(): TreeReader;
  edits(text: string): TreeEdits;
  /** What a string says, character by character, for the texts that are written inside of strings. */
  unquote?(text: string, string: Span): Embedding;
}
