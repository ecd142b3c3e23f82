#!/usr/bin/env node
import { spawn } from 'node:child_process';
// The STS endpoint oracle: asks REAL SDKs which STS endpoint they would call.
//
//   node scripts/oracle/run.mjs CASES.jsonl OUT.jsonl [--tools REGEX] [--jobs N] [--fresh N]
//
// CASES: one JSON object a line
//   id           string, unique
//   op           "call" (default): GetCallerIdentity with fixed credentials given in code
//                "assume": GetCallerIdentity with NO credentials in code: the default chain runs, and the
//                          first STS request seen (usually AssumeRole*) is what is recorded
//                "parse": no client; the profiles and keys each parser sees in the config file
//   config, credentials   text of HOME/.aws/config and HOME/.aws/credentials (absent: no such file)
//   files        {relative path: text} more files under HOME
//   env          the WHOLE environment of the case ("${DIR}" becomes the case's HOME);
//                only HOME, PATH and AWS_EC2_METADATA_DISABLED=true are added
//   profile      profile name given in code (or --profile), if any
// OUT: one JSON object a line: {id, tool, version, endpoint, host, signingRegion, action, clientEndpoint?, error?}
//
// No packet leaves: every worker replaces its SDK's transport and refuses sockets.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

const args = process.argv.slice(2);
const opt = (n, d) => {
  const i = args.indexOf(n);
  if (i < 0) return d;
  const v = args[i + 1];
  args.splice(i, 2);
  return v;
};
const toolsRe = new RegExp(opt('--tools', '.'));
const jobs = Number(opt('--jobs', Math.max(2, cpus().length)));
const fresh = Number(opt('--fresh', 0)); // also run every Nth case in a process of its own and compare
const [casesFile, outFile] = args;
if (!casesFile || !outFile) {
  console.error('usage: run.mjs CASES.jsonl OUT.jsonl [--tools REGEX] [--jobs N] [--fresh N]');
  process.exit(2);
}
const dir = process.env.STS_ORACLE_DIR || join(tmpdir(), 'sts-oracle');
const { tools } = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'));
const lines = readFileSync(casesFile, 'utf8')
  .split('\n')
  .filter((l) => l.trim());
const cases = lines.map((l) => JSON.parse(l));
const chosen = tools.filter((t) => toolsRe.test(t.tool));
const work = mkdtempSync(join(tmpdir(), 'sts-oracle-run-'));

function runWorker(tool, subset, tag) {
  return new Promise((resolve) => {
    const t0 = Date.now();
    const home = join(work, `${tool.tool}-${tag}`);
    const p = spawn(tool.cmd[0], [...tool.cmd.slice(1)], {
      env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', STS_ORACLE_WORK: home, ...tool.env },
      cwd: work,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    p.stdout.setEncoding('utf8').on('data', (d) => {
      out += d;
    });
    p.stderr.setEncoding('utf8').on('data', (d) => {
      err += d;
    });
    p.on('error', (e) => {
      err += e.message;
    });
    p.stdin.on('error', () => {});
    p.stdin.end(`${subset.map((c) => JSON.stringify(c)).join('\n')}\n`);
    p.on('close', (code) => {
      const rows = [];
      for (const l of out.split('\n'))
        if (l.startsWith('{"id"')) {
          try {
            rows.push({ ...JSON.parse(l), tool: tool.tool, version: tool.version, family: tool.family });
          } catch {
            err += `bad line ${l}`;
          }
        }
      const norm = (x) =>
        JSON.parse(
          JSON.stringify(x)
            .split(home)
            .join('${WORK}')
            .replace(/\$\{WORK\}\/c\d+/g, '${DIR}')
            .split(work)
            .join('${CWD}'),
        );
      for (let i = 0; i < rows.length; i++) rows[i] = norm(rows[i]);
      resolve({ rows, err, code, ms: Date.now() - t0 });
    });
  });
}

/** One process for each case. */
async function runAlone(tool, subset) {
  const all = { rows: [], err: '', code: 0, ms: 0 };
  for (const [i, c] of subset.entries()) {
    const r = await runWorker(tool, [c], `alone${i}`);
    all.rows.push(...r.rows);
    all.err += r.err;
    all.code ||= r.code;
    all.ms += r.ms;
  }
  return all;
}

const queue = [...chosen];
const results = [];
const t0 = Date.now();
let bad = 0;
async function lane() {
  for (;;) {
    const tool = queue.shift();
    if (!tool) return;
    const subset = cases.filter((c) => (tool.parseOnly ? c.op === 'parse' : true));
    if (!subset.length) continue;
    const r = tool.isolated ? await runAlone(tool, subset) : await runWorker(tool, subset, 'batch');
    const missing = subset.length - r.rows.length;
    console.error(
      `${tool.tool.padEnd(22)} ${String(r.rows.length).padStart(5)} rows ${String(r.ms).padStart(7)} ms${missing ? `  MISSING ${missing} (exit ${r.code}) ${r.err.slice(-600)}` : ''}`,
    );
    if (missing) bad++;
    results.push(...r.rows);
    if (fresh) {
      const by = new Map(r.rows.map((x) => [x.id, x]));
      for (let i = 0; i < subset.length; i += fresh) {
        const f = await runWorker(tool, [subset[i]], `fresh${i}`);
        const a = JSON.stringify(f.rows[0]);
        const b = JSON.stringify(by.get(subset[i].id));
        if (a !== b) {
          bad++;
          console.error(`FRESH DIFFERS ${tool.tool} ${subset[i].id}\n  fresh ${a}\n  batch ${b}`);
        }
      }
    }
  }
}
await Promise.all(Array.from({ length: jobs }, lane));
const order = new Map(cases.map((c, i) => [c.id, i]));
const torder = new Map(tools.map((t, i) => [t.tool, i]));
results.sort((a, b) => order.get(a.id) - order.get(b.id) || torder.get(a.tool) - torder.get(b.tool));
writeFileSync(outFile, `${results.map((r) => JSON.stringify(r)).join('\n')}\n`);
rmSync(work, { recursive: true, force: true });
console.error(
  `${cases.length} cases x ${chosen.length} tools: ${results.length} rows in ${((Date.now() - t0) / 1000).toFixed(1)} s`,
);
process.exit(bad ? 1 : 0);
