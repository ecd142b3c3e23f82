import { FileChangeType, type FileEvent } from 'vscode-languageserver';
import { SETTINGS_FILE } from '../core/settingsFile';
import { fileKey, INDEX_GLOB, indexable, inIgnoredFolder } from './fileNames';
import { forgetIn, readInto, readTogether, type Scanning, scan } from './scan';
import type { Wall } from './wall';

/** Keeps the index of the workspace folders up to date, and tells when it has changed. */
export class Workspace {
  readonly #on: Scanning;
  readonly #wall: Wall;
  readonly #changed: () => void;
  #folders: readonly string[];
  #read = false;
  #running: { isCancellationRequested: boolean } | undefined;
  /** File changes are worked off one after the other, so that the last one wins. */
  #queue: Promise<void> = Promise.resolve();

  /** @param changed called after the index has changed */
  constructor(on: Scanning, wall: Wall, folders: readonly string[], changed: () => void) {
    this.#on = on;
    this.#wall = wall;
    this.#folders = folders;
    this.#changed = changed;
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  /** Whether everything has been read at least once. */
  get read(): boolean {
    return this.#read;
  }

  /** Whether a scan is under way. */
  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** Reads everything (again); a scan under way is given up for the new one. */
  rescan(): void {
    if (this.#running !== undefined) this.#running.isCancellationRequested = true;
    const running = { isCancellationRequested: false };
    this.#running = running;
    this.#wall.run('Reading the workspace', undefined, async () => {
      const before = this.#on.index.generation;
      try {
        await scan(this.#on, this.#folders, running);
      } finally {
        if (this.#running === running) {
          this.#running = undefined;
          this.#read = true;
        }
      }
      if (this.#on.index.generation !== before) this.#changed();
    });
  }

  foldersChanged(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed.map(fileKey));
    const kept = this.#folders.filter((folder) => !gone.has(fileKey(folder)));
    const known = new Set(kept.map(fileKey));
    this.#folders = [...kept, ...added.filter((folder) => !known.has(fileKey(folder)))];
    this.#on.settings.projectChanged();
    this.rescan();
  }

  filesChanged(events: readonly FileEvent[]): void {
    if (events.some(({ uri }) => uri.endsWith(`/${SETTINGS_FILE}`))) {
      this.#on.settings.projectChanged();
      this.rescan();
      this.#changed();
      return;
    }
    const ours = events.filter(({ uri }) => this.#wanted(uri));
    if (ours.length === 0) return;
    this.#queue = this.#queue.then(async () => {
      let changed = false;
      for (const { uri, type } of ours) {
        try {
          const gone = type === FileChangeType.Deleted;
          const changes = gone ? forgetIn(this.#on, uri) : await readInto(this.#on, uri);
          changed ||= changes;
        } catch (error) {
          this.#wall.report('Reading a changed file', uri, error);
        }
      }
      if (readTogether(this.#on)) changed = true;
      if (changed) this.#changed();
    });
  }

  #wanted(uri: string): boolean {
    const key = fileKey(uri);
    const folder = this.#folders.find((one) => key.startsWith(fileKey(one)));
    return folder !== undefined && indexable(uri) && !inIgnoredFolder(key, fileKey(folder));
  }
}

/** Asks the client to watch what the index and the settings are made of. */
export function watchedGlobs(): string[] {
  return [INDEX_GLOB];
}
