import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser } from '../../scripts/vscode/browser.mjs';
import { startVsCode } from '../../scripts/vscode/server.mjs';
import { emptyExtension } from './empty-extension.mjs';

/**
 * @typedef {object} HostOptions
 * @property {string} root the extension's checkout
 * @property {string} suite folder of the compiled suite
 * @property {string} workspace folder to open
 * @property {string} own a folder for logs and settings
 * @property {string | undefined} vsix test this package instead of the checkout
 * @property {Record<string, unknown>} settings
 * @property {Record<string, string>} env given to the extension host
 *
 * @typedef {object} Host
 * @property {() => Promise<import('playwright-core').Page>} page the workbench's window
 * @property {Promise<number>} exitCode of the suite
 * @property {string} logs
 * @property {() => Promise<void>} stop
 */

/**
 * VS Code's server with the workbench in a headless browser. The page itself is told what to test, by the
 * same query VS Code's own browser tests use, and reports through two functions it finds in its window.
 * @param {HostOptions} options
 * @returns {Promise<Host>}
 */
export async function openBrowserHost({ root, suite, workspace, own, vsix, settings, env }) {
  const browser = await launchBrowser();
  const vsCode = await startVsCode({
    folder: workspace,
    userDataDir: path.join(own, 'user-data'),
    extensionsDir: path.join(own, 'extensions'),
    settings,
    env,
    trustAll: true,
    ...(vsix && { vsix }),
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const windowLog = path.join(own, 'window.log');
  writeFileSync(windowLog, '');
  page.on('console', (message) => appendFileSync(windowLog, `${message.type()}: ${message.text()}\n`));
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ type, /** @type {unknown[]} */ args) =>
      appendFileSync(windowLog, `suite ${type}: ${args.join(' ')}\n`),
  );
  /** @type {Promise<number>} */
  const exitCode = new Promise((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    page.on('crash', () => reject(new Error(`The browser's page crashed; see ${windowLog}`)));
    vsCode.ended.then((code) => reject(new Error(`VS Code's server ended (${code}); see ${vsCode.log}`)));
  });
  const address = (/** @type {string} */ file) => `vscode-remote://${vsCode.authority}${file}`;
  const payload = [
    ['extensionDevelopmentPath', address(vsix ? emptyExtension(own) : root)],
    ['extensionTestsPath', address(path.join(suite, 'index.js'))],
  ];
  await page.goto(`${vsCode.url}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
  return {
    page: async () => page,
    exitCode,
    logs: own,
    stop: async () => {
      exitCode.catch(() => {});
      await browser.close();
      await vsCode.stop();
    },
  };
}
