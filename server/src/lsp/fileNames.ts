import { decoded } from '../core/text/uri';

/** Folders nobody writes policies or profiles in by hand. `cdk.out` is generated; its source is what counts. */
export const IGNORED_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  'dist',
  'out',
  'build',
  'target',
  '.terraform',
  'cdk.out',
  '.aws-sam',
  '.venv',
  '__pycache__',
]);

/** Bytes; trust policies and AWS config files are far smaller. */
export const INDEX_SIZE_LIMIT = 1_000_000;
/** Files looked at in one workspace folder. */
export const INDEX_FILE_LIMIT = 20_000;

/** The names of `indexable` as a glob, for clients that list or watch files. */
export const INDEX_GLOB = '**/{*.json,*.yaml,*.yml,*.template,*.ini,.aws/config,.aws/credentials}';
/** `IGNORED_FOLDERS` as a glob. */
export const IGNORED_GLOB = `**/{${[...IGNORED_FOLDERS].join(',')}}/**`;

/** Whether a file may hold subjects, by its name alone. */
export function indexable(uri: string): boolean {
  const parts = decoded(uri).split('/');
  const name = parts.at(-1) ?? '';
  if (/\.(?:json|ya?ml|template|ini)$/i.test(name)) return true;
  return (name === 'config' || name === 'credentials') && parts.at(-2) === '.aws';
}

/** Whether a file below `folder` lies in a folder nobody looks into. */
export function inIgnoredFolder(uri: string, folder: string): boolean {
  const below = uri.startsWith(folder) ? uri.slice(folder.length) : uri;
  return below
    .split('/')
    .slice(0, -1)
    .some((part) => IGNORED_FOLDERS.has(part));
}

/** A folder's URI, ending in a slash. */
export function folderUri(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}

/** The folders a file lies in, innermost first, each ending in a slash; none for URIs without a path. */
export function foldersAbove(uri: string): string[] {
  const match = /^([a-z][a-z0-9+.-]*:\/\/[^/]*\/)(.*)$/i.exec(uri);
  if (match === null) return [];
  const [, root, path] = match as unknown as [string, string, string];
  const parts = path.split('/').slice(0, -1);
  return [...parts.keys()].map((i) => `${root}${parts.slice(0, parts.length - i).join('/')}/`).concat(root);
}

/**
 * One name for one file: clients and operating systems do not agree on which characters a URI escapes, nor on
 * the case of a drive letter.
 */
export function fileKey(uri: string): string {
  return decoded(uri).replace(/^file:\/\/\/[A-Z]:/, (drive) => drive.toLowerCase());
}
