// Pictures of what a user sees, for the documentation and for looking at before a change is called done:
//
//   npm run screenshots [-- SCENE…]      writes docs/images/SCENE-light.png, -dark.png and -contrast.png
//                                        (STS_LENS_THEME=dark: that one alone)
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail } from './entry.mjs';
import { packageExtension } from './package.mjs';
import { withPalette } from './palette.mjs';
import { launchBrowser } from './vscode/browser.mjs';
import { startVsCode } from './vscode/server.mjs';
import { temporaryFolder } from './vscode/temporary.mjs';
import { goTo, hideSideBar, openFile, openWorkbench, runCommand, showHover } from './vscode/workbench.mjs';

/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {string} file in examples/
 * @property {string} [at] the cursor goes to the first place this text stands
 * @property {boolean} [hover] shows the hover there
 * @property {string} [command] as the command palette names it
 * @property {string} [shows] a selector that is there in the panel when the picture is ready
 * @property {string} [types] typed into the input box that the command opens, before Enter
 * @property {Record<string, string>} [fills] what is typed into fields of the panel, by selector
 * @property {string} [to] the part of the panel that is scrolled to the top
 */

/** @type {Scene[]} */
const scenes = [
  {
    name: 'trust-policy',
    file: 'roles/get-role-Reports.json',
    at: '"Principal"',
    command: 'STS Lens: Explain',
    shows: 'table',
  },
  {
    name: 'self-assumption',
    file: 'roles/get-role-Reports.json',
    at: '"Principal"',
    command: 'STS Lens: Explain',
    shows: '.sides',
    to: '#comparison',
  },
  {
    name: 'picture',
    file: 'roles/get-role-Reports.json',
    at: '"Principal"',
    command: 'STS Lens: Explain',
    shows: '.picture',
    to: '#picture',
  },
  {
    name: 'repairs',
    file: 'roles/get-role-Reports.json',
    at: '"Principal"',
    command: 'STS Lens: Explain',
    shows: '.repair',
    to: '#repairs',
  },
  {
    name: 'what-if',
    file: 'roles/get-role-Reports.json',
    at: '"Principal"',
    command: 'STS Lens: Explain',
    shows: '.what-if',
    fills: {
      '#what-if-caller': 'arn:aws:iam::210987654321:role/Auditor',
      '#what-if-externalId': 'example-audit-2026',
    },
    to: '#what-if',
  },
  {
    name: 'steps',
    file: 'roles/get-role-Reports.json',
    at: 'sts:ExternalId',
    command: 'STS Lens: Explain',
    shows: '.steps',
    to: '#reasons',
  },
  {
    name: 'message',
    file: 'roles/get-role-Reports.json',
    command: 'STS Lens: Explain an AccessDenied Message',
    types:
      'User: arn:aws:iam::333333333333:user/Jane is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/Reports',
    shows: '.steps',
  },
  {
    name: 'empty',
    file: '.sts-lens.json',
    command: 'STS Lens: Explain an AccessDenied Message',
    types: 'hello',
    shows: '.empty',
  },
  {
    name: 'roles',
    file: 'roles/get-role-Reports.json',
    command: 'STS Lens: Show Who Can Assume Whom',
    shows: '.picture',
  },
  { name: 'hover', file: 'roles/get-role-Reports.json', at: 'arn:aws:iam::210987654321:root', hover: true },
  { name: 'aws-config', file: '.aws/config' },
  {
    name: 'profile-picture',
    file: '.aws/config',
    at: '[profile reports]',
    command: 'STS Lens: Explain',
    shows: '.picture',
    to: '#picture',
  },
  {
    name: 'aws-config-panel',
    file: '.aws/config',
    at: '[profile old-tools]',
    command: 'STS Lens: Explain',
    shows: 'table',
  },
];

const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  contrast: 'Default High Contrast',
};

const root = fileURLToPath(new URL('..', import.meta.url));
const images = path.join(root, 'docs', 'images');

async function main() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !scenes.some((scene) => scene.name === name));
  if (unknown.length > 0) throw new Error(`No such scene: ${unknown.join(', ')}`);
  mkdirSync(images, { recursive: true });
  const own = temporaryFolder('screenshots');
  const vsCode = await startVsCode({
    folder: path.join(root, 'examples'),
    vsix: await packageExtension({ quiet: true }),
    userDataDir: path.join(own, 'user-data'),
    extensionsDir: path.join(own, 'extensions'),
    trustAll: true,
  });
  const browser = await launchBrowser();
  const only = process.env.STS_LENS_THEME;
  for (const [theme, label] of Object.entries(themes)) {
    if (only && only !== theme) continue;
    writeFileSync(path.join(own, 'user-data', 'User', 'settings.json'), JSON.stringify(settings(label)));
    for (const scene of scenes) {
      if (wanted.length > 0 && !wanted.includes(scene.name)) continue;
      const file = path.join(images, `${scene.name}-${theme}.png`);
      const page = await openWorkbench(browser, vsCode.url);
      await play(page, scene).catch(async (error) => {
        const failed = path.join(root, 'out', `${scene.name}-${theme}-failed.png`);
        await page.screenshot({ path: failed });
        throw new Error(`${scene.name}: ${error.message}\nWhat the window showed: ${failed}`);
      });
      writeFileSync(file, withPalette(await page.screenshot({ animations: 'disabled', caret: 'hide' })));
      await page.context().close();
      console.log(path.relative(process.cwd(), file));
    }
  }
  await browser.close();
  await vsCode.stop();
}

/**
 * @param {import('playwright-core').Page} page
 * @param {Scene} scene
 */
async function play(page, scene) {
  await openFile(page, scene.file);
  await hideSideBar(page);
  // The line above a policy or profile shows that STS Lens has read the file.
  if (scene.name !== 'empty')
    await page.locator('.codelens-decoration a').first().waitFor({ timeout: 30_000 });
  if (scene.at) await goTo(page, scene.at, path.join(root, 'examples', scene.file));
  if (scene.command) {
    const panel = await runCommand(page, scene.command, scene.types);
    if (scene.shows) await panel.locator(scene.shows).first().waitFor({ timeout: 20_000 });
    for (const [field, text] of Object.entries(scene.fills ?? {})) await panel.locator(field).fill(text);
    if (scene.fills) await panel.locator('.answer h3').first().waitFor();
    if (scene.to) await panel.locator(scene.to).evaluate((part) => part.scrollIntoView({ block: 'start' }));
    if (scene.to) await panel.locator('body').evaluate(() => scrollBy(0, -64));
  }
  if (scene.hover) await showHover(page);
  await page.waitForTimeout(500);
}

/** @param {string} theme */
function settings(theme) {
  return {
    'workbench.colorTheme': theme,
    'workbench.startupEditor': 'none',
    'workbench.tips.enabled': false,
    'workbench.layoutControl.enabled': false,
    'workbench.activityBar.location': 'hidden',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'telemetry.telemetryLevel': 'off',
    'chat.commandCenter.enabled': false,
    'window.commandCenter': false,
    'git.enabled': false,
    'editor.minimap.enabled': false,
    'editor.wordWrap': 'on',
    'editor.cursorBlinking': 'solid',
  };
}

await main().catch(fail);
process.exit();
