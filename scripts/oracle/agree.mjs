#!/usr/bin/env node
// Compares a run of the oracle with what STS Lens says.
//
//   npm run compile
//   node scripts/oracle/agree.mjs CASES.jsonl OUT.jsonl [--tools REGEX] [--show N]
//
// It prints the agreement of each tool and up to N disagreements, and exits with 1 when there are any.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);
const { resolveEndpoint } = require('../../out/server/src/core/sts/endpoint.js');
const { inputOfCase, outcomeOf } = require('../../out/test/core/sts/recorded.js');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tools: { type: 'string', default: '.' }, show: { type: 'string', default: '10' } },
});
const [casesFile, outFile] = positionals;
if (outFile === undefined) {
  console.error('usage: agree.mjs CASES.jsonl OUT.jsonl [--tools REGEX] [--show N]');
  process.exit(2);
}
const jsonl = (file) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

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
const wanted = new RegExp(values.tools);
const cases = new Map(jsonl(casesFile).map((c) => [c.id, c]));
const counts = new Map();
let shown = 0;
for (const row of jsonl(outFile)) {
  const id = PACKAGES[row.family];
  const asked = cases.get(row.id);
  if (id === undefined || asked.op === 'parse' || !wanted.test(row.tool)) continue;
  const said = outcomeOf(resolveEndpoint(inputOfCase(asked), id, row.version));
  const unsigned =
    row.signingRegion == null || (row.signingRegion === '' && /WebIdentity/.test(row.action ?? ''));
  const real = !row.host ? '!' : unsigned ? row.host : `${row.host} ${row.signingRegion}`;
  const count = counts.get(row.tool) ?? { same: 0, all: 0 };
  counts.set(row.tool, count);
  count.all++;
  if (said === real) count.same++;
  else if (shown++ < Number(values.show))
    console.log(
      `${row.tool} ${JSON.stringify(asked)}\n  real: ${real} ${row.error?.message ?? ''}\n  said: ${said}`,
    );
}
for (const [tool, { same, all }] of counts)
  console.log(`${tool.padEnd(24)} ${same}/${all} ${((100 * same) / all).toFixed(2)} %`);
process.exit(shown > 0 ? 1 : 0);
