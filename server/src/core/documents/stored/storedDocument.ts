import type { Policy } from '../../iam/policy';
import type { Problem } from '../../syntax/syntax';
import type { LocatedValue } from '../../syntax/tree';
import type { Document } from '../document';
import type { Subject } from '../subjects';
import { isPolicy, type LooseSubject, type PolicySubject } from './allSubjects';
import type { Node, PackedTree } from './packedForm';
import { Copier } from './storedSubjects';

/** What is left of a file whose trees are gone. */
export interface StoredFile {
  readonly text: string;
  /** Its policies, packed. */
  readonly bytes: Uint8Array;
  readonly again: () => Document;
}

/** A policy of such a file. */
export interface StoredPolicy {
  readonly file: StoredFile;
  readonly tree: PackedTree;
}

/** The file as it is when it is read again. */
export interface Original {
  readonly document: Document;
  /** In the order of `looseSubjects`. */
  readonly subjects: readonly LooseSubject[];
  /** Of its policies, by ordinal. */
  readonly nodes: readonly Node[];
}

/** Where a document gets back what was taken from it. */
export interface Back {
  policy(stored: StoredPolicy): Policy;
  /** @throws NotWritable when the file is another one by now */
  original(): Original;
}

/** Gives the copy of a subject what is known of the subject. */
export type Learn = (subject: PolicySubject, copy: PolicySubject) => void;

/** A document without its trees. */
export class StoredDocument implements Document {
  readonly uri: string;
  readonly languageId: string | undefined;
  readonly text: string;
  readonly kind: string | undefined;
  readonly subjects: readonly Subject[];
  readonly problems: readonly Problem[];
  readonly #back: Back;
  readonly #embedded: boolean;

  /** @param order the subjects of the document, as they come again when it is read again */
  constructor(
    { uri, languageId, text, kind, subjects, problems, embedded }: Document,
    order: readonly LooseSubject[],
    policies: ReadonlyMap<Policy, StoredPolicy>,
    back: Back,
    learn: Learn,
  ) {
    const copier = new Copier(order, policies, back);
    this.uri = uri;
    this.languageId = languageId;
    this.text = text;
    this.kind = kind;
    this.problems = problems.map(({ message, span }) => ({ message, span: copier.span(span) }));
    this.subjects = subjects.map((each) => copier.subject(each as LooseSubject));
    for (const each of order) if (isPolicy(each)) learn(each, copier.subject(each));
    this.#back = back;
    this.#embedded = embedded !== undefined;
  }

  get root(): LocatedValue | undefined {
    return this.#back.original().document.root;
  }

  get embedded(): Document['embedded'] {
    return this.#embedded ? this.#back.original().document.embedded : undefined;
  }
}
