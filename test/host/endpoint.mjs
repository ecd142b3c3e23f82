import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import path from 'node:path';
import { faultsIn } from './axe.mjs';
import { findPanel, readFrame } from './frames.mjs';

/**
 * What the suite, which lives in the extension host, may ask of the window it cannot see. See suite/browser.ts.
 * @typedef {{ title?: string, selector?: string, value?: string, key?: string, name?: string, where?: string,
 *   expression?: string }} Request
 * @typedef {import('playwright-core').Page} Page
 */

/** @type {Record<string, (page: Page, request: Request, results: string) => Promise<unknown>>} */
const answers = {
  panel: async (page, { title, selector }) => readFrame(await findPanel(page, title), selector),
  workbench: (page, { selector }) => readFrame(page.mainFrame(), selector),
  click: async (page, request) => (await target(page, request)).click({ timeout: 5000 }),
  hover: async (page, request) => (await target(page, request)).hover({ timeout: 5000 }),
  fill: async (page, request) => (await target(page, request)).fill(request.value ?? '', { timeout: 5000 }),
  press: (page, { key }) => page.keyboard.press(key ?? ''),
  type: (page, { value }) => page.keyboard.type(value ?? ''),
  evaluate: async (page, request) => (await frame(page, request)).evaluate(request.expression ?? ''),
  axe: async (page, { title }) => faultsIn(await findPanel(page, title)),
  screenshot: async (page, { name }, results) => {
    const file = path.join(results, `${(name ?? 'window').replace(/[^\w.-]+/g, '-').slice(0, 100)}.png`);
    await page.screenshot({ path: file });
    return file;
  },
};

/**
 * Serves the above on the loopback address, below a secret path.
 * @param {{ results: string, page: () => Promise<Page | undefined> }} options
 */
export async function serveEndpoint({ results, page }) {
  const secret = randomBytes(12).toString('hex');
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, given, verb = ''] = url.pathname.split('/');
    if (given !== secret) return response.writeHead(404).end();
    const body = await text(request);
    if (verb === 'log') {
      process.stdout.write(body);
      return response.end();
    }
    try {
      const answer = answers[verb];
      const window = await page();
      if (!answer || !window)
        throw new Error(answer ? 'There is no window yet.' : `No such request: ${verb}`);
      const asked = { ...Object.fromEntries(url.searchParams), ...JSON.parse(body || '{}') };
      response.end(JSON.stringify((await answer(window, asked, results)) ?? null));
    } catch (error) {
      response.writeHead(500).end(error instanceof Error ? error.message : String(error));
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${address.port}/${secret}`, close: () => server.close() };
}

/**
 * @param {Page} page
 * @param {Request} request
 */
function frame(page, request) {
  return request.where === 'workbench' ? page.mainFrame() : findPanel(page, request.title);
}

/**
 * @param {Page} page
 * @param {Request} request
 */
async function target(page, request) {
  return (await frame(page, request)).locator(request.selector ?? 'body').first();
}

/** @param {import('node:http').IncomingMessage} request */
async function text(request) {
  /** @type {Buffer[]} */
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}
