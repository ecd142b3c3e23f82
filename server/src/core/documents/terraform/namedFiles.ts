import { oncePer } from '../../once';
import { decoded, folderOf } from '../../text/uri';
import type { Folder } from '../kind';

type File = Folder['files'][number];

/** Whether a file is a Terraform or OpenTofu configuration in HCL, by its name. */
export function isTerraform(uri: string): boolean {
  return /\.(?:tf|tofu)$/i.test(decoded(uri));
}

/** The same in JSON. */
export function isTerraformJson(uri: string): boolean {
  return /\.(?:tf|tofu)\.json$/i.test(decoded(uri));
}

/** Whether a file is a part of a module: a configuration in either language. */
export function isModuleFile(uri: string): boolean {
  return isTerraform(uri) || isTerraformJson(uri);
}

/**
 * The file that a path leads to which `file` or `templatefile` is given. `path.module` is the folder of the module, and
 * so is the folder that a path without it begins in, where Terraform is run in the module's own folder.
 * Source: Terraform language documentation, "file Function" and "References to Named Values" (Filesystem and Workspace
 * Info).
 * @param written with interpolations as they are written
 * @param from the URI of the file with the call
 * @returns a URI without escapes, or undefined where the path is not known or begins elsewhere
 */
export function namedFile(written: string, from: string): string | undefined {
  const path = written.replace(/^\$\{\s*path\.module\s*\}\/*/, '');
  if (/[$%]\{|\\/.test(path) || /^(?:\/|~|[A-Za-z]:)/.test(path)) return undefined;
  const parts = decoded(folderOf(from)).split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 3) parts.pop();
    else return undefined;
  }
  return parts.join('/');
}

/** The paths that a file's calls of `file` and `templatefile` write out. */
const namedIn = oncePer(({ uri, text }: File): readonly string[] => {
  // The expression would look at every character of a text that mostly has no such call.
  if (!text.includes('file(')) return [];
  const calls = text.matchAll(/\b(?:template)?file\(\s*\\?"([^"\\\r\n]{1,300})\\?"/g);
  return [...calls].flatMap(([, path]) => namedFile(path!, uri) ?? []);
});

/** The files that the configurations among these read by `file` and `templatefile`: URIs without escapes. */
export function filesNamedIn(files: readonly File[]): ReadonlySet<string> {
  return new Set(files.filter(({ uri }) => isModuleFile(uri)).flatMap(namedIn));
}
