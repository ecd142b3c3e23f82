import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { Document } from '../core/documents/document';
import { openDocument } from '../core/documents/open';
import { isExcluded } from '../core/settingsFile';
import { folderOf } from '../core/text/uri';
import { fileKey, INDEX_FILE_LIMIT, INDEX_SIZE_LIMIT } from './fileNames';
import type { Folders } from './folders';
import { type Files, pause, type Stop, type Timers } from './runtime';
import type { SettingsStore } from './settingsStore';
import type { SubjectIndex } from './subjectIndex';

export interface Scanning {
  readonly connection: Connection;
  readonly files: Files;
  readonly timers: Timers;
  readonly settings: SettingsStore;
  readonly index: SubjectIndex;
  readonly beside: Folders;
  /** Whether the client shows progress. */
  readonly progress: boolean;
  /** Grows with every request of the client. */
  readonly asked: () => number;
}

/** Milliseconds after which a scan says that it is at work; most are done by then. */
const QUIET_FOR = 700;
/** Milliseconds of work after which waiting requests get their turn. */
const TURN = 6;
/** Milliseconds left to somebody who is asking: what one asks for next is mostly asked for at once. */
const COURTESY = 10;
/** Milliseconds after which what was found comes in sight. */
const SETTLE = 500;

/**
 * Reads every file of the workspace folders that may hold subjects into the index. Cancellable by `stop` and,
 * once it shows progress, by the user; what was read until then stays.
 */
export async function scan(on: Scanning, folders: readonly string[], stop: Running): Promise<void> {
  const begun = on.timers.now();
  const report = new Report(on);
  const found = new Map<string, string>();
  const stopped = () => stop.isCancellationRequested || report.cancelled;
  on.index.hold();
  try {
    for (const folder of folders) {
      const listed = await on.files.list(folder, INDEX_FILE_LIMIT, stop);
      if (listed.length >= INDEX_FILE_LIMIT) {
        on.connection.console.warn(`${folder}: only the first ${INDEX_FILE_LIMIT} files are indexed.`);
      }
      for (const uri of listed) found.set(fileKey(uri), uri);
    }
    if (stopped()) return;
    const kept = (uri: string) => found.has(fileKey(uri)) || isBelow(fileKey(uri), stop.reported);
    on.index.prune(kept);
    on.beside.prune(kept);
    let turn = on.timers.now();
    let settled = turn;
    let asked = on.asked();
    let done = 0;
    let folder: string | undefined;
    for await (const [uri, text] of readAhead(on, [...found.values()])) {
      if (stopped()) return;
      // Files that are read together lie one behind the other.
      if (folder !== folderOf(uri)) readTogether(on);
      folder = folderOf(uri);
      // What has changed since is read by whoever was told, and this text may be older.
      if (!isBelow(fileKey(uri), stop.reported)) take(on, uri, text);
      report.at(++done, found.size);
      const now = on.timers.now();
      if (now - settled > SETTLE) {
        on.index.settle();
        settled = now;
      }
      if (now - turn > TURN) {
        await pause(on.timers, on.asked() === asked ? 0 : COURTESY);
        asked = on.asked();
        turn = on.timers.now();
      }
    }
    const seconds = ((on.timers.now() - begun) / 1000).toFixed(2);
    const held = [...on.index.stored].length;
    on.connection.console.info(`Index: ${found.size} files read in ${seconds} s, ${held} hold something.`);
  } finally {
    readTogether(on);
    on.index.release();
    report.end();
  }
}

/** A scan under way. */
export interface Running extends Stop {
  isCancellationRequested: boolean;
  /** The files and folders that somebody reads meanwhile, since they have changed, by key. */
  readonly reported: Set<string>;
}

/** Files that are being read while one is looked at: the disk has its own pace. */
const AHEAD = 8;

/** The texts of files, in their order; undefined for those to be left alone. */
async function* readAhead(
  on: Scanning,
  uris: readonly string[],
): AsyncGenerator<readonly [uri: string, text: string | undefined]> {
  const waiting: Promise<string | undefined>[] = [];
  for (const [i, uri] of uris.entries()) {
    while (waiting.length < AHEAD && i + waiting.length < uris.length) {
      waiting.push(textOf(on, uris[i + waiting.length]!).catch(() => undefined));
    }
    yield [uri, await waiting.shift()];
  }
}

/** Takes a file that is gone out of the index. @returns whether anything changed */
export function forgetIn({ index, beside }: Scanning, uri: string): boolean {
  beside.forget(uri);
  beside.otherChanged(uri);
  return index.forget(uri);
}

/** Reads the files into the index that are read together with others, once all of a folder are there. */
export function readTogether({ index, beside }: Scanning): boolean {
  let changed = false;
  for (const uri of beside.takeChanged()) {
    const folder = beside.of(uri);
    const file = folder?.files.find((each) => each.uri === uri);
    if (folder === undefined || file === undefined) continue;
    const read = reading(beside, file.uri, file.text);
    if (index.store(openDocument({ ...file, folder }), read)) changed = true;
  }
  beside.release();
  return changed;
}

/** Reads a file again, with the files that lie beside it by then. */
function reading(beside: Folders, uri: string, text: string): () => Document {
  return () => {
    const folder = beside.of(uri);
    const document = openDocument(folder === undefined ? { uri, text } : { uri, text, folder });
    beside.release();
    return document;
  };
}

/** Takes the files of folders that are gone out of the index. @param folders by key @returns whether anything changed */
export function forgetBelow(on: Scanning, folders: ReadonlySet<string>): boolean {
  const inside = [...on.index.stored]
    .filter(({ uri }) => isBelow(fileKey(uri), folders))
    .map(({ uri }) => uri);
  on.beside.prune((uri) => !isBelow(fileKey(uri), folders));
  return inside.map((uri) => forgetIn(on, uri)).includes(true);
}

/** Whether a file, or a folder that it lies in, is among these. @param key of the file */
function isBelow(key: string, among: ReadonlySet<string>): boolean {
  if (among.size === 0) return false;
  for (let end = key.length; end > 0; end = key.lastIndexOf('/', end - 1)) {
    if (among.has(key.slice(0, end))) return true;
  }
  return false;
}

/**
 * Reads one file into the index, or takes it out when it is gone, excluded or holds nothing. Files that are read
 * together with others wait for `readTogether`.
 */
export async function readInto(on: Scanning, uri: string): Promise<boolean> {
  return take(on, uri, await textOf(on, uri));
}

/** The text of a file; undefined when it is gone, excluded or too large. */
async function textOf({ files, settings }: Scanning, uri: string): Promise<string | undefined> {
  if (isExcluded(await settings.for(uri), uri)) return undefined;
  const text = await files.read(uri, INDEX_SIZE_LIMIT);
  // Settings of closed files are not kept: there may be many thousands.
  settings.forget(uri);
  return text;
}

function take(on: Scanning, uri: string, text: string | undefined): boolean {
  const { index, beside } = on;
  if (text === undefined) return forgetIn(on, uri);
  if (!beside.has(uri)) {
    beside.otherChanged(uri);
    return index.store(openDocument({ uri, text }), reading(beside, uri, text));
  }
  beside.store(uri, text);
  return false;
}

/** Progress that begins only when the work turns out to take long. */
class Report {
  readonly #timers: Timers;
  readonly #callOff: () => void;
  #shown: WorkDoneProgressServerReporter | undefined;
  #ended = false;
  #percent = 0;

  constructor({ connection, timers, progress }: Scanning) {
    this.#timers = timers;
    if (!progress) {
      this.#callOff = () => {};
      return;
    }
    this.#callOff = timers.after(QUIET_FOR, () => {
      connection.window.createWorkDoneProgress().then(
        (shown) => {
          if (this.#ended) return;
          shown.begin('STS Lens: reading the workspace', this.#percent, undefined, true);
          this.#shown = shown;
        },
        () => {},
      );
    });
  }

  get cancelled(): boolean {
    return this.#shown?.token.isCancellationRequested === true;
  }

  at(done: number, all: number): void {
    const percent = Math.floor((100 * done) / all);
    if (percent === this.#percent) return;
    this.#percent = percent;
    this.#shown?.report(percent, `${done} of ${all} files`);
  }

  end(): void {
    this.#ended = true;
    this.#callOff();
    const shown = this.#shown;
    // `end` directly behind `begin` is lost in some clients.
    if (shown !== undefined) this.#timers.after(0, () => shown.done());
  }
}
