// Figures, not tests: `npm run bench`. Distributions and ratios, each beside its budget where it has one. Nothing
// fails on time, because a busy machine says nothing about the code.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { awsConfig, fourKilobytes, listRoles, templateJson, templateYaml, terraform } from './documents.mjs';
import { line, quantile } from './figures.mjs';
import { ROOT, Server } from './server.mjs';

const RUNS = 15;
const EDITS = 300;
/** Milliseconds after which no further edit is made: slow ones show themselves in fewer. */
const PATIENCE = 15_000;
const examples = path.join(ROOT, 'examples');

for (const bundle of ['cli.js', 'server.js', 'client.js']) {
  if (existsSync(path.join(ROOT, 'dist', bundle))) continue;
  console.error(`dist/${bundle} is not there: npm run build`);
  process.exit(2);
}

console.log(`Node ${process.version}, ${process.platform} ${process.arch}\n`);
sizes();
const bare = startBare();
commandLine(bare);
activation();
await serverStart(bare);
await edits(
  'trust policies (list-roles JSON)',
  'file:///bench/roles.json',
  'json',
  listRoles(),
  '"Version": "2012-10-17"',
);
await edits('AWS config', 'file:///bench/.aws/config', 'aws-config', awsConfig(), 'region = us-east-1');
const template = 'file:///bench/template';
const allow = '"Effect": "Allow"';
await edits('template in JSON, 1,000 roles', `${template}.json`, 'json', templateJson(), allow, 100, 16);
await edits(
  'template in YAML, 1,000 roles',
  `${template}.yaml`,
  'yaml',
  templateYaml(),
  'Effect: Allow',
  300,
  50,
);
await edits('Terraform, 1,000 roles', 'file:///bench/main.tf', 'terraform', terraform(), '"Allow"', 300, 50);
onePolicy();
await memory();
for (const part of ['scan.mjs', 'panel.mjs']) {
  console.log('');
  spawnSync(process.execPath, [path.join(ROOT, 'test/bench', part)], { stdio: 'inherit' });
}
const evaluator = path.join(ROOT, 'test/bench/evaluate.mjs');
if (existsSync(evaluator)) {
  console.log('\nEvaluator');
  spawnSync(process.execPath, [evaluator], { stdio: 'inherit' });
}

function sizes() {
  console.log('Sizes');
  for (const file of ['client.js', 'server.web.js', 'commands.js', 'panel.js']) {
    const at = path.join(ROOT, 'dist', file);
    if (existsSync(at)) show({ name: `dist/${file}`, unit: 'KB', values: [statSync(at).size / 1000] });
  }
  const vsix = path.join(ROOT, 'dist/sts-lens.vsix');
  if (existsSync(vsix)) {
    show({
      name: '.vsix',
      unit: 'KB',
      values: [statSync(vsix).size / 1000],
      budget: { of: 'max', most: 600 },
    });
  } else console.log('  .vsix: not packaged (npm run package)');
}

function startBare() {
  console.log('\nStarts');
  const values = times(() => spawnSync(process.execPath, ['-e', '0']));
  show({ name: 'node -e 0', unit: 'ms', values });
  return quantile(values, 0.5);
}

function commandLine(bare) {
  const check = (at) => [path.join(ROOT, 'dist/cli.js'), 'check', at];
  const one = check(path.join(examples, 'RoleA-trust-policy.json'));
  const cpu = cpuOf([one, ['-e', '0']]);
  show({
    name: 'sts-lens check FILE, CPU above bare node',
    unit: 'ms',
    values: [cpu === undefined ? Number.NaN : cpu[0] - cpu[1]],
    budget: { of: 'median', most: 50 },
  });
  if (cpu !== undefined) ratio([cpu[0]], cpu[1]);
  const all = times(() => spawnSync(process.execPath, check(examples)));
  show({ name: 'sts-lens check examples', unit: 'ms', values: all });
  ratio(all, bare);
}

/**
 * Milliseconds of CPU time that each of these takes, on average of runs in turn; undefined where the system does not
 * tell. Node keeps what it has compiled from 22.8 on, so the first run of each does not count.
 * @param {string[][]} commands arguments for node
 */
function cpuOf(commands) {
  const taken = commands.map(() => 0);
  for (let i = -1; i < 2 * RUNS; i++) {
    for (const [n, command] of commands.entries()) {
      const before = cpuOfChildren();
      spawnSync(process.execPath, command);
      const used = cpuOfChildren() - before;
      if (Number.isNaN(used)) return undefined;
      if (i >= 0) taken[n] += used;
    }
  }
  return taken.map((all) => all / (2 * RUNS));
}

/** Milliseconds of CPU time of all processes that have ended, in steps of ten. */
function cpuOfChildren() {
  try {
    const stat = readFileSync('/proc/self/stat', 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) * 10;
  } catch {
    return Number.NaN;
  }
}

/** The client's part of activation: reading the bundle. The rest is VS Code's and the server's. */
function activation() {
  const bundle = path.join(ROOT, 'dist/client.js');
  const anything = new Proxy(class {}, {
    get: (target, key) => (key === 'prototype' ? target.prototype : anything),
    apply: () => anything,
  });
  const load = Module._load;
  Module._load = (request, ...rest) => (request === 'vscode' ? anything : load(request, ...rest));
  const require = createRequire(import.meta.url);
  try {
    const values = times(() => {
      delete require.cache[bundle];
      require(bundle);
    });
    show({ name: 'client bundle loaded', unit: 'ms', values, budget: { of: 'median', most: 250 } });
  } catch (error) {
    console.log(`  client bundle: could not be loaded outside VS Code (${error.message})`);
  } finally {
    Module._load = load;
  }
}

async function serverStart(bare) {
  const answered = [];
  const diagnosed = [];
  const first = exampleFiles()[0];
  for (let i = 0; i < RUNS; i++) {
    const begin = performance.now();
    const server = new Server();
    await server.initialize(examples);
    answered.push(performance.now() - begin);
    server.open(pathToFileURL(first).href, languageOf(first), readFileSync(first, 'utf8'));
    await server.diagnostics(pathToFileURL(first).href);
    diagnosed.push(performance.now() - begin);
    await server.stop();
  }
  show({ name: 'server started -> initialize answered', unit: 'ms', values: answered });
  ratio(answered, bare);
  show({
    name: 'server started -> first diagnostics',
    unit: 'ms',
    values: diagnosed,
    budget: { of: 'median', most: 300 },
  });
  ratio(diagnosed, bare);
}

/** All rules over one policy of the size IAM allows, in this process: what a rule author can spend. */
function onePolicy() {
  const require = createRequire(import.meta.url);
  const out = path.join(ROOT, 'out/server/src/core');
  const { openDocument } = require(path.join(out, 'documents/open.js'));
  const { check } = require(path.join(out, 'rules/check.js'));
  const text = fourKilobytes();
  const values = [];
  for (let i = 0; i < 4000; i++) {
    const begin = performance.now();
    const { subjects, ...rest } = openDocument({
      uri: 'file:///bench/policy.json',
      text: text + ' '.repeat(i % 7),
    });
    const context = {
      settings: { rules: {}, roles: {} },
      subjects: (kind) => subjects.filter((subject) => subject.kind === kind),
    };
    check({ subjects, ...rest }, context);
    if (i >= 1000) values.push(performance.now() - begin);
  }
  console.log(`\nOne trust policy, ${text.length} characters, read and checked, warm`);
  show({ name: 'all rules', unit: 'ms', values, budget: { of: 'median', most: 1 } });
}

/**
 * One character typed and taken back, again and again, in the middle of a large document.
 * @param opens milliseconds in which it should be open
 * @param most milliseconds an edit should take
 */
async function edits(name, uri, languageId, text, at, opens = undefined, most = 16) {
  const server = new Server();
  await server.initialize(undefined);
  const opened = performance.now();
  server.open(uri, languageId, text);
  const { items } = await server.diagnostics(uri);
  const open = performance.now() - opened;
  const offset = text.indexOf(at, text.length / 2) + at.length - 1;
  const before = text.slice(0, offset);
  const line = before.split('\n').length - 1;
  const character = offset - (before.lastIndexOf('\n') + 1);
  const start = { line, character };
  const values = [];
  const until = performance.now() + PATIENCE;
  for (let i = 0; i < EDITS && performance.now() < until; i++) {
    const typed = i % 2 === 0;
    const range = { start, end: typed ? start : { line, character: character + 1 } };
    const begin = performance.now();
    server.notify('textDocument/didChange', {
      textDocument: { uri, version: i + 2 },
      contentChanges: [{ range, text: typed ? 'x' : '' }],
    });
    await server.diagnostics(uri);
    values.push(performance.now() - begin);
  }
  await server.stop();
  console.log(
    `\nEdit -> diagnostics, ${name}, ${Math.round(text.length / 1000)} KB, ${items?.length ?? 0} diagnostics`,
  );
  if (opens !== undefined) {
    show({ name: 'opened', unit: 'ms', values: [open], budget: { of: 'max', most: opens } });
  }
  show({ name: 'all edits', unit: 'ms', values, budget: { of: 'p99', most } });
  const later = values.slice(50);
  if (later.length > 0)
    show({ name: 'after 50 edits', unit: 'ms', values: later, budget: { of: 'p99', most } });
}

async function memory() {
  const server = new Server();
  await server.initialize(examples);
  for (const file of exampleFiles()) {
    const uri = pathToFileURL(file).href;
    server.open(uri, languageOf(file), readFileSync(file, 'utf8'));
    await server.diagnostics(uri);
  }
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(server.pid)], { encoding: 'utf8' });
  const bareNode = spawnSync(process.execPath, ['-p', 'process.memoryUsage.rss()'], { encoding: 'utf8' });
  await server.stop();
  console.log('\nMemory');
  show({ name: 'bare node, RSS', unit: 'MB', values: [Number(bareNode.stdout) / 1e6] });
  show({
    name: 'server with all examples open, RSS',
    unit: 'MB',
    values: [(Number(stdout) * 1024) / 1e6],
    budget: { of: 'max', most: 80 },
  });
}

function exampleFiles() {
  return readdirSync(examples, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md') && entry.name !== '.sts-lens.json')
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function languageOf(file) {
  return file.endsWith('.json') ? 'json' : 'aws-config';
}

function times(run) {
  return Array.from({ length: RUNS }, () => {
    const begin = performance.now();
    run();
    return performance.now() - begin;
  });
}

function show(figure) {
  console.log(line(figure));
}

function ratio(values, bare) {
  console.log(
    `  ${'  median as a multiple of bare node'.padEnd(46)} ${(quantile(values, 0.5) / bare).toFixed(2)}`,
  );
}
