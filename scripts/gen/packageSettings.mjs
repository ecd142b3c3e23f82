import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ruleLevels } from './levels.mjs';

const KEY = 'stsLens.rules';

/** The rules among the settings that package.json contributes; all else in it is written by hand. */
export function packageSettings(rules, root) {
  const file = 'package.json';
  const before = readFileSync(path.join(root, file), 'utf8');
  const manifest = JSON.parse(before);
  const sections = [manifest.contributes?.configuration ?? []].flat();
  const section = sections.find(({ properties }) => properties !== undefined && KEY in properties);
  if (section === undefined) throw new Error(`${file} contributes no setting ${KEY} to put the rules into.`);
  section.properties[KEY].properties = ruleLevels(rules);
  section.properties[KEY].additionalProperties = false;
  return [{ file, text: `${JSON.stringify(manifest, undefined, 2)}\n` }];
}
