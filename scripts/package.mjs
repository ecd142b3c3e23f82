import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { fail, isMain } from './entry.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds, then packages the extension as a .vsix. vsce also looks for secrets in what it packs.
 * @param {{ quiet?: boolean }} [options] quiet: vsce's list of files is shown only when it fails
 * @returns {Promise<string>} the .vsix file
 */
export async function packageExtension({ quiet = false } = {}) {
  await build();
  const vsix = path.join(root, 'dist', 'sts-lens.vsix');
  mkdirSync(path.dirname(vsix), { recursive: true });
  rmSync(vsix, { force: true });
  const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce');
  const run = spawnSync(process.execPath, [vsce, 'package', '--no-dependencies', '--out', vsix], {
    cwd: root,
    encoding: 'utf8',
    // With nobody to ask, vsce fails instead of asking.
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (run.status !== 0) throw new Error(`vsce could not package the extension:\n${run.stdout}${run.stderr}`);
  if (!quiet) process.stdout.write(run.stdout + run.stderr);
  return vsix;
}

if (isMain(import.meta.url)) {
  const vsix = await packageExtension().catch(fail);
  console.log(`${path.relative(root, vsix)}: ${Math.ceil(statSync(vsix).size / 1024)} KiB`);
}
