// Runs the compiled mocha suite inside a real VS Code and ends with mocha's verdict.
//
//   node test/host/run.mjs [--grep WORDS] [--vsix] [--desktop]
//
// The host is VS Code in a headless browser, built from the npm registry; with VSCODE_PATH or --desktop it is
// the desktop VS Code. --vsix tests the packaged extension, installed, instead of the checkout.
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.mjs';
import { packageExtension } from '../../scripts/package.mjs';
import { keep, temporaryFolder } from '../../scripts/vscode/temporary.mjs';
import { openBrowserHost } from './browser-host.mjs';
import { openDesktopHost } from './desktop-host.mjs';
import { serveEndpoint } from './endpoint.mjs';
import { settings } from './settings.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const options = { grep: { type: 'string' }, vsix: { type: 'boolean' }, desktop: { type: 'boolean' } };
const { values: chosen } = parseArgs({ options: /** @type {const} */ (options) });
const minutes = Number(process.env.STS_LENS_HOST_MINUTES ?? 10);

const suite = path.join(root, 'out', 'test', 'host', 'suite');
const results = path.join(root, 'out', 'host');
const own = temporaryFolder('host');

/** @returns {Promise<number>} the exit code */
async function main() {
  if (!existsSync(path.join(suite, 'index.js')))
    throw new Error(`No suite in ${suite}: run \`npm run compile\` first.`);
  mkdirSync(results, { recursive: true });
  // Tests edit these files, so they get a copy.
  const workspace = path.join(own, 'examples');
  cpSync(path.join(root, 'examples'), workspace, { recursive: true });
  const vsix = chosen.vsix ? await packageExtension({ quiet: true }) : undefined;
  if (!vsix) await build();

  /** @type {import('./browser-host.mjs').Host | undefined} */
  let host;
  const endpoint = await serveEndpoint({ results, page: async () => host?.page() });
  const told = { url: endpoint.url, grep: chosen.grep, colour: Boolean(process.stdout.isTTY) };
  const open = process.env.VSCODE_PATH || chosen.desktop ? openDesktopHost : openBrowserHost;
  host = await open({
    root,
    suite,
    workspace,
    own,
    vsix,
    settings,
    env: { STS_LENS_HOST: JSON.stringify(told) },
  });
  const late = setTimeout(() => giveUp(host), minutes * 60_000);
  const code = await host.exitCode;
  clearTimeout(late);
  if (code !== 0) await showTraces(host);
  await host.stop();
  endpoint.close();
  return code === 0 ? 0 : 1;
}

/** @param {import('./browser-host.mjs').Host} host */
async function giveUp(host) {
  console.error(`\nThe suite has not ended after ${minutes} minutes (STS_LENS_HOST_MINUTES): giving up.`);
  await showTraces(host);
  process.exit(1);
}

/** @param {import('./browser-host.mjs').Host} host */
async function showTraces(host) {
  const picture = path.join(results, 'end.png');
  const page = await host.page().catch(() => undefined);
  const taken = await page?.screenshot({ path: picture, timeout: 10_000 }).catch(() => undefined);
  keep(own);
  console.error(`\nWhat the window showed at the end: ${taken ? picture : '(no picture could be taken)'}`);
  console.error(`Logs: ${host.logs}`);
}

const code = await main().catch((error) => {
  console.error(error);
  return 1;
});
process.exit(code);
