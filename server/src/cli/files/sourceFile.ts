import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** A text file as it lies on the disk, decoded. */
export interface SourceFile {
  /** Absolute, or undefined for standard input. */
  readonly path: string | undefined;
  /** Relative to the working folder, with `/`. */
  readonly name: string;
  readonly uri: string;
  /** Without the byte-order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly bom: boolean;
  /** Whether every byte could be decoded. A file that could not would be damaged by writing it. */
  readonly exact: boolean;
}

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  // What `aws … > role.json` leaves behind in Windows PowerShell.
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * Decodes a file: by its byte-order mark, else as UTF-8. Bytes that are neither become U+FFFD.
 * @returns undefined for a binary file, told by a NUL byte
 */
export function decode(
  bytes: Uint8Array,
): Pick<SourceFile, 'text' | 'encoding' | 'bom' | 'exact'> | undefined {
  const marked = MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  const [encoding, mark] = marked ?? (['utf-8', []] as const);
  const content = bytes.subarray(mark.length);
  if (encoding === 'utf-8' && content.includes(0)) return undefined;
  const bom = marked !== undefined;
  try {
    const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(content);
    return { text, encoding, bom, exact: true };
  } catch {
    const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(content);
    return { text, encoding, bom, exact: false };
  }
}

/** The bytes of a text in the encoding its file had. */
function encode(text: string, { encoding, bom }: SourceFile): Uint8Array {
  const whole = bom ? `\uFEFF${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(whole, 'utf8');
  const bytes = Buffer.from(whole, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

/**
 * Replaces the content of a file at one stroke: a reader sees the old file or the new one, never a half.
 * Mode and encoding stay; a symbolic link stays a link.
 * @throws what the file system throws
 */
export function writeSource(file: SourceFile & { readonly path: string }, text: string): void {
  const target = realpathSync(file.path);
  const { mode } = statSync(target);
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
  try {
    writeFileSync(temporary, encode(text, file), { mode, flag: 'wx' });
    // The mode given at creation is subject to the umask.
    chmodSync(temporary, mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
