// STS oracle worker for npm's "ini" (parse only): shows why it does not suit this file format.

import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const ini = createRequire(join(process.argv[2], 'x.js'))('ini');
const out = [];
for (const line of readFileSync(0, 'utf8').split('\n')) {
  if (!line.trim()) continue;
  const c = JSON.parse(line);
  let row;
  try {
    row = { parsed: { profiles: JSON.parse(JSON.stringify(ini.parse(c.config ?? ''))) } };
  } catch (e) {
    row = { error: { type: e.name, message: e.message } };
  }
  out.push(JSON.stringify({ id: c.id, ...row }));
}
writeSync(1, `${out.join('\n')}\n`);
