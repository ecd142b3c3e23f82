import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { fail, isMain } from './entry.mjs';
import { licences } from './licences.mjs';
import { withoutRulePages } from './withoutRulePages.mjs';
import { yamlOnDemand } from './yamlOnDemand.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

// yaml's build for Node requires `process`, which a worker lacks; its build for browsers runs in both.
const YAML = path.join(root, 'node_modules/yaml/browser/index.js');

/**
 * Compiling its own code is most of what a short command does. From 22.8 on Node keeps what it has compiled, in the
 * folder for temporary files or in NODE_COMPILE_CACHE; NODE_DISABLE_COMPILE_CACHE=1 says no.
 */
const CLI = `#!/usr/bin/env node
require('node:module').enableCompileCache?.();
require('./commands.js');
`;

/** @typedef {{ from: string, to: string, for: 'node' | 'browser' | 'either', format?: 'cjs' | 'iife', needed?: boolean, pages?: false, beside?: true }} Bundle */

/** @type {Bundle[]} */
const bundles = [
  { from: 'client/src/main.either.cjs', to: 'client.js', for: 'either', format: 'cjs' },
  { from: 'server/src/main.either.cjs', to: 'server.web.js', for: 'either', pages: false },
  // What a command seldom needs is beside it: most of its time is spent on reading and compiling its own code.
  { from: 'server/src/main.cli.ts', to: 'commands.js', for: 'node', pages: false, beside: true },
  { from: 'server/src/cli/rulePages.ts', to: 'rulePages.js', for: 'node', beside: true },
  { from: 'server/src/cli/graph/graphSvg.ts', to: 'graphSvg.js', for: 'node', beside: true },
  { from: YAML, to: 'yaml.js', for: 'node' },
  { from: 'client/src/panel/webview/main.ts', to: 'panel.js', for: 'browser', needed: false },
  { from: 'client/src/panel/webview/panel.css', to: 'panel.css', for: 'browser', needed: false },
];

/**
 * Bundles everything that is shipped into dist/.
 * @param {{ dev?: boolean }} [options] dev: readable bundles with source maps
 */
export async function build({ dev = false } = {}) {
  const present = bundles.filter((bundle) => existsSync(path.resolve(root, bundle.from)));
  const missing = bundles.filter((bundle) => bundle.needed !== false && !present.includes(bundle));
  if (missing.length > 0)
    throw new Error(`Nothing to bundle at ${missing.map((bundle) => bundle.from).join(', ')}`);
  const dist = path.join(root, 'dist');
  mkdirSync(dist, { recursive: true });
  // A bundle whose source is gone, or a map of an earlier --dev build, must not be shipped.
  for (const to of ['client.web.js', ...bundles.map((bundle) => bundle.to)])
    for (const end of ['', '.map']) rmSync(path.join(dist, to + end), { force: true });
  const results = await Promise.all(present.map((bundle) => esbuild.build(options(bundle, dev))));
  // A map of where things came from would not fit any more.
  if (!dev) for (const { to } of present) inAscii(path.join(dist, to));
  const inputs = results.flatMap((result) => Object.keys(result.metafile.inputs));
  writeFileSync(path.join(dist, 'THIRD_PARTY_LICENSES.txt'), licences(root, inputs));
  // The server for Node is the one for workers: the file knows where it runs.
  writeFileSync(path.join(dist, 'server.js'), "require('./server.web.js');\n");
  writeFileSync(path.join(dist, 'cli.js'), CLI);
  chmodSync(path.join(dist, 'cli.js'), 0o755);
  return results.flatMap((result) => Object.entries(result.metafile.outputs));
}

/**
 * Writes the characters of a bundle that are not ASCII as escapes: esbuild leaves them in tagged templates and regular
 * expressions, and one of them is enough for V8 to read and to hold all of the text at two bytes for each character.
 * @param {string} file
 */
function inAscii(file) {
  const text = file.endsWith('.js') ? readFileSync(file, 'utf8') : '';
  if (/\braw`[^`]*[^\0-\x7f`]/.test(text))
    throw new Error(`${file}: an escape would be taken as it is written.`);
  const escaped = text.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (escaped !== text) writeFileSync(file, escaped);
}

/** @type {import('esbuild').Plugin} */
const besideOnDemand = {
  name: 'beside-on-demand',
  setup(build) {
    build.onResolve({ filter: /\/(?:rulePages|graphSvg)\.js$/ }, ({ path: file }) => ({
      path: `./${path.posix.basename(file)}`,
      external: true,
    }));
  },
};

/**
 * @param {Bundle} bundle
 * @param {boolean} dev
 * @returns {esbuild.BuildOptions & { metafile: true }}
 */
function options(bundle, dev) {
  const browser = bundle.for === 'browser';
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return {
    absWorkingDir: root,
    entryPoints: [bundle.from],
    outfile: path.join('dist', bundle.to),
    bundle: true,
    metafile: true,
    platform: browser ? 'browser' : 'node',
    format: bundle.format ?? (bundle.for === 'node' ? 'cjs' : 'iife'),
    target: bundle.for === 'node' ? 'node20' : 'es2022',
    external: ['vscode'],
    ...(bundle.for === 'either' && { conditions: ['node', 'browser'] }),
    // jsonc-parser's "main" is UMD, whose dynamic require is missing at run time in a bundle.
    mainFields: browser ? ['browser', 'module', 'main'] : ['module', 'main'],
    ...(!bundle.beside && { alias: { yaml: YAML } }),
    define: { 'process.env.STS_LENS_VERSION': JSON.stringify(version) },
    plugins: [
      ...(bundle.pages === false ? [withoutRulePages] : []),
      ...(bundle.beside ? [yamlOnDemand('./yaml.js'), besideOnDemand] : []),
    ],
    minify: !dev,
    sourcemap: dev ? 'linked' : false,
    legalComments: 'none',
    logLevel: 'warning',
  };
}

if (isMain(import.meta.url)) {
  const begin = Date.now();
  for (const [file, { bytes }] of await build({ dev: process.argv.includes('--dev') }).catch(fail)) {
    if (!file.endsWith('.map'))
      console.log(`${file.padEnd(22)} ${String(Math.ceil(bytes / 1024)).padStart(5)} KiB`);
  }
  console.log(`Built in ${Date.now() - begin} ms`);
}
