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
  const name = file.split('/').pop() ?? file;
  await pick(page, 'Control+p', file, name);
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
 * @param {string} [typed] what the input box is given that the command opens
 */
export async function runCommand(page, name, typed) {
  await pick(page, 'F1', `>${name}`, name);
  if (typed) {
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await input.waitFor();
    await input.fill(typed);
    await page.keyboard.press('Enter');
  }
  return page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame');
}

/**
 * Shows the hover at the cursor. One that is asked for too early shows nothing, so it asks again.
 * @param {Page} page
 */
export async function showHover(page) {
  const row = page.locator('.monaco-hover:not(.hidden) .hover-row').first();
  for (let tries = 1; ; tries++) {
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+i');
    const shown = row.waitFor({ timeout: 3000 });
    if (await shown.then(() => true).catch(() => false)) return;
    if (tries === 8) throw new Error('There is no hover at the cursor.');
    await page.keyboard.press('Escape');
  }
}

/**
 * Opens VS Code's quick input, types, and takes the first answer; it must be the one that was meant. A command
 * that its extension has not enabled yet is not in the list, which does not change while it is open.
 * @param {Page} page
 * @param {string} key
 * @param {string} text
 * @param {string} [answer] what the first answer contains; without it the text is complete as it stands
 */
async function pick(page, key, text, answer) {
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  const first = page.locator('.quick-input-list .monaco-list-row.focused');
  for (let tries = 1; ; tries++) {
    await page.keyboard.press(key);
    await input.waitFor();
    await input.fill(text);
    if (!answer) break;
    const found = first.filter({ hasText: answer }).waitFor({ timeout: 1500 });
    if (await found.then(() => true).catch(() => false)) break;
    if (tries === 20) throw new Error(`VS Code does not offer "${answer}".`);
    await page.keyboard.press('Escape');
    await input.waitFor({ state: 'hidden' });
  }
  await page.waitForTimeout(200);
  await page.keyboard.press('Enter');
  // A command may open an input box of its own in the same place.
  if (!text.startsWith('>')) await input.waitFor({ state: 'hidden' });
}
