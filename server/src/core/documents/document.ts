import type { Embedding } from '../syntax/embedding';
import type { Problem } from '../syntax/syntax';
import type { LocatedValue } from '../syntax/tree';
import type { Subject } from './subjects';

/**
 * An opened file: its tree, what it holds, and what could not be read. Immutable, until a next version is read with
 * the same memory: what has not changed is then a part of that version.
 */
export interface Document {
  readonly uri: string;
  /** The editor's language id, where there is one. */
  readonly languageId?: string | undefined;
  readonly text: string;
  /** The id of the document kind that recognised it, or undefined: not one of ours. */
  readonly kind: string | undefined;
  readonly root: LocatedValue | undefined;
  readonly subjects: readonly Subject[];
  readonly problems: readonly Problem[];
  /** Files that are written in it as texts: AWS configuration in secrets and scripts. */
  readonly embedded?: readonly EmbeddedDocument[] | undefined;
}

/** A file inside of a text; its places are those of its own text. */
export interface EmbeddedDocument {
  readonly document: Document;
  readonly embedding: Embedding;
  /** The other one of the two files that AWS tools read together stands there too. */
  readonly paired: boolean;
}
