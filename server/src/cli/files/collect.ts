import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SIZE_LIMIT } from '../../core/documents/open';
import { isExcluded } from '../../core/settingsFile';
import type { Terminal } from '../terminal';
import { relativeName, visible } from './names';
import type { SettingsFinder } from './settings';
import { decode, type SourceFile } from './sourceFile';
import { filesBelow, withoutDuplicates } from './walk';

const NOT_TEXT = 'left out, because it is not text.';
const TOO_LARGE = 'left out, because it is larger than 10 MB.';

/** What came of looking for files. */
export interface Collection {
  /** In the order of their names. A generator, so that a huge tree is never in memory as a whole. */
  readonly files: Iterable<SourceFile>;
  /** Whether a path could not be read; complete once `files` has been walked through. */
  readonly incomplete: () => boolean;
}

/**
 * Finds and reads the text files that paths lead to: files as they are, folders with all below them. What cannot be
 * read gets one line on stderr.
 * @param stdinName the name that `-`, standard input, goes by
 */
export function collect(
  paths: readonly string[],
  stdinName: string,
  settings: SettingsFinder,
  terminal: Terminal,
): Collection {
  let failed = false;
  const name = (at: string) => relativeName(at, terminal.cwd);
  const note = (at: string, message: string) => terminal.err(`${visible(name(at))}: ${message}\n`);
  const onError = (at: string, error: unknown) => {
    failed = true;
    note(at, reason(error));
  };
  const excluded = (at: string) => isExcluded(settings.in(path.dirname(at)), pathToFileURL(at).href);

  const found: string[] = [];
  const named = new Set<string>();
  for (const given of paths) {
    if (given === '-') continue;
    const at = path.resolve(terminal.cwd, given);
    try {
      if (statSync(at).isDirectory()) {
        for (const file of filesBelow(at, { onError, isExcluded: excluded })) found.push(file);
      } else if (excluded(at)) {
        note(at, 'left out, because the settings exclude it.');
      } else {
        found.push(at);
        named.add(at);
      }
    } catch (error) {
      onError(at, error);
    }
  }
  const sorted = withoutDuplicates(found)
    .map((at) => ({ at, called: name(at) }))
    .sort((a, b) => (a.called < b.called ? -1 : 1));

  function* files(): Generator<SourceFile> {
    if (paths.includes('-')) {
      const bytes = terminal.readAll();
      const decoded = decode(bytes);
      const uri = pathToFileURL(path.resolve(terminal.cwd, stdinName)).href;
      if (decoded === undefined) note(stdinName, NOT_TEXT);
      else if (SIZE_LIMIT < bytes.length) note(stdinName, TOO_LARGE);
      else yield { path: undefined, name: stdinName, uri, ...decoded };
    }
    for (const { at, called } of sorted) {
      try {
        const read = readText(at);
        if (typeof read === 'object') yield { path: at, name: called, uri: pathToFileURL(at).href, ...read };
        else if (read === 'large') note(at, TOO_LARGE);
        else if (named.has(at)) note(at, NOT_TEXT);
      } catch (error) {
        onError(at, error);
      }
    }
  }
  return { files: files(), incomplete: () => failed };
}

function readText(at: string): ReturnType<typeof decode> | 'large' {
  const { size } = statSync(at);
  if (SIZE_LIMIT < size) return startsBinary(at) ? undefined : 'large';
  return decode(readFileSync(at));
}

/** Whether the first bytes hold a NUL without a UTF-16 mark before it: a large binary file needs no note. */
function startsBinary(at: string): boolean {
  const file = openSync(at, 'r');
  try {
    const bytes = new Uint8Array(4096);
    return decode(bytes.subarray(0, readSync(file, bytes))) === undefined;
  } finally {
    closeSync(file);
  }
}

function reason(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'there is no such file or folder.';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be read (permission denied).';
    case 'ELOOP':
      return 'its symbolic links lead in a circle.';
    default:
      return `it cannot be read (${(error as NodeJS.ErrnoException).code ?? error}).`;
  }
}
