import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { isIgnored, type Layer, layerOf, layersAbove } from '../../node/ignores';

/** Folders that hold nothing a person writes. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['node_modules', '.git', '.hg', '.svn', '.terraform']);

/** Endings of files that are never text, so that they need not be opened to see it. */
const BINARY =
  /\.(?:png|jpe?g|gif|ico|webp|pdf|zip|gz|tgz|bz2|xz|zst|7z|jar|war|class|so|dylib|dll|exe|o|a|pyc|wasm|woff2?|ttf|otf|mp[34]|mov|vsix)$/i;

export interface Walk {
  /** Called for a path that cannot be read. */
  readonly onError: (at: string, error: unknown) => void;
  /** Whether the user's settings take a path out of sight. */
  readonly isExcluded: (at: string) => boolean;
}

/**
 * The files below a folder, in no particular order. What Git ignores is left out. Links to files are followed;
 * links to folders are not, so there is no loop to run into.
 */
export function* filesBelow(folder: string, walk: Walk): Generator<string> {
  const above = layersAbove(folder);
  // A folder that was asked for by name is looked at even where Git ignores it.
  const layers = above.length > 0 && isIgnored(above, folder, true) ? [] : above;
  yield* descend(folder, layers, walk);
}

function* descend(folder: string, outer: readonly Layer[], walk: Walk): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    walk.onError(folder, error);
    return;
  }
  const own = entries.some(({ name }) => name === '.gitignore') ? layerOf(folder) : undefined;
  const layers = own === undefined ? outer : [...outer, own];
  for (const entry of entries) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (SKIPPED_FOLDERS.has(entry.name) || isIgnored(layers, at, true) || walk.isExcluded(at)) continue;
      yield* descend(at, layers, walk);
    } else if (entry.isFile() || (entry.isSymbolicLink() && leadsToFile(at))) {
      if (BINARY.test(entry.name) || isIgnored(layers, at, false) || walk.isExcluded(at)) continue;
      yield at;
    }
  }
}

function leadsToFile(link: string): boolean {
  try {
    return statSync(link).isFile();
  } catch {
    return false; // A link to nothing, or one that leads to itself.
  }
}

/** The paths, each file once whatever links lead to it; a path that is no link is kept before one that is. */
export function withoutDuplicates(paths: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const at of paths) {
    let real = at;
    try {
      real = realpathSync(at);
    } catch {
      // Reading it will say what is wrong.
    }
    if (!kept.has(real) || real === at) kept.set(real, at);
  }
  return [...kept.values()];
}
