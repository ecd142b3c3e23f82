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

/** Files that hold policies, roles and profiles, and those that set variables for what a project runs. */
const SETTING_NAMES =
  '*.json *.yaml *.yml *.template *.tf *.tofu *.ini .aws/config .aws/credentials .env .env.* *.env *.sh *.bash *.ps1 *.cmd *.bat *.service ' +
  'Dockerfile Dockerfile.* *.dockerfile Containerfile Makefile';
/** Manifests and lock files that say which versions of tools a project uses. */
const PIN_NAMES =
  '*requirements*.txt constraints*.txt pyproject.toml setup.py setup.cfg Pipfile poetry.lock uv.lock pdm.lock ' +
  'Pipfile.lock go.mod pom.xml *.gradle *.gradle.kts Gemfile.lock composer.lock *.csproj *.fsproj *.vbproj ' +
  'packages.config Directory.Packages.props Cargo.lock yarn.lock bun.lock pylock*.toml Gemfile *.gemspec gradle.lockfile ' +
  '*.versions.toml *.sbt';
const NAMES = `${SETTING_NAMES} ${PIN_NAMES}`.split(' ');

/** The names of `indexable` as a glob, for clients that list or watch files. Program sources are not among them. */
export const INDEX_GLOB = `**/{${NAMES.join(',')}}`;
/** `IGNORED_FOLDERS` as a glob. */
export const IGNORED_GLOB = `**/{${[...IGNORED_FOLDERS].join(',')}}/**`;

const INDEXED = new RegExp(
  `(?:^|/)(?:${NAMES.map((name) => name.replaceAll('.', '\\.').replaceAll('*', '[^/]*')).join('|')})$`,
  'i',
);

/** Whether a file may hold subjects, by its name alone. */
export function indexable(uri: string): boolean {
  return INDEXED.test(decoded(uri));
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
