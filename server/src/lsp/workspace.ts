import { FileChangeType, type FileEvent, type FileSystemWatcher, WatchKind } from 'vscode-languageserver';
import { SETTINGS_FILE } from '../core/settingsFile';
import { fileName } from '../core/text/uri';
import { fileKey, folderUri, INDEX_FILE_LIMIT, INDEX_GLOB, indexable, inIgnoredFolder } from './fileNames';
import { forgetBelow, forgetIn, type Running, readInto, readTogether, type Scanning, scan } from './scan';
import type { Wall } from './wall';

/** Keeps the index of the workspace folders up to date, and tells when it has changed. */
export class Workspace {
  readonly #on: Scanning;
  readonly #wall: Wall;
  readonly #changed: () => void;
  #folders: readonly string[];
  #read = false;
  #running: Running | undefined;
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
    const running: Running = { isCancellationRequested: false, reported: new Set() };
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
    const isRules = ({ uri }: FileEvent) => uri.endsWith('/.gitignore') && this.#inSight(uri);
    if (events.some((event) => event.uri.endsWith(`/${SETTINGS_FILE}`) || isRules(event))) {
      this.#on.settings.projectChanged();
      this.rescan();
      this.#changed();
      return;
    }
    const ours = events.filter((event) => this.#wanted(event));
    if (ours.length === 0) return;
    for (const { uri } of ours) this.#running?.reported.add(fileKey(uri));
    this.#queue = this.#queue.then(() =>
      this.#takeIn(ours).catch((error: unknown) => {
        this.#wall.report('Reading changed files', undefined, error);
      }),
    );
  }

  async #takeIn(events: readonly FileEvent[]): Promise<void> {
    const on = this.#on;
    const gone = events.filter(({ type }) => type === FileChangeType.Deleted).map(({ uri }) => uri);
    // Of a folder that is moved or deleted many clients tell nothing but its own name.
    let changed = forgetBelow(on, new Set(gone.filter((uri) => !indexable(uri)).map(fileKey)));
    for (const uri of gone) if (indexable(uri) && forgetIn(on, uri)) changed = true;
    const there = events.filter(({ type }) => type !== FileChangeType.Deleted);
    const uris: string[] = [];
    for (const { uri } of there) {
      if (indexable(uri)) uris.push(uri);
      else uris.push(...(await on.files.list(folderUri(uri), INDEX_FILE_LIMIT, NEVER)));
    }
    for (const uri of uris) this.#running?.reported.add(fileKey(uri));
    const leftOut = await this.#leftOut(uris);
    for (const uri of uris) {
      try {
        if (leftOut.has(uri) ? forgetIn(on, uri) : await readInto(on, uri)) changed = true;
      } catch (error) {
        this.#wall.report('Reading a changed file', uri, error);
      }
    }
    if (readTogether(on)) changed = true;
    on.index.settle();
    if (changed) this.#changed();
  }

  /** Those of these files that a scan would not find either. */
  async #leftOut(uris: readonly string[]): Promise<ReadonlySet<string>> {
    const out = new Set<string>();
    for (const folder of this.#folders) {
      const below = uris.filter((uri) => fileKey(uri).startsWith(fileKey(folder)));
      if (below.length === 0) continue;
      for (const uri of (await this.#on.files.leftOut?.(folder, below)) ?? []) out.add(uri);
    }
    return out;
  }

  #wanted({ uri, type }: FileEvent): boolean {
    if (!this.#inSight(uri)) return false;
    if (indexable(uri)) return true;
    // Anything may be a folder. A new one with a dot in its name is left for the next scan: most such are files.
    const name = fileName(uri);
    return type === FileChangeType.Deleted || (type === FileChangeType.Created && !name.includes('.'));
  }

  /** Whether a file or folder lies in the workspace, and in no folder that nobody looks into. */
  #inSight(uri: string): boolean {
    const key = fileKey(uri);
    const folder = this.#folders.find((one) => key.startsWith(fileKey(one)));
    return folder !== undefined && !inIgnoredFolder(`${key}/`, fileKey(folder));
  }
}

const NEVER = { isCancellationRequested: false };

/** What the client is asked to watch: what the index and the settings are made of, and folders that come and go. */
export function watchers(): FileSystemWatcher[] {
  return [
    { globPattern: INDEX_GLOB },
    { globPattern: '**/.gitignore' },
    { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
  ];
}
