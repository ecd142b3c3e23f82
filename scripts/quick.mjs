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
 * @param {'inherit' | 'pipe'} output `pipe`: told at the end
 */
function run(file, args, output = 'inherit') {
  const child = spawn(process.execPath, [path.join(packages, file), ...args], {
    cwd: root,
    stdio: ['ignore', output, 'inherit'],
  });
  const told = [];
  child.stdout?.on('data', (part) => told.push(part));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(told));
      resolve(code ?? 1);
    });
  });
}

const mocha = (files, output) =>
  run('mocha/bin/mocha.js', ['--require', './out/test/quick.js', files], output);

const [compiled] = await Promise.all([run('typescript/bin/tsc', ['-b']), build()]);
if (compiled === 0) {
  // Two processes, not many: each compiles the whole core for itself, which is most of what a short test costs.
  const codes = await Promise.all([
    mocha('out/test/{lsp,cli}/**/*.test.js', 'pipe'),
    mocha('out/test/core/**/*.test.js'),
  ]);
  process.exitCode = Math.max(...codes);
} else process.exitCode = compiled;
