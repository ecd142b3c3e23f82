#!/usr/bin/env node
// Compares a run of the oracle with what STS Lens says.
//
//   npm run compile
//   node scripts/oracle/agree.mjs CASES.jsonl OUT.jsonl [--tools REGEX] [--show N]
//
// It prints the agreement of each tool and up to N disagreements, and exits with 1 when there are any.
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { objectsOf, PACKAGES, requestOf } from './rows.mjs';

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
const wanted = new RegExp(values.tools);
const cases = new Map(objectsOf(casesFile).map((c) => [c.id, c]));
const counts = new Map();
let shown = 0;
for (const row of objectsOf(outFile)) {
  const id = PACKAGES[row.family];
  const asked = cases.get(row.id);
  if (id === undefined || asked.op === 'parse' || !wanted.test(row.tool)) continue;
  const said = outcomeOf(resolveEndpoint(inputOfCase(asked), id, row.version));
  const real = row.host ? requestOf(row) : '!';
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
