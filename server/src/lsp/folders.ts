import type { Folder } from '../core/documents/kind';
import { isTerraform } from '../core/documents/terraform';
import { folderOf } from '../core/text/uri';
import { fileKey } from './fileNames';

type File = Folder['files'][number];

interface Held {
  /** By key: as they lie in the workspace, and as they are open in the editor, which goes before. */
  readonly stored: Map<string, File>;
  readonly open: Map<string, File>;
  /** What both make together; undefined after a change. */
  folder: Folder | undefined;
}

/** The texts of files that are read together with those beside them: the modules of Terraform. */
export class Folders {
  readonly #held = new Map<string, Held>();
  readonly #changed = new Set<string>();

  /** Whether a file is read together with those beside it. */
  has(uri: string): boolean {
    return isTerraform(uri);
  }

  /** The folder of a file; undefined while the files beside it are not known. */
  of(uri: string): Folder | undefined {
    const held = this.#held.get(fileKey(folderOf(uri)));
    if (held === undefined || held.stored.size === 0) return undefined;
    held.folder ??= { files: [...new Map([...held.stored, ...held.open]).values()] };
    return held.folder;
  }

  /** Takes in a file of the workspace. */
  store(uri: string, text: string): void {
    if (this.#put(uri, text, 'stored')) this.#changed.add(folderOf(uri));
  }

  /** Takes in the text of an open document. */
  open(uri: string, text: string): void {
    this.#put(uri, text, 'open');
  }

  /** An open document was closed: what lies in the workspace counts again. */
  close(uri: string): void {
    this.#remove(uri, 'open');
  }

  /** A file is gone. */
  forget(uri: string): void {
    if (this.#remove(uri, 'stored')) this.#changed.add(folderOf(uri));
  }

  /** Forgets the files that `kept` does not keep. */
  prune(kept: (uri: string) => boolean): void {
    for (const { stored } of [...this.#held.values()]) {
      for (const { uri } of [...stored.values()]) if (!kept(uri)) this.forget(uri);
    }
  }

  /** The files of the workspace whose folders have changed since this was last asked. */
  takeChanged(): readonly string[] {
    const uris = [...this.#changed].flatMap((folder) => {
      const stored = this.#held.get(fileKey(folder))?.stored.values() ?? [];
      return [...stored].map(({ uri }) => uri);
    });
    this.#changed.clear();
    return uris;
  }

  #put(uri: string, text: string, layer: 'stored' | 'open'): boolean {
    const key = fileKey(folderOf(uri));
    let held = this.#held.get(key);
    if (held === undefined) {
      held = { stored: new Map(), open: new Map(), folder: undefined };
      this.#held.set(key, held);
    }
    if (held[layer].get(fileKey(uri))?.text === text) return false;
    held[layer].set(fileKey(uri), { uri, text });
    held.folder = undefined;
    return true;
  }

  #remove(uri: string, layer: 'stored' | 'open'): boolean {
    const key = fileKey(folderOf(uri));
    const held = this.#held.get(key);
    if (held === undefined || !held[layer].delete(fileKey(uri))) return false;
    held.folder = undefined;
    if (held.stored.size === 0 && held.open.size === 0) this.#held.delete(key);
    return true;
  }
}
