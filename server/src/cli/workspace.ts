import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Context } from '../core/context';
import type { Document } from '../core/documents/document';
import { openDocument } from '../core/documents/open';
import type { Subject, SubjectKind, SubjectOf } from '../core/documents/subjects';
import { check } from '../core/rules/check';
import type { Finding } from '../core/rules/finding';
import { SYNTAX } from '../core/rules/ids';
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
  /** By kind; emptied whenever a member changes. */
  readonly #subjects = new Map<SubjectKind, readonly Subject[]>();
  #looked = 0;

  /** @param settings finds the settings of each file */
  constructor(settings: SettingsFinder) {
    this.#settings = settings;
  }

  /** In the order they were put in. */
  get members(): Iterable<Member> {
    return this.#members.values();
  }

  /** How many files were offered, ours or not. */
  get looked(): number {
    return this.#looked;
  }

  /** Takes in a file; one whose shape nothing recognises is forgotten. */
  add(file: SourceFile): void {
    this.#looked++;
    const document = openDocument(file);
    if (document.kind !== undefined) this.#members.set(file.uri, { file, document });
    this.#subjects.clear();
  }

  /** The member of a URI. */
  get(uri: string): Member | undefined {
    return this.#members.get(uri);
  }

  /** Puts another version of a member in its place. */
  replace(member: Member): void {
    this.#members.set(member.file.uri, member);
    this.#subjects.clear();
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
      for (const { message, span } of member.document.problems) {
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
