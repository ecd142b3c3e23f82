import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Context } from '../core/context';
import type { Document } from '../core/documents/document';
import { SIZE_LIMIT } from '../core/documents/open';
import type { Subject, SubjectKind, SubjectOf } from '../core/documents/subjects';
import { check } from '../core/rules/check';
import type { Finding } from '../core/rules/finding';
import { RULES } from '../core/rules/list';
import { CheckMemory } from '../core/rules/memory';
import { isExcluded } from '../core/settingsFile';
import type { OpenDocuments } from './openDocuments';
import { closedText } from './positions';
import type { Nothing } from './protocol';
import type { FileSettings, SettingsStore } from './settingsStore';
import type { SubjectIndex } from './subjectIndex';

/** One version of an open document with all that is known of it. */
export interface Analysis {
  readonly text: TextDocument;
  readonly document: Document;
  readonly settings: FileSettings;
  readonly context: Context;
  /** Why nothing is said of this document; undefined for documents of ours. */
  readonly nothing: Nothing | undefined;
  /** Found when somebody first asks. */
  readonly findings: readonly Finding[];
}

/** A class, since objects with getters of their own cost a shape each (see LateReading). */
class LateAnalysis implements Analysis {
  readonly text: TextDocument;
  readonly document: Document;
  readonly settings: FileSettings;
  readonly context: Context;
  readonly nothing: Nothing | undefined;
  readonly #find: () => readonly Finding[];
  #findings: readonly Finding[] | undefined;

  constructor(
    { text, document, settings, context, nothing }: Omit<Analysis, 'findings'>,
    find: () => readonly Finding[],
  ) {
    this.text = text;
    this.document = document;
    this.settings = settings;
    this.context = context;
    this.nothing = nothing;
    this.#find = find;
  }

  get findings(): readonly Finding[] {
    this.#findings ??= this.#find();
    return this.#findings;
  }
}

interface Known {
  readonly version: number;
  readonly subjects: number;
  readonly settings: number;
  readonly analysis: Analysis;
}

/** Analyses open documents. Every request goes through here, so that one version is analysed once. */
export class Analyst {
  readonly #open: OpenDocuments;
  readonly #settings: SettingsStore;
  readonly #index: SubjectIndex;
  readonly #known = new Map<string, Known>();
  readonly #memories = new Map<string, CheckMemory>();

  constructor(open: OpenDocuments, settings: SettingsStore, index: SubjectIndex) {
    this.#open = open;
    this.#settings = settings;
    this.#index = index;
  }

  /** The analysis of the current version, or undefined for a document that is not open. */
  async analyse(uri: string): Promise<Analysis | undefined> {
    if (this.#open.texts.get(uri) === undefined) return undefined;
    const settings = await this.#settings.for(uri);
    // Read only now: while the settings were fetched the text may have changed.
    const open = this.#open.get(uri);
    if (open === undefined) return undefined;
    const known = this.#known.get(uri);
    const { generation } = this.#index;
    if (
      known?.analysis.text === open.text &&
      known.version === open.text.version &&
      known.subjects === generation &&
      known.settings === this.#settings.generation
    ) {
      return known.analysis;
    }
    const analysis = this.#analyse(open.text, open.document, settings);
    this.#known.set(uri, {
      version: open.text.version,
      subjects: generation,
      settings: this.#settings.generation,
      analysis,
    });
    return analysis;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
    this.#memories.delete(uri);
    this.#open.forget(uri);
  }

  /** The text of any file in sight, to turn its offsets into positions. */
  textOf(uri: string): TextDocument | undefined {
    const open = this.#open.find(uri);
    if (open !== undefined) return open.text;
    const stored = this.#index.document(uri);
    return stored && closedText(stored.uri, stored.text);
  }

  /** What is in sight for a question that is about no file, with the settings of a folder. */
  async contextIn(folder: string): Promise<Context> {
    const settings = await this.#settings.for(`${folder}.sts-lens.json`);
    return { settings, subjects: (kind) => this.#index.subjects(kind) };
  }

  /** The text of a file as an editor has it open, ours or not. */
  openText(uri: string): string | undefined {
    return this.#open.texts.get(uri)?.getText();
  }

  /** Checks a file of the index as if it were open. */
  async checkStored(document: Document): Promise<readonly Finding[]> {
    const settings = await this.#settings.for(document.uri);
    this.#settings.forget(document.uri);
    return isExcluded(settings, document.uri) ? [] : check(document, this.#context(document, settings));
  }

  #analyse(text: TextDocument, document: Document, settings: FileSettings): Analysis {
    const nothing = isExcluded(settings, document.uri) ? 'excluded' : nothingIn(document);
    const context = this.#context(document, settings);
    let memory = this.#memories.get(document.uri);
    if (memory === undefined) {
      memory = new CheckMemory();
      this.#memories.set(document.uri, memory);
    }
    // Completion while typing must not wait for the rules.
    const find = () => (nothing === undefined ? check(document, context, RULES, memory) : []);
    return new LateAnalysis({ text, document, settings, context, nothing }, find);
  }

  #context(document: Document, settings: FileSettings): Context {
    // Rules may keep what they work out of a list for as long as it is the same list.
    const joined = new Map<SubjectKind, readonly Subject[]>();
    return {
      settings,
      subjects: <K extends SubjectKind>(kind: K) => {
        let all = joined.get(kind) as readonly SubjectOf<K>[] | undefined;
        if (all === undefined) {
          const seen = this.#index.subjects(kind);
          const own = document.subjects.filter((one): one is SubjectOf<K> => one.kind === kind);
          // The index leaves out documents such as the old side of a comparison; they still know themselves.
          all = own.length === 0 || seen.includes(own[0]!) ? seen : [...own, ...seen];
          joined.set(kind, all as readonly Subject[]);
        }
        return all;
      },
    };
  }
}

function nothingIn(document: Document): Nothing | undefined {
  if (document.kind !== undefined) return undefined;
  return document.text.length > SIZE_LIMIT ? 'tooLarge' : 'notOurs';
}
