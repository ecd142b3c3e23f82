import { type Dirent, promises as fs } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fileName, folderOf } from '../core/text/uri';
import { folderUri, IGNORED_FOLDERS, indexable } from '../lsp/fileNames';
import type { Files, Stop } from '../lsp/runtime';
import { isIgnored, type Layer, layerOf, layersAbove } from './ignores';

/** The disk, for `file:` URIs. Links to folders are not followed, so that a circle of them cannot catch us. */
export const diskFiles: Files = {
  handles: (uri) => uri.startsWith('file:'),
  list: (folder, limit, stop) => list(folder, limit, stop),
  leftOut,
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

async function leftOut(folder: string, uris: readonly string[]): Promise<ReadonlySet<string>> {
  const root = folderUri(folder);
  /** The rules that hold in each folder; undefined where the folder itself is left out. */
  const known = new Map<string, readonly Layer[] | undefined>();
  const layersIn = (here: string): readonly Layer[] | undefined => {
    if (known.has(here)) return known.get(here);
    let layers: readonly Layer[] | undefined;
    if (here === root || !here.startsWith(root)) layers = layersOver(here);
    else {
      const outer = layersIn(folderOf(here.slice(0, -1)));
      layers = outer === undefined || ignored(outer, here.slice(0, -1), true) ? undefined : outer;
    }
    const own = layers && layerOf(fileURLToPath(here));
    if (layers !== undefined && own !== undefined) layers = [...layers, own];
    known.set(here, layers);
    return layers;
  };
  const out = uris.filter((uri) => {
    try {
      const layers = layersIn(folderOf(uri));
      if (layers === undefined) return true;
      return ignored(layers, uri, false) && !isLocal(fileName(uri));
    } catch {
      return false;
    }
  });
  return new Set(out);
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
