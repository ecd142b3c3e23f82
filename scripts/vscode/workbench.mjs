import { readFileSync } from 'node:fs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * A fresh window of a running VS Code, ready for keys.
 * @param {import('playwright-core').Browser} browser
 * @param {string} url
 * @returns {Promise<Page>}
 */
export async function openWorkbench(browser, url) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(url);
  // The explorer lists files only once the connection to the server stands.
  await page.locator('.explorer-viewlet .monaco-list-row').first().waitFor({ timeout: 60_000 });
  return page;
}

/**
 * @param {Page} page
 * @param {string} file relative to the opened folder
 */
export async function openFile(page, file) {
  await pick(page, 'Control+p', file);
  const name = file.split('/').pop() ?? file;
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await page.locator('.monaco-editor .view-line').first().waitFor();
}

/** @param {Page} page */
export async function hideSideBar(page) {
  await page.keyboard.press('Control+b');
  await page.locator('.explorer-viewlet').waitFor({ state: 'hidden' });
  // The pointer rests where nothing reacts to it.
  await page.mouse.move(500, 789);
}

/**
 * Puts the cursor into the first place a text stands in the open file.
 * @param {Page} page
 * @param {string} text
 * @param {string} file the same file on disk, to count lines in
 */
export async function goTo(page, text, file) {
  const [head, ...rest] = readFileSync(file, 'utf8').split(text);
  if (rest.length === 0) throw new Error(`${file} does not contain ${text}`);
  const before = head?.split('\n') ?? [];
  await pick(page, 'Control+g', `:${before.length}:${(before.at(-1)?.length ?? 0) + 2}`);
}

/**
 * Runs a command by its name in the palette; gives the webview that it opened or brought to front.
 * @param {Page} page
 * @param {string} name
 */
export async function runCommand(page, name) {
  await pick(page, 'F1', `>${name}`);
  return page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame');
}

/** @param {Page} page */
export async function showHover(page) {
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await page.locator('.monaco-hover:not(.hidden) .hover-row').first().waitFor({ timeout: 20_000 });
}

/**
 * Opens VS Code's quick input, types, and takes the first answer once there is one.
 * @param {Page} page
 * @param {string} key
 * @param {string} text
 */
async function pick(page, key, text) {
  await page.keyboard.press(key);
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  await input.waitFor();
  await input.fill(text);
  // It searches after a pause, and a list of before must not be taken for the answer.
  await page.waitForTimeout(400);
  await page.locator('.quick-input-list .monaco-list-row.focused').waitFor();
  await page.keyboard.press('Enter');
  await input.waitFor({ state: 'hidden' });
}
