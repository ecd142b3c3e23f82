import { type Dirent, promises as fs } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { folderUri, IGNORED_FOLDERS, indexable } from '../lsp/fileNames';
import type { Files, Stop } from '../lsp/runtime';

/** The disk, for `file:` URIs. Links to folders are not followed, so that a circle of them cannot catch us. */
export const diskFiles: Files = {
  handles: (uri) => uri.startsWith('file:'),
  list: (folder, limit, stop) => list(folder, limit, stop),
  read,
};

async function list(folder: string, limit: number, stop: Stop): Promise<string[]> {
  const found: string[] = [];
  const waiting = [folderUri(folder)];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (stop.isCancellationRequested || found.length >= limit) break;
    for (const entry of await entriesOf(next)) {
      const uri = next + encodeURIComponent(entry.name);
      if (entry.isDirectory()) {
        if (!IGNORED_FOLDERS.has(entry.name)) waiting.push(`${uri}/`);
      } else if (entry.isFile() && indexable(uri)) found.push(uri);
    }
  }
  return found.slice(0, limit);
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await fs.readdir(fileURLToPath(folder), { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

async function read(uri: string, limit: number): Promise<string | undefined> {
  try {
    const path = fileURLToPath(uri);
    const { size } = await fs.stat(path);
    if (size > limit) return undefined;
    const text = await fs.readFile(path, 'utf8');
    // Editors leave the byte order mark out of the text, so positions must be counted without it.
    return text.startsWith('\ufeff') ? text.slice(1) : text;
  } catch {
    return undefined;
  }
}
