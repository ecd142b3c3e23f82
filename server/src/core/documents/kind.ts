import type { Problem } from '../syntax/syntax';
import type { LocatedValue } from '../syntax/tree';
import type { ReadMemory } from './memory';
import type { Subject } from './subjects';

/** A file as the outside hands it in. */
export interface Opened {
  readonly uri: string;
  /** The editor's language id, where there is one. */
  readonly languageId?: string;
  readonly text: string;
  /**
   * The files beside it in its folder that belong together with it, as the files of a Terraform module do; it may be
   * among them. The same object for all of them, so that what they say together is worked out once.
   */
  readonly folder?: Folder;
}

/** Files of one folder that are read together. Immutable: another object for other texts. */
export interface Folder {
  readonly files: readonly { readonly uri: string; readonly text: string }[];
}

/** What a document kind makes of a text it recognises. */
export interface Reading {
  readonly root: LocatedValue | undefined;
  readonly subjects: readonly Subject[];
  readonly problems: readonly Problem[];
}

/** A kind of document: one file each. It recognises text by its shape and finds the subjects in it. */
export interface DocumentKind {
  readonly id: string;
  /**
   * Undefined when the text is not of this kind. Never throws.
   * @param memory of the same open document, where it is read again and again
   */
  read(file: Opened, memory?: ReadMemory): Reading | undefined;
}
