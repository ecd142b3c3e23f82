import type { Document } from '../core/documents/document';
import { Store } from '../core/documents/stored/store';
import type { Subject, SubjectKind, SubjectOf } from '../core/documents/subjects';
import { namesOf } from '../core/features/seen';
import { grantsOf } from '../core/iam/evidence';
import { sameSet } from '../core/survey';
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
  /** What is in sight, as far as it was asked for. */
  readonly #lists = new Map<SubjectKind, readonly Subject[]>();
  /** The part of the files that are not open, which typing leaves as it is. */
  #closed: { readonly hidden: ReadonlySet<string>; readonly lists: Map<SubjectKind, Subject[]> } | undefined;
  #generation = 0;
  /** How many have asked for changes of files to be told later, and whether there are some to tell. */
  #held = 0;
  #late = false;

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
    this.#lists.clear();
  }

  /**
   * Begins to read many files. What is found in them is in sight from the next `settle` on: every change of what is in
   * sight makes open documents be checked again.
   */
  hold(): void {
    this.#held++;
  }

  /** Tells what was found. */
  settle(): void {
    if (!this.#late) return;
    this.#late = false;
    this.#closed = undefined;
    this.openChanged();
  }

  /** Ends what `hold` began. */
  release(): void {
    this.#held--;
    this.settle();
  }

  #closedChanged(): void {
    this.#late = true;
    if (this.#held === 0) this.settle();
  }

  /**
   * @param again reads the same file again; it must not hold on to the document
   * @returns whether anything changed: a file without subjects that was not held before changes nothing
   */
  store(document: Document, again: () => Document): boolean {
    if (document.subjects.length === 0 && document.embedded === undefined) return this.forget(document.uri);
    this.#stored.set(fileKey(document.uri), this.#store.put(document, again));
    this.#closedChanged();
    return true;
  }

  /** @returns whether anything changed */
  forget(uri: string): boolean {
    const known = this.#stored.delete(fileKey(uri));
    if (known) this.#closedChanged();
    return known;
  }

  /** Forgets every file that `kept` does not keep. */
  prune(kept: (uri: string) => boolean): void {
    for (const { uri } of [...this.#stored.values()]) if (!kept(uri)) this.forget(uri);
  }

  /** The text a subject of another file was found in. */
  document(uri: string): Document | undefined {
    return this.#stored.get(fileKey(uri));
  }

  subjects<K extends SubjectKind>(kind: K): readonly SubjectOf<K>[] {
    let list = this.#lists.get(kind);
    if (list === undefined) {
      const open = [...this.#open()];
      const own = open.flatMap(({ subjects }) => subjects.filter((each) => each.kind === kind));
      const others = this.#closedSubjects(new Set(open.map(({ uri }) => fileKey(uri)))).get(kind) ?? [];
      list = own.length === 0 ? others : own.concat(others);
      this.#lists.set(kind, list);
    }
    return list as readonly Subject[] as readonly SubjectOf<K>[];
  }

  /** @param hidden the open files, by key */
  #closedSubjects(hidden: ReadonlySet<string>): ReadonlyMap<SubjectKind, Subject[]> {
    if (this.#closed !== undefined && sameSet(hidden, this.#closed.hidden)) return this.#closed.lists;
    const lists = new Map<SubjectKind, Subject[]>();
    for (const [key, { subjects }] of this.#stored) {
      if (hidden.has(key)) continue;
      for (const subject of subjects) {
        const known = lists.get(subject.kind);
        if (known === undefined) lists.set(subject.kind, [subject]);
        else known.push(subject);
      }
    }
    this.#closed = { hidden, lists };
    return lists;
  }
}
