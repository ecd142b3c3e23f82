import { type Dirent, promises as fs } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { folderUri, IGNORED_FOLDERS, indexable } from '../lsp/fileNames';
import type { Files, Stop } from '../lsp/runtime';
import { isIgnored, type Layer, layerOf, layersAbove } from './ignores';

/** The disk, for `file:` URIs. Links to folders are not followed, so that a circle of them cannot catch us. */
export const diskFiles: Files = {
  handles: (uri) => uri.startsWith('file:'),
  list: (folder, limit, stop) => list(folder, limit, stop),
  read,
};

async function list(folder: string, limit: number, stop: Stop): Promise<string[]> {
  const found: string[] = [];
  const root = folderUri(folder);
  const waiting: { readonly uri: string; readonly outer: readonly Layer[] }[] = [
    { uri: root, outer: layersOver(root) },
  ];
  for (const { uri: here, outer } of waiting) {
    if (stop.isCancellationRequested || found.length >= limit) break;
    const entries = await entriesOf(here);
    const own = entries.some(({ name }) => name === '.gitignore') ? layerOf(fileURLToPath(here)) : undefined;
    const layers = own === undefined ? outer : [...outer, own];
    for (const entry of entries) {
      const uri = here + encodeURIComponent(entry.name);
      if (entry.isDirectory()) {
        const skipped = IGNORED_FOLDERS.has(entry.name) || ignored(layers, uri, true);
        if (!skipped) waiting.push({ uri: `${uri}/`, outer: layers });
      } else if (entry.isFile() && indexable(uri) && !(ignored(layers, uri, false) && !isLocal(entry.name))) {
        found.push(uri);
      }
    }
  }
  return found.slice(0, limit);
}

/** What Git leaves out is generated or downloaded, except for what people keep to themselves: settings of their machine. */
function isLocal(name: string): boolean {
  return /^\.env(?:\.|$)|\.env$|^(?:config|credentials)$/.test(name);
}

function ignored(layers: readonly Layer[], uri: string, isFolder: boolean): boolean {
  return layers.length > 0 && isIgnored(layers, fileURLToPath(uri), isFolder);
}

/** The rules of the folders above; none for a folder that Git itself ignores, since somebody has opened it. */
function layersOver(folder: string): readonly Layer[] {
  try {
    const at = fileURLToPath(folder).replace(/(?<=[^/\\])[/\\]$/, '');
    const above = layersAbove(at);
    return above.length > 0 && isIgnored(above, at, true) ? [] : above;
  } catch {
    return [];
  }
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
