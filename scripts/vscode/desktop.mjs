import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { cacheFolder } from './cache.mjs';
import { start } from './processes.mjs';

/**
 * The `code` command of a desktop VS Code, where there is one that runs.
 * @returns {string | undefined}
 */
export function desktopCode() {
  const probe = spawnSync('code', ['--version'], { shell: process.platform === 'win32', stdio: 'ignore' });
  return probe.status === 0 ? 'code' : undefined;
}

/**
 * Opens a desktop window on a folder with the extension in it, and waits until that window is closed. It has
 * settings and extensions of its own: trying STS Lens must not change the VS Code somebody works in.
 * @param {string} code
 * @param {string} folder
 * @param {string} vsix
 */
export async function openInDesktop(code, folder, vsix) {
  const own = path.join(cacheFolder(), 'tryout-desktop');
  const places = [
    '--user-data-dir',
    path.join(own, 'user-data'),
    '--extensions-dir',
    path.join(own, 'extensions'),
  ];
  await run(code, [...places, '--install-extension', vsix, '--force']);
  console.log('\nVS Code opens on examples/. Close its window, or press Ctrl-C here, to end.');
  await run(code, [...places, '--new-window', '--wait', folder]);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
async function run(command, args) {
  const shell = process.platform === 'win32';
  const child = start(command, shell ? args.map((arg) => `"${arg}"`) : args, { shell, stdio: 'inherit' });
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`${command} ended with exit code ${status}.`);
}
