#!/usr/bin/env node
// Packs a run of the oracle into the fixtures that every test run reads.
//
//   node scripts/oracle/record.mjs CASES.jsonl OUT.jsonl
//
// CASES is what cases.mjs wrote, OUT what run.mjs wrote. test/oracle/README.md describes the fixtures.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { linesOf, objectsOf, PACKAGES, requestOf } from './rows.mjs';

const [casesFile, outFile] = process.argv.slice(2);
if (outFile === undefined) {
  console.error('usage: record.mjs CASES.jsonl OUT.jsonl');
  process.exit(2);
}

/** What happened, as one string: `host signing-Region`, `host` when it was not signed, or `! error`. */
function outcome(row, theCase) {
  if (theCase.op === 'parse') return JSON.stringify(row.parsed ?? { error: row.error?.type });
  if (!row.host)
    return `! ${row.error?.type}: ${(row.error?.message ?? '').replace(/\s+/g, ' ').slice(0, 120)}`;
  return requestOf(row);
}

const cases = objectsOf(casesFile);
const byId = new Map(cases.map((c) => [c.id, c]));
const order = new Map(cases.map((c, i) => [c.id, i]));
const outcomes = new Map();
const tools = new Map();
for (const row of objectsOf(outFile)) {
  const id = PACKAGES[row.family];
  if (id === undefined) continue;
  const text = outcome(row, byId.get(row.id));
  if (!outcomes.has(text)) outcomes.set(text, outcomes.size);
  const tool = `${id}@${row.version}`;
  if (!tools.has(tool)) tools.set(tool, new Array(cases.length).fill(-1));
  tools.get(tool)[order.get(row.id)] = outcomes.get(text);
}
const folder = join(import.meta.dirname, '../../test/oracle');
const pack = (name, text) => {
  const packed = gzipSync(text, { level: 9 });
  writeFileSync(join(folder, name), packed);
  console.log(`${name}: ${packed.length} bytes`);
};
pack('cases.jsonl.gz', `${linesOf(casesFile).join('\n')}\n`);
pack('answers.json.gz', JSON.stringify({ outcomes: [...outcomes.keys()], tools: Object.fromEntries(tools) }));
