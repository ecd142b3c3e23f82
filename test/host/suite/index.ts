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
  const failures = await new Promise<number>((resolve) => {
    // At once: a suite's own clearing up would empty the window before a root hook could look.
    const runner = mocha.run(resolve);
    runner.on('fail', (test) => browser.screenshot(test.fullTitle()).catch(() => {}));
  });
  await said;
  if (failures > 0) throw new Error(`${failures} of the tests failed.`);
}
