import type { Context } from '../../../server/src/core/context';
import type { Document } from '../../../server/src/core/documents/document';
import { openDocument } from '../../../server/src/core/documents/open';
import type { SubjectKind, SubjectOf } from '../../../server/src/core/documents/subjects';
import { filesNamedIn, isModuleFile } from '../../../server/src/core/documents/terraform/namedFiles';
import { check } from '../../../server/src/core/rules/check';
import type { Finding } from '../../../server/src/core/rules/finding';
import type { AnyRule } from '../../../server/src/core/rules/rule';
import { DEFAULT_SETTINGS, type Settings } from '../../../server/src/core/settings';

const ROOT = 'file:///workspace/';

/** A workspace in memory: files by name, as a user would have them open. */
export class Workspace {
  readonly documents = new Map<string, Document>();
  /** The files of Terraform, which are read together. */
  readonly #module = new Map<string, { readonly uri: string; readonly text: string }>();
  readonly #settings: Settings;

  constructor(files: Readonly<Record<string, string>>, settings: Partial<Settings> = {}) {
    this.#settings = { ...DEFAULT_SETTINGS, root: ROOT, ...settings };
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    if (isModuleFile(name)) this.#module.set(name, { uri: ROOT + name, text });
    else this.documents.set(name, openDocument({ uri: ROOT + name, text }));
    if (this.#module.size === 0) return;
    const named = filesNamedIn([...this.#module.values()]);
    const read = [...this.documents].filter(([, { uri }]) => named.has(uri));
    const files = new Map([
      ...this.#module,
      ...read.map(([each, { uri, text }]) => [each, { uri, text }] as const),
    ]);
    const folder = { files: [...files.values()] };
    for (const [each, file] of files) this.documents.set(each, openDocument({ ...file, folder }));
  }

  document(name: string): Document {
    const found = this.documents.get(name);
    if (found === undefined) throw new Error(`no file ${name}`);
    return found;
  }

  get context(): Context {
    return {
      settings: this.#settings,
      subjects: <K extends SubjectKind>(kind: K) =>
        [...this.documents.values()].flatMap((d) =>
          d.subjects.filter((s): s is SubjectOf<K> => s.kind === kind),
        ),
    };
  }

  findings(name: string, rules?: readonly AnyRule[]): Finding[] {
    return check(this.document(name), this.context, rules);
  }

  /** The name of a file by its URI. */
  static nameOf(uri: string): string {
    return uri.slice(ROOT.length);
  }
}
