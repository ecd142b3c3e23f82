import type { Connection } from 'vscode-languageserver';
import { plain } from '../core/explain/sentence';
import {
  type MergedSettings,
  mergeSettings,
  NO_SETTINGS,
  type Placed,
  readSettings,
  readSettingsFile,
  SETTINGS_FILE,
  type WrittenSettings,
} from '../core/settingsFile';
import { fileKey, foldersAbove } from './fileNames';
import { type Files, type Timers, within } from './runtime';

/** What holds for one file, the editor's own switches included. */
export interface FileSettings extends MergedSettings {
  readonly codeLens: boolean;
}

/** Keys of the `stsLens` section that the client or this server reads, beside those of `.sts-lens.json`. */
const OTHER_KEYS = ['codeLens', 'trace', 'inputBox', 'panel', 'files'];
const PROJECT_FILE_LIMIT = 1_000_000;
/** A client that announces configuration and never answers must not keep diagnostics from coming. */
const PATIENCE = 1_000;

interface Editor {
  readonly written: WrittenSettings;
  readonly codeLens: boolean;
}

/** Settings per file: never global, asked of the client per resource, joined with the nearest `.sts-lens.json`. */
export class SettingsStore {
  readonly #connection: Connection;
  readonly #asks: boolean;
  readonly #files: Files;
  readonly #timers: Timers;
  readonly #folders: () => readonly string[];
  readonly #byFile = new Map<string, Promise<FileSettings>>();
  readonly #projects = new Map<string, Promise<Placed | undefined>>();
  #unasked: Editor;
  #generation = 0;

  /**
   * @param asks whether the client answers `workspace/configuration`
   * @param unasked the settings that came with `initialize`, for clients that are not asked
   * @param folders the workspace folders, each ending in a slash
   */
  constructor(
    connection: Connection,
    asks: boolean,
    unasked: unknown,
    files: Files,
    timers: Timers,
    folders: () => readonly string[],
  ) {
    this.#connection = connection;
    this.#asks = asks;
    this.#files = files;
    this.#timers = timers;
    this.#folders = folders;
    this.#unasked = this.#editor(unasked);
  }

  /** Grows when any setting may have changed. */
  get generation(): number {
    return this.#generation;
  }

  for(uri: string): Promise<FileSettings> {
    let settings = this.#byFile.get(uri);
    if (settings === undefined) {
      settings = this.#read(uri);
      this.#byFile.set(uri, settings);
    }
    return settings;
  }

  /** The client's settings changed. @param pushed what a client that is not asked sent along */
  changed(pushed: unknown): void {
    if (!this.#asks && pushed !== undefined && pushed !== null) this.#unasked = this.#editor(pushed);
    this.#byFile.clear();
    this.#generation++;
  }

  /** A `.sts-lens.json` appeared, changed or went away, or the workspace folders did. */
  projectChanged(): void {
    this.#projects.clear();
    this.changed(undefined);
  }

  forget(uri: string): void {
    this.#byFile.delete(uri);
  }

  async #read(uri: string): Promise<FileSettings> {
    const root = this.#rootOf(uri);
    const [editor, project] = await Promise.all([this.#ask(uri), this.#project(uri, root)]);
    const settings = mergeSettings({ written: editor.written, root }, project);
    return { ...settings, codeLens: editor.codeLens };
  }

  async #ask(uri: string): Promise<Editor> {
    if (!this.#asks) return this.#unasked;
    const asked = this.#connection.workspace.getConfiguration({ scopeUri: uri, section: 'stsLens' });
    return this.#editor(await within<unknown>(this.#timers, PATIENCE, asked, undefined));
  }

  /** The workspace folder a file lies in (the innermost), or the folder it lies in. */
  #rootOf(uri: string): string {
    const key = fileKey(uri);
    const holding = this.#folders().filter((folder) => key.startsWith(fileKey(folder)));
    const [innermost] = holding.sort((a, b) => b.length - a.length);
    return innermost ?? foldersAbove(uri)[0] ?? this.#folders()[0] ?? '';
  }

  async #project(uri: string, root: string): Promise<Placed | undefined> {
    const above = foldersAbove(uri);
    const outward = above.length > 0 ? above : [...foldersAbove(`${root}x`)];
    for (const folder of outward) {
      // Outside the disk every look is a question to the client, so there the workspace folder is the end.
      if (!folder.startsWith('file:') && root !== '' && !folder.startsWith(root)) break;
      let found = this.#projects.get(folder);
      if (found === undefined) {
        found = this.#projectIn(folder);
        this.#projects.set(folder, found);
      }
      const project = await found;
      if (project !== undefined) return project;
    }
    return undefined;
  }

  async #projectIn(folder: string): Promise<Placed | undefined> {
    const text = await this.#files.read(folder + SETTINGS_FILE, PROJECT_FILE_LIMIT);
    if (text === undefined) return undefined;
    const { written, problems } = readSettingsFile(text);
    for (const { message } of problems) this.#say(`${folder}${SETTINGS_FILE}: ${plain(message)}`);
    return { written, root: folder };
  }

  #editor(value: unknown): Editor {
    const section = sectionOf(value);
    if (section === undefined) return { written: NO_SETTINGS, codeLens: true };
    const { written, problems } = readSettings(section, OTHER_KEYS);
    for (const { message, path } of problems) this.#say(`stsLens.${path.join('.')}: ${plain(message)}`);
    return { written, codeLens: section['codeLens'] !== false };
  }

  #say(message: string): void {
    this.#connection.console.warn(`A setting was passed over. ${message}`);
  }
}

/** The `stsLens` part of what a client sent, whether it is wrapped in that name or not. */
function sectionOf(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const record = value as Record<string, unknown>;
  const inner = record['stsLens'];
  return typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : record;
}
