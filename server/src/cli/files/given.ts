import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Terminal } from '../terminal';
import { decode } from './sourceFile';

/**
 * The text of one file that an option names, decoded as every other file is; `-` is standard input.
 * @returns undefined where it is not text
 * @throws what the file system throws
 */
export function givenText(file: string, terminal: Terminal): string | undefined {
  const bytes = file === '-' ? terminal.readAll() : readFileSync(path.resolve(terminal.cwd, file));
  return decode(bytes)?.text;
}

/** The same where the reason does not matter. @returns undefined where it cannot be read or is not text */
export function givenTextIfAny(file: string, terminal: Terminal): string | undefined {
  try {
    return givenText(file, terminal);
  } catch {
    return undefined;
  }
}
