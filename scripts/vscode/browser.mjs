import { chromium } from 'playwright-core';
import { ensureChromium } from './chromium.mjs';

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A headless Chromium with nothing in it that calls home. It ends with this process.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
  const { executablePath, env } = await ensureChromium();
  // Chromium refuses to run its sandbox as root, which is what containers and CI machines run as.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  try {
    return await chromium.launch({
      executablePath,
      args: [...quiet, ...asRoot],
      env: { ...process.env, ...env },
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (error) {
    throw new Error(`${executablePath} could not be started. Set CHROME_PATH to another browser.\n${error}`);
  }
}
