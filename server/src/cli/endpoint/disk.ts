import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Disk } from '../../core/sts/files';
import type { ConfigFile } from '../../core/sts/reading/reading';

/** Files that take the place of those a tool would find by itself. */
export interface GivenFiles {
  readonly config: string | undefined;
  readonly credentials: string | undefined;
}

/** What was found, or the file that was asked for and cannot be read. */
export type Found =
  | { readonly disk: Disk; readonly env: Readonly<Record<string, string>> }
  | { readonly missing: string };

/**
 * The files a tool may open. With files given, only those are there, under the usual names; without, those of the
 * home folder and those that the variables name, under every path that some tool may make of them.
 * @param cwd what relative paths are relative to
 */
export function diskOf(
  env: Readonly<Record<string, string>>,
  { config, credentials }: GivenFiles,
  cwd: string,
): Found {
  const home = slashed(env['HOME'] ?? env['USERPROFILE'] ?? homedir());
  const files = new Map<string, ConfigFile>();
  const folders = new Set<string>();
  if (config !== undefined || credentials !== undefined) {
    for (const [kind, given] of [
      ['config', config],
      ['credentials', credentials],
    ] as const) {
      if (given === undefined) continue;
      const file = fileAt(path.resolve(cwd, given));
      if (file === undefined || file === 'folder') return { missing: given };
      files.set(`${home}/.aws/${kind}`, file);
    }
    const { AWS_CONFIG_FILE: _, AWS_SHARED_CREDENTIALS_FILE: __, ...others } = env;
    return { disk: { home, files }, env: others };
  }
  const named = [env['AWS_CONFIG_FILE'], env['AWS_SHARED_CREDENTIALS_FILE']].filter((name) => name);
  const paths = [
    `${home}/.aws/config`,
    `${home}/.aws/credentials`,
    ...named.flatMap((name) => meant(name!, home, env)),
  ];
  for (const at of paths) {
    const found = fileAt(path.resolve(cwd, at));
    if (found === 'folder') folders.add(at);
    else if (found !== undefined) files.set(at, found);
  }
  return { disk: { home, files, folders }, env };
}

/** The paths that tools make of a variable's value: as it is, or with `~` and `$NAME` resolved. */
function meant(value: string, home: string, env: Readonly<Record<string, string>>): string[] {
  const resolved = value.replace(/\$(?:(\w+)|\{([^}]*)\})/g, (whole, bare?: string, braced?: string) => {
    const name = bare ?? braced ?? '';
    return (Object.hasOwn(env, name) ? env[name] : name === 'HOME' ? home : undefined) ?? whole;
  });
  return [value, resolved, ...[value, resolved].map((text) => text.replace(/^~(?=\/|$)/, home))];
}

function fileAt(at: string): ConfigFile | 'folder' | undefined {
  try {
    if (statSync(at).isDirectory()) return 'folder';
    return { uri: pathToFileURL(at).href, text: readFileSync(at, 'utf8') };
  } catch {
    // Not there or not to be read: tools treat both as no file.
    return undefined;
  }
}

function slashed(text: string): string {
  return text.split(path.sep).join('/').replace(/\/+$/, '');
}
