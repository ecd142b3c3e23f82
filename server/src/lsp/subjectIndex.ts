import type { Document } from '../core/documents/document';
import { Store } from '../core/documents/stored/store';
import type { Subject, SubjectKind, SubjectOf } from '../core/documents/subjects';
import { namesOf } from '../core/features/seen';
import { grantsOf } from '../core/iam/evidence';
import { fileKey } from './fileNames';

/**
 * Every subject in sight: those of open documents as they are being typed, and those of the workspace's files.
 * An open document hides the file of the same name.
 */
export class SubjectIndex {
  readonly #store = new Store((subject, copy) => {
    namesOf.hand(subject, copy);
    if (subject.kind === 'identityPolicy' && copy.kind === 'identityPolicy') grantsOf.hand(subject, copy);
  });
  readonly #stored = new Map<string, Document>();
  readonly #open: () => Iterable<Document>;
  #byKind: Map<SubjectKind, Subject[]> | undefined;
  #generation = 0;

  /** @param open the open documents, read anew whenever something has changed */
  constructor(open: () => Iterable<Document>) {
    this.#open = open;
  }

  /** Grows with every change; equal generations mean equal subjects. */
  get generation(): number {
    return this.#generation;
  }

  /** The files held, open ones not among them. */
  get stored(): Iterable<Document> {
    return this.#stored.values();
  }

  /** Says that an open document was opened, changed or closed. */
  openChanged(): void {
    this.#generation++;
    this.#byKind = undefined;
  }

  /**
   * @param again reads the same file again; it must not hold on to the document
   * @returns whether anything changed: a file without subjects that was not held before changes nothing
   */
  store(document: Document, again: () => Document): boolean {
    if (document.subjects.length === 0 && document.embedded === undefined) return this.forget(document.uri);
    this.#stored.set(fileKey(document.uri), this.#store.put(document, again));
    this.openChanged();
    return true;
  }

  /** @returns whether anything changed */
  forget(uri: string): boolean {
    const known = this.#stored.delete(fileKey(uri));
    if (known) this.openChanged();
    return known;
  }

  /** Forgets every file that `kept` does not keep. */
  prune(kept: (uri: string) => boolean): void {
    for (const [key, { uri }] of this.#stored) if (!kept(uri)) this.#stored.delete(key);
    this.openChanged();
  }

  /** The text a subject of another file was found in. */
  document(uri: string): Document | undefined {
    return this.#stored.get(fileKey(uri));
  }

  subjects<K extends SubjectKind>(kind: K): readonly SubjectOf<K>[] {
    this.#byKind ??= this.#gather();
    return (this.#byKind.get(kind) ?? []) as unknown as readonly SubjectOf<K>[];
  }

  #gather(): Map<SubjectKind, Subject[]> {
    const byKind = new Map<SubjectKind, Subject[]>();
    const seen = new Set<string>();
    const add = (document: Document) => {
      for (const subject of document.subjects) {
        const known = byKind.get(subject.kind);
        if (known === undefined) byKind.set(subject.kind, [subject]);
        else known.push(subject);
      }
    };
    for (const document of this.#open()) {
      seen.add(fileKey(document.uri));
      add(document);
    }
    for (const [key, document] of this.#stored) if (!seen.has(key)) add(document);
    return byKind;
  }
}
