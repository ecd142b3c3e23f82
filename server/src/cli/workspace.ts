import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from '../core/context';
import type { Document } from '../core/documents/document';
import type { Folder } from '../core/documents/kind';
import { openDocument } from '../core/documents/open';
import type { Subject, SubjectKind, SubjectOf } from '../core/documents/subjects';
import { filesNamedIn, isModuleFile } from '../core/documents/terraform/namedFiles';
import { check } from '../core/rules/check';
import type { Finding } from '../core/rules/finding';
import { SYNTAX } from '../core/rules/ids';
import { untold } from '../core/rules/untold';
import { decoded, folderOf } from '../core/text/uri';
import type { SettingsFinder } from './files/settings';
import type { SourceFile } from './files/sourceFile';

/** A file that STS Lens has something to say about. */
export interface Member {
  readonly file: SourceFile;
  readonly document: Document;
}

/** All files of a run: each is checked with the subjects of all others in sight. */
export class Workspace {
  readonly #settings: SettingsFinder;
  readonly #members = new Map<string, Member>();
  /** Files that are read together with those beside them, by folder and URI. */
  readonly #folders = new Map<string, Map<string, SourceFile>>();
  /** The folder of the configurations that read a file of another kind, by its URI. */
  readonly #readBy = new Map<string, string>();
  /** Every file in the order in which it was put in; those of folders are read when somebody asks. */
  readonly #waiting = new Map<string, SourceFile>();
  /** By kind; emptied whenever a member changes. */
  readonly #subjects = new Map<SubjectKind, readonly Subject[]>();
  #looked = 0;

  /** @param settings finds the settings of each file */
  constructor(settings: SettingsFinder) {
    this.#settings = settings;
  }

  /** In the order they were put in. */
  get members(): Iterable<Member> {
    this.#readWaiting();
    return this.#members.values();
  }

  /** How many files were offered, ours or not. */
  get looked(): number {
    return this.#looked;
  }

  /** Takes in a file; one whose shape nothing recognises is forgotten. */
  add(file: SourceFile): void {
    this.#looked++;
    this.#subjects.clear();
    if (isModuleFile(file.uri)) {
      const folder = folderOf(file.uri);
      this.#folders.set(folder, (this.#folders.get(folder) ?? new Map()).set(file.uri, file));
      this.#waiting.set(file.uri, file);
      return;
    }
    const document = openDocument(file);
    if (document.kind === undefined) return;
    if (this.#waiting.size > 0) this.#waiting.set(file.uri, file);
    this.#members.set(file.uri, { file, document });
  }

  /** The member of a URI. */
  get(uri: string): Member | undefined {
    this.#readWaiting();
    return this.#members.get(uri);
  }

  /** A member as it would be with another text. */
  changed({ file }: Member, text: string): Member {
    const { uri } = file;
    const beside = this.#besideOf(uri);
    if (!beside?.has(uri)) return { file: { ...file, text }, document: openDocument({ uri, text }) };
    const now = { ...file, text };
    const folder = { files: [...beside.values()].map((each) => (each.uri === uri ? now : each)) };
    return { file: now, document: openDocument({ uri, text, folder }) };
  }

  /** Puts another version of a member in its place. What files beside it say of it is read anew too. */
  replace(member: Member): void {
    const { uri } = member.file;
    this.#members.set(uri, member);
    this.#subjects.clear();
    const beside = this.#besideOf(uri);
    if (!beside?.has(uri)) return;
    beside.set(uri, member.file);
    const folder = { files: [...beside.values()] };
    for (const file of beside.values()) {
      const known = this.#members.get(file.uri);
      if (file.uri === uri || known === undefined) continue;
      this.#members.set(file.uri, {
        file,
        document: openDocument({ uri: file.uri, text: file.text, folder }),
      });
    }
  }

  /** What a member's rules and explanations may look at. */
  context({ file }: Member): Context {
    return this.contextIn(path.dirname(fileURLToPath(file.uri)));
  }

  /** The same, with the settings of a folder, for questions that are about no file. */
  contextIn(folder: string): Context {
    return {
      settings: this.#settings.in(folder),
      subjects: <K extends SubjectKind>(kind: K) => this.#ofKind(kind) as readonly SubjectOf<K>[],
    };
  }

  /** The findings of a member in the order of the text, what could not be read among them. */
  findings(member: Member): Finding[] {
    const context = this.context(member);
    const level = context.settings.rules[SYNTAX] ?? 'warning';
    const findings = check(member.document, context);
    if (level !== 'off') {
      for (const { message, span } of untold(member.document.problems, findings)) {
        findings.push({
          rule: SYNTAX,
          uri: member.file.uri,
          severity: level,
          confidence: 'high',
          message,
          span,
          related: [],
          fixes: () => [],
          steps: [],
          references: [],
        });
      }
    }
    return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }

  /** Reads the files of folders, now that all of each folder are there, and puts all in order. */
  #readWaiting(): void {
    if (this.#waiting.size === 0) return;
    const folders = new Map<string, Folder>();
    this.#takeNamed();
    for (const [name, files] of this.#folders) folders.set(name, { files: [...files.values()] });
    for (const [uri, name] of this.#readBy) this.#reread(uri, folders.get(name)!);
    const first = [...this.#members].filter(([uri]) => !this.#waiting.has(uri));
    const others = [...this.#waiting.values()].flatMap((file): Member[] => {
      const folder = folders.get(folderOf(file.uri));
      const known = this.#members.get(file.uri);
      if (known !== undefined || folder === undefined) return known === undefined ? [] : [known];
      const { uri, text } = file;
      const document = openDocument({ uri, text, folder });
      return document.kind === undefined ? [] : [{ file, document }];
    });
    this.#waiting.clear();
    this.#members.clear();
    for (const [uri, member] of first) this.#members.set(uri, member);
    for (const member of others) this.#members.set(member.file.uri, member);
  }

  /** Puts the files that the configurations of a folder read beside them. What several modules read has no one role. */
  #takeNamed(): void {
    const members = new Map([...this.#members].map(([uri, { file }]) => [decoded(uri), file]));
    const readers = new Map<SourceFile, string[]>();
    for (const [name, beside] of this.#folders) {
      for (const named of filesNamedIn([...beside.values()])) {
        const file = members.get(named);
        if (file !== undefined && !isModuleFile(named))
          readers.set(file, [...(readers.get(file) ?? []), name]);
      }
    }
    for (const [file, [name, ...more]] of readers) {
      if (name === undefined || more.length > 0) continue;
      this.#folders.get(name)!.set(file.uri, file);
      this.#readBy.set(file.uri, name);
    }
  }

  #reread(uri: string, folder: Folder): void {
    const known = this.#members.get(uri);
    if (known === undefined) return;
    const { text } = known.file;
    this.#members.set(uri, { file: known.file, document: openDocument({ uri, text, folder }) });
  }

  /** The files that a file is read together with, itself among them. */
  #besideOf(uri: string): Map<string, SourceFile> | undefined {
    return this.#folders.get(this.#readBy.get(uri) ?? folderOf(uri));
  }

  #ofKind(kind: SubjectKind): readonly Subject[] {
    let subjects = this.#subjects.get(kind);
    if (subjects === undefined) {
      subjects = [...this.members].flatMap(({ document }) =>
        document.subjects.filter((subject) => subject.kind === kind),
      );
      this.#subjects.set(kind, subjects);
    }
    return subjects;
  }
}
