import { readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import * as browser from './browser';

/** Called by VS Code inside the extension host; it rejects when a test has failed. */
export async function run(): Promise<void> {
  const { grep, colour, log } = browser.host();
  const { default: Mocha } = await import('mocha');
  // VS Code forwards the console late and unformatted, so mocha's words take a way of their own, in order.
  let said: Promise<unknown> = Promise.resolve();
  const output = Mocha.reporters.Base as unknown as { consoleLog: (...args: unknown[]) => void };
  output.consoleLog = (...args) => {
    said = said.then(() => log(`${format(...args)}\n`));
  };
  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, color: colour, ...(grep && { grep }) });
  for (const file of readdirSync(__dirname).sort()) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  await mocha.loadFilesAsync();
  photographFailures(mocha.suite);
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  await said;
  if (failures > 0) throw new Error(`${failures} of the tests failed.`);
}

/** Before anything else that follows a failed test: clearing up would empty the window. */
function photographFailures(suite: Mocha.Suite): void {
  for (const child of suite.suites) photographFailures(child);
  if (suite.tests.length === 0) return;
  suite.afterEach(async function () {
    const test = this.currentTest;
    if (test?.state === 'failed') await browser.screenshot(test.fullTitle()).catch(() => {});
  });
  // Mocha runs the innermost suite's hooks first, in the order they were added.
  const { _afterEach: hooks } = suite as unknown as { _afterEach: Mocha.Hook[] };
  hooks.unshift(...hooks.splice(-1));
}
