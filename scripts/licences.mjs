import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The licence texts that must travel with the bundles: one for each package found in them.
 * @param {string} root
 * @param {string[]} inputs the files esbuild bundled, relative to root
 */
export function licences(root, inputs) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const input of inputs) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
    if (!folder) continue;
    const { name, version, license } = JSON.parse(
      readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
    );
    const title = `${name} ${version} (${license ?? 'licence not stated'})`;
    if (!texts.has(title)) texts.set(title, licenceText(path.join(root, folder)));
  }
  const titles = [...texts.keys()].sort();
  const parts = titles.map((title) => `${title}\n${'-'.repeat(title.length)}\n\n${texts.get(title)}\n`);
  return `STS Lens contains these packages.\n\n${parts.join('\n\n')}`;
}

/** @param {string} folder */
function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return file
    ? readFileSync(path.join(folder, file), 'utf8').trim()
    : 'See the package for its licence text.';
}
