// Writes what is generated from the rule files: `npm run gen`. With --check it writes nothing and fails, naming each
// file that is not as it would be written: `npm run gen:check`.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageSettings } from './packageSettings.mjs';
import { readme } from './readme.mjs';
import { ruleDocs } from './ruleDocs.mjs';
import { settingsSchema } from './settingsSchema.mjs';
import { loadSource } from './source.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const check = process.argv.includes('--check');

const source = await loadSource(root);
const outputs = [ruleDocs, readme, packageSettings, settingsSchema].flatMap((write) => write(source, root));

const stale = outputs.filter(({ file, text }) => read(file) !== text);
const expected = new Set(outputs.map(({ file }) => file));
const leftOver = existsSync(path.join(root, ruleDocs.owns))
  ? readdirSync(path.join(root, ruleDocs.owns))
      .map((name) => `${ruleDocs.owns}/${name}`)
      .filter((file) => file.endsWith('.md') && !expected.has(file))
  : [];

if (check) {
  for (const { file } of stale) console.error(`${file} is stale: npm run gen`);
  for (const file of leftOver) console.error(`${file} is left over: npm run gen`);
  process.exitCode = stale.length + leftOver.length > 0 ? 1 : 0;
} else {
  for (const { file, text } of stale) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
    console.log(`wrote ${file}`);
  }
  for (const file of leftOver) {
    rmSync(path.join(root, file));
    console.log(`removed ${file}`);
  }
}

function read(file) {
  const at = path.join(root, file);
  return existsSync(at) ? readFileSync(at, 'utf8') : undefined;
}
