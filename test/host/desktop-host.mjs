import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  downloadAndUnzipVSCode,
  resolveCliArgsFromVSCodeExecutablePath,
  runTests,
} from '@vscode/test-electron';
import { chromium } from 'playwright-core';
import { emptyExtension } from './empty-extension.mjs';

/**
 * The desktop VS Code: $VSCODE_PATH, else one that @vscode/test-electron downloads ($VSCODE_VERSION or stable).
 * Playwright joins its window through the debugging port.
 * @param {import('./browser-host.mjs').HostOptions} options
 * @returns {Promise<import('./browser-host.mjs').Host>}
 */
export async function openDesktopHost({ root, suite, workspace, own, vsix, settings, env }) {
  const program =
    process.env.VSCODE_PATH ?? (await downloadAndUnzipVSCode(process.env.VSCODE_VERSION ?? 'stable'));
  const userData = path.join(own, 'user-data');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  writeFileSync(path.join(userData, 'User', 'settings.json'), JSON.stringify(settings));
  const places = [`--user-data-dir=${userData}`, `--extensions-dir=${path.join(own, 'extensions')}`];
  if (vsix) install(program, [...places, '--install-extension', vsix, '--force']);
  const port = await freePort();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const launchArgs = [workspace, ...places, ...asRoot, '--disable-workspace-trust', '--disable-gpu'];
  const exitCode = runTests({
    vscodeExecutablePath: program,
    extensionDevelopmentPath: vsix ? emptyExtension(own) : root,
    extensionTestsPath: path.join(suite, 'index.js'),
    extensionTestsEnv: env,
    launchArgs: [...launchArgs, '--skip-welcome', '--skip-release-notes', `--remote-debugging-port=${port}`],
  }).catch((error) => error.code ?? 1);
  /** @type {Promise<import('playwright-core').Page> | undefined} */
  let window;
  return {
    page: () => {
      window ??= join(port);
      return window;
    },
    exitCode,
    logs: own,
    stop: async () => {},
  };
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function install(program, args) {
  const [command, ...first] = resolveCliArgsFromVSCodeExecutablePath(program, { reuseMachineInstall: true });
  const run = spawnSync(command ?? program, [...first, ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (run.status !== 0) throw new Error(`The package could not be installed into ${program}.`);
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * @param {number} port
 * @returns {Promise<import('playwright-core').Page>}
 */
async function join(port) {
  for (let tries = 0; tries < 60; tries++) {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined);
    const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
    const workbench = pages.find((page) => page.url().includes('workbench'));
    if (workbench) return workbench;
    await browser?.close();
    await sleep(500);
  }
  throw new Error(`No workbench window answered on debugging port ${port}.`);
}
