/**
 * A webview's document is two frames deep: an outer frame of VS Code's own, and in it `#active-frame` with the
 * extension's HTML, titled as the panel is.
 * @param {import('playwright-core').Page} page
 * @param {string} [title] the only one, when not given
 * @returns {Promise<import('playwright-core').Frame>}
 */
export async function findPanel(page, title) {
  const seen = [];
  for (const frame of page.frames()) {
    if (frame === page.mainFrame()) continue;
    const element = await frame.frameElement().catch(() => undefined);
    if (!element || (await element.getAttribute('id').catch(() => null)) !== 'active-frame') continue;
    const name = await element.getAttribute('title');
    if (!title || name === title) return frame;
    seen.push(name);
  }
  throw new Error(
    `No webview ${title ? `titled "${title}" ` : ''}is open (open: ${seen.join(', ') || 'none'}).`,
  );
}

/**
 * What a frame shows: its text, its HTML, and what a screen reader is told (Playwright's ARIA snapshot).
 * With a selector: one entry for each element that matches.
 * @param {import('playwright-core').Frame} frame
 * @param {string} [selector]
 */
export async function readFrame(frame, selector) {
  if (selector) {
    // In one go: asked one by one, an element that has gone meanwhile would be waited for.
    const found = frame.locator(selector);
    const read = (/** @type {any[]} */ all, /** @type {string} */ text) =>
      all.map((it) => ({ text: it[text], html: it.innerHTML }));
    return found.evaluateAll(read, 'innerText');
  }
  const body = frame.locator('body');
  return {
    title: await frame.title(),
    text: (await body.allInnerTexts())[0] ?? '',
    html: await frame.content(),
    aria: await body.ariaSnapshot({ timeout: 5000 }),
  };
}
