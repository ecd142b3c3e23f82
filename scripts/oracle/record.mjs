#!/usr/bin/env node
// Packs a run of the oracle into the fixtures that every test run reads.
//
//   node scripts/oracle/record.mjs CASES.jsonl OUT.jsonl
//
// CASES is what cases.mjs wrote, OUT what run.mjs wrote. test/oracle/README.md describes the fixtures.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const [casesFile, outFile] = process.argv.slice(2);
if (outFile === undefined) {
  console.error('usage: record.mjs CASES.jsonl OUT.jsonl');
  process.exit(2);
}
const lines = (file) => readFileSync(file, 'utf8').trim().split('\n');
const jsonl = (file) => lines(file).map((line) => JSON.parse(line));

/** The package names that `sts-lens endpoint --tool` takes. */
const PACKAGES = {
  botocore: 'botocore',
  'awscli-v1': 'aws-cli',
  'awscli-v2': 'aws-cli',
  'js-v2': 'aws-sdk',
  'js-v3': '@aws-sdk/client-sts',
  ruby: 'aws-sdk-core',
  'go-v1': 'aws-sdk-go',
  'go-v2': 'aws-sdk-go-v2',
};

/** What happened, as one string: `host signing-Region`, `host` when it was not signed, or `! error`. */
function outcome(row, theCase) {
  if (theCase.op === 'parse') return JSON.stringify(row.parsed ?? { error: row.error?.type });
  if (!row.host)
    return `! ${row.error?.type}: ${(row.error?.message ?? '').replace(/\s+/g, ' ').slice(0, 120)}`;
  const unsigned =
    row.signingRegion == null || (row.signingRegion === '' && /WebIdentity/.test(row.action ?? ''));
  return unsigned ? row.host : `${row.host} ${row.signingRegion}`;
}

const cases = jsonl(casesFile);
const byId = new Map(cases.map((c) => [c.id, c]));
const order = new Map(cases.map((c, i) => [c.id, i]));
const outcomes = new Map();
const tools = new Map();
for (const row of jsonl(outFile)) {
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
pack('cases.jsonl.gz', `${lines(casesFile).join('\n')}\n`);
pack('answers.json.gz', JSON.stringify({ outcomes: [...outcomes.keys()], tools: Object.fromEntries(tools) }));
