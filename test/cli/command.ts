import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../server/src/cli/run';
import { QUICK } from '../core/runs';
import { runInWorker } from './inWorker';

/** The built command, as a user has it. */
export const CLI = path.resolve(__dirname, '../../../dist/cli.js');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder of a test's own, with files in it, and the command run there. */
export class Folder {
  readonly at = realpathSync(mkdtempSync(path.join(tmpdir(), 'sts-lens-cli-')));

  /** @param files content by path, with `/` */
  constructor(files: Readonly<Record<string, string | Uint8Array>> = {}) {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  path(name: string): string {
    return path.join(this.at, name);
  }

  write(name: string, content: string | Uint8Array): void {
    mkdirSync(path.dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** Runs `sts-lens ARGS` in the folder: the built command, or in quick runs the same code in a thread. */
  run(args: readonly string[], { input = '', env }: { input?: string; env?: NodeJS.ProcessEnv } = {}): Ended {
    if (QUICK && env === undefined && args[0] !== 'server') return runInWorker(this.at, args, input);
    const { status, stdout, stderr }: SpawnSyncReturns<string> = spawnSync(process.execPath, [CLI, ...args], {
      cwd: this.at,
      input,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...env },
      maxBuffer: 100_000_000,
    });
    return { code: status, out: stdout, err: stderr };
  }

  /** Runs the same in this process: quicker, for cases in which the process is not what matters. */
  async runHere(args: readonly string[]): Promise<Ended> {
    const out: string[] = [];
    const err: string[] = [];
    const code = await run(args, {
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
      readAll: () => Buffer.alloc(0),
      colours: false,
      cwd: this.at,
    });
    return { code, out: out.join(''), err: err.join('') };
  }

  remove(): void {
    rmSync(this.at, { recursive: true, force: true });
  }
}

let folders: Folder[] = [];

/** A new folder that is removed after the test. Call `removeFolders` from an `afterEach`. */
export function folder(files?: ConstructorParameters<typeof Folder>[0]): Folder {
  const made = new Folder(files);
  folders.push(made);
  return made;
}

/** Removes what `folder` made. */
export function removeFolders(): void {
  for (const made of folders) made.remove();
  folders = [];
}
