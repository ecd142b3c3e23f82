// npm run test:quick: everything but the real editor. What the tests need is compiled and bundled at the same time.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = path.join(root, 'node_modules');

/**
 * Runs a program of a package and waits for it.
 * @param {string} file of the package
 * @param {readonly string[]} args
 */
function run(file, args) {
  const child = spawn(process.execPath, [path.join(packages, file), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}

const [compiled] = await Promise.all([run('typescript/bin/tsc', ['-b']), build()]);
process.exitCode =
  compiled ||
  (await run('mocha/bin/mocha.js', [
    ...['--parallel', '--jobs', '3', '--require', './out/test/quick.js'],
    'out/test/{lsp,cli,core}/**/*.test.js',
  ]));
