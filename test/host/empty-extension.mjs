import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * VS Code runs tests only beside an extension under development. When the installed package is what is
 * tested, this is that extension: it does nothing.
 * @param {string} folder where to make it
 */
export function emptyExtension(folder) {
  const place = path.join(folder, 'empty-extension');
  mkdirSync(place, { recursive: true });
  const manifest = { name: 'empty', publisher: 'sts-lens', version: '0.0.1', engines: { vscode: '*' } };
  writeFileSync(path.join(place, 'package.json'), JSON.stringify(manifest));
  return place;
}
