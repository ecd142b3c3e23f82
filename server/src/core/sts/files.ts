import { type ConfigFile, type Dialect, type FileReading, NOTHING, readIn } from './reading/reading';

/** The files a tool may open. */
export interface Disk {
  /** The home folder, an absolute path with `/` and without one at its end. */
  readonly home: string;
  /** By absolute path. */
  readonly files: ReadonlyMap<string, ConfigFile>;
  /** Folders that hold none of the files, where a tool may be pointed to one by mistake. */
  readonly folders?: ReadonlySet<string>;
}

/** How a tool finds one of its two files; what is not mentioned it does not do. */
export interface FileRules {
  readonly kind: 'config' | 'credentials';
  readonly dialect: Dialect;
  /** `~` at the start of the variable's value is the home folder. */
  readonly tilde?: boolean;
  /** `$NAME` and `${NAME}` in it are replaced. */
  readonly dollar?: boolean;
  /** An empty variable is a path, which leads to no file or to the working folder, and not to the usual file. */
  readonly empty?: 'no file' | 'folder';
}

/** What opening a file came to. */
export interface OpenedFile {
  readonly state: 'read' | 'absent' | 'folder';
  readonly reading: FileReading;
}

const VARIABLES = { config: 'AWS_CONFIG_FILE', credentials: 'AWS_SHARED_CREDENTIALS_FILE' } as const;

/** The config or the credentials file that a tool opens, read in its own way. */
export function openFile(disk: Disk, env: Readonly<Record<string, string>>, rules: FileRules): OpenedFile {
  const name = VARIABLES[rules.kind];
  const given = Object.hasOwn(env, name) ? env[name] : undefined;
  if (given === '' && rules.empty !== undefined)
    return { state: rules.empty === 'folder' ? 'folder' : 'absent', reading: NOTHING };
  const path = given ? expanded(given, disk, env, rules) : `${disk.home}/.aws/${rules.kind}`;
  const file = disk.files.get(path);
  if (file !== undefined) return { state: 'read', reading: readIn(rules.dialect, file, rules.kind) };
  return { state: isFolder(disk, path) ? 'folder' : 'absent', reading: NOTHING };
}

function expanded(path: string, disk: Disk, env: Readonly<Record<string, string>>, rules: FileRules): string {
  const known: Readonly<Record<string, string>> = { HOME: disk.home, ...env };
  const replaced =
    rules.dollar === true
      ? path.replace(/\$(?:(\w+)|\{([^}]*)\})/g, (whole, bare?: string, braced?: string) => {
          const name = bare ?? braced ?? '';
          return Object.hasOwn(known, name) ? known[name]! : whole;
        })
      : path;
  return rules.tilde === true && /^~(\/|$)/.test(replaced) ? disk.home + replaced.slice(1) : replaced;
}

function isFolder(disk: Disk, path: string): boolean {
  const folder = `${path.replace(/\/+$/, '')}/`;
  if (disk.folders?.has(folder.slice(0, -1)) === true || `${disk.home}/`.startsWith(folder)) return true;
  return [...disk.files.keys()].some((file) => file.startsWith(folder));
}
