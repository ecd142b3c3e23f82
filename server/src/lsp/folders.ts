import type { Folder } from '../core/documents/kind';
import { filesNamedIn, isModuleFile } from '../core/documents/terraform/namedFiles';
import { folderOf } from '../core/text/uri';
import { fileKey } from './fileNames';

type File = Folder['files'][number];

interface Held {
  /** By key: as they lie in the workspace, and as they are open in the editor, which goes before. */
  readonly stored: Map<string, File>;
  readonly open: Map<string, File>;
  /** What both make together; undefined after a change. */
  own: { readonly files: readonly File[]; readonly named: ReadonlyMap<string, string> } | undefined;
  /** The same with the files that they read. */
  folder: Folder | undefined;
}

/** The texts of files that are read together with those beside them: the modules of Terraform. */
export class Folders {
  readonly #held = new Map<string, Held>();
  readonly #changed = new Set<string>();
  readonly #other: (uri: string) => File | undefined;
  /** Folders of which something was worked out since `release`. */
  readonly #used = new Set<Held>();
  /** The one folder whose configurations read a file of another kind, by key; undefined after a change. */
  #readers: Map<string, Held | undefined> | undefined;

  /** @param other finds a file of another kind, which a configuration may read */
  constructor(other: (uri: string) => File | undefined = () => undefined) {
    this.#other = other;
  }

  /** Whether a file is read together with those beside it. */
  has(uri: string): boolean {
    return isModuleFile(uri);
  }

  /** The folder of a file; undefined while the files beside it are not known. */
  of(uri: string): Folder | undefined {
    const held = this.#home(uri);
    if (held === undefined || held.stored.size === 0) return undefined;
    this.#used.add(held);
    const { files, named } = ownOf(held);
    const all = [...files, ...[...named.values()].flatMap((each) => this.#other(each) ?? [])];
    if (held.folder === undefined || !isSame(held.folder.files, all)) held.folder = { files: all };
    return held.folder;
  }

  /** Lets go of what was worked out of folders with nothing open: trees of all their files, which nobody may need again. */
  release(): void {
    for (const held of this.#used) {
      if (held.open.size > 0) continue;
      for (const [key, { uri, text }] of held.stored) held.stored.set(key, { uri, text });
      held.own = undefined;
      held.folder = undefined;
    }
    this.#used.clear();
  }

  /** Whether two files are read together. */
  together(uri: string, other: string): boolean {
    const home = this.#home(uri);
    return home !== undefined && this.#held.get(fileKey(folderOf(other))) === home;
  }

  /** A file of another kind has changed or is gone: the configurations that read it are to be read again. */
  otherChanged(uri: string): void {
    const [first] = this.has(uri) ? [] : (this.#home(uri)?.stored.values() ?? []);
    if (first !== undefined) this.#changed.add(folderOf(first.uri));
  }

  /** The folder that a file is read with. */
  #home(uri: string): Held | undefined {
    if (this.has(uri)) return this.#held.get(fileKey(folderOf(uri)));
    if (this.#readers === undefined) {
      const readers = new Map<string, Held | undefined>();
      // What several modules read has no one role.
      for (const held of this.#held.values()) {
        for (const key of ownOf(held).named.keys()) readers.set(key, readers.has(key) ? undefined : held);
      }
      this.#readers = readers;
    }
    return this.#readers.get(fileKey(uri));
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
      const held = this.#held.get(fileKey(folder));
      if (held === undefined) return [];
      const read = [...ownOf(held).named.values()].flatMap((each) => this.#other(each) ?? []);
      const ours = read.filter(({ uri }) => this.#home(uri) === held);
      return [...held.stored.values(), ...ours].map(({ uri }) => uri);
    });
    this.#changed.clear();
    return uris;
  }

  #put(uri: string, text: string, layer: 'stored' | 'open'): boolean {
    const key = fileKey(folderOf(uri));
    let held = this.#held.get(key);
    if (held === undefined) {
      held = { stored: new Map(), open: new Map(), own: undefined, folder: undefined };
      this.#held.set(key, held);
    }
    if (held[layer].get(fileKey(uri))?.text === text) return false;
    held[layer].set(fileKey(uri), { uri, text });
    this.#renew(held);
    return true;
  }

  #remove(uri: string, layer: 'stored' | 'open'): boolean {
    const key = fileKey(folderOf(uri));
    const held = this.#held.get(key);
    if (held === undefined || !held[layer].delete(fileKey(uri))) return false;
    this.#renew(held);
    if (held.stored.size === 0 && held.open.size === 0) this.#held.delete(key);
    return true;
  }

  #renew(held: Held): void {
    held.own = undefined;
    held.folder = undefined;
    this.#readers = undefined;
  }
}

/** The configurations of a folder, and the files that they read, by key. */
function ownOf(held: Held): NonNullable<Held['own']> {
  if (held.own === undefined) {
    const files = [...new Map([...held.stored, ...held.open]).values()];
    const named = [...filesNamedIn(files)].filter((uri) => !isModuleFile(uri));
    held.own = { files, named: new Map(named.map((uri) => [fileKey(uri), uri])) };
  }
  return held.own;
}

function isSame(one: readonly File[], other: readonly File[]): boolean {
  return (
    one.length === other.length &&
    one.every((file, i) => file.uri === other[i]?.uri && file.text === other[i]?.text)
  );
}
