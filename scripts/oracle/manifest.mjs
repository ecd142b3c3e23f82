// Writes DIR/manifest.json: which tools are there, their exact versions and how to start
// the worker of each. Read by run.mjs.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const dir = process.env.STS_ORACLE_DIR || join(tmpdir(), 'sts-oracle');
const tools = [];
const sys = '/usr/bin/python3'; // the distribution's Python: its site has the dependencies
const clean = { PATH: process.env.PATH, HOME: dir, LANG: 'C.UTF-8' };

function pyVersion(paths, module) {
  const r = spawnSync(sys, ['-c', `import ${module} as m; print(m.__version__)`], {
    env: { ...clean, PYTHONPATH: paths.join(':') },
    encoding: 'utf8',
  });
  return r.status === 0 ? r.stdout.trim() : undefined;
}
const site = (n) => join(dir, 'py', n, 'usr/lib/python3/dist-packages');
for (const s of ['bullseye', 'bookworm', 'trixie', 'sid']) {
  const p = [site(`botocore-${s}`)];
  const v = existsSync(p[0]) && pyVersion(p, 'botocore');
  if (v)
    tools.push({
      tool: `botocore-${v}`,
      family: 'botocore',
      version: v,
      from: `Debian ${s} python3-botocore`,
      cmd: [sys, join(here, 'workers/py_worker.py'), 'botocore'],
      env: { PYTHONPATH: p.join(':') },
    });
}
for (const s of ['bullseye', 'bookworm', 'trixie', 'sid']) {
  const p = [site(`awscli-${s}`), ...(s === 'bullseye' ? [site('botocore-bullseye')] : [])];
  const v = existsSync(p[0]) && pyVersion(p, 'awscli');
  if (v)
    tools.push({
      tool: `awscli-${v}`,
      family: v.startsWith('1.') ? 'awscli-v1' : 'awscli-v2',
      version: v,
      from: `Debian ${s} awscli`,
      cmd: [sys, join(here, 'workers/py_worker.py'), 'awscli'],
      env: { PYTHONPATH: p.join(':') },
    });
}
// An AWS CLI v1 that happens to be on the machine (Debian stopped shipping v1 after bullseye).
if (process.env.STS_ORACLE_EXTRA_PYTHON) {
  const py = process.env.STS_ORACLE_EXTRA_PYTHON;
  const r = spawnSync(py, ['-c', 'import awscli; print(awscli.__version__)'], {
    env: clean,
    encoding: 'utf8',
  });
  const v = r.status === 0 ? r.stdout.trim() : undefined;
  if (v)
    tools.push({
      tool: `awscli-${v}`,
      family: v.startsWith('1.') ? 'awscli-v1' : 'awscli-v2',
      version: v,
      from: 'an extra Python on this machine',
      cmd: [py, join(here, 'workers/py_worker.py'), 'awscli'],
      env: {},
    });
}
const nodeDir = join(dir, 'node');
const nodeTools = existsSync(nodeDir) ? readdirSync(nodeDir).sort() : [];
for (const n of nodeTools) {
  const read = (p) => {
    try {
      return JSON.parse(readFileSync(join(nodeDir, n, 'node_modules', p, 'package.json'), 'utf8')).version;
    } catch {
      return undefined;
    }
  };
  const js2 = n.startsWith('js2') ? read('aws-sdk') : undefined;
  const js3 = n.startsWith('js3') ? read('@aws-sdk/client-sts') : undefined;
  const ini = n === 'ini' ? read('ini') : undefined;
  if (js2)
    tools.push({
      tool: `js-v2-${js2}`,
      family: 'js-v2',
      version: js2,
      from: `npm aws-sdk@${js2}`,
      cmd: [process.execPath, join(here, 'workers/js2_worker.cjs'), join(nodeDir, n)],
      env: {},
      // Old versions carry what one case set into the next, so each case needs a process of its own.
      isolated: Number(js2.split('.')[1]) < 1000,
    });
  if (js3)
    tools.push({
      tool: `js-v3-${js3}`,
      family: 'js-v3',
      version: js3,
      from: `npm @aws-sdk/client-sts@${js3}`,
      cmd: [process.execPath, join(here, 'workers/js3_worker.cjs'), join(nodeDir, n)],
      env: {},
    });
  if (ini)
    tools.push({
      tool: `npm-ini-${ini}`,
      family: 'npm-ini',
      version: ini,
      from: `npm ini@${ini}`,
      parseOnly: true,
      cmd: [process.execPath, join(here, 'workers/ini_worker.mjs'), join(nodeDir, n)],
      env: {},
    });
}
for (const s of ['bullseye', 'bookworm', 'trixie', 'sid']) {
  const g = join(dir, 'rb', s, 'usr/share/rubygems-integration/all/gems');
  const lib = [];
  let v;
  if (existsSync(g))
    for (const x of readdirSync(g)) {
      lib.push(join(g, x, 'lib'));
      const m = /^aws-sdk-core-(.+)$/.exec(x);
      if (m) v = m[1];
    }
  const vendor = join(dir, 'rb', s, 'usr/lib/ruby/vendor_ruby');
  if (existsSync(vendor)) lib.push(vendor);
  if (!v && existsSync(join(dir, 'rb', s, 'usr/share/rubygems-integration/all/specifications'))) {
    for (const x of readdirSync(join(dir, 'rb', s, 'usr/share/rubygems-integration/all/specifications'))) {
      const m = /^aws-sdk-core-(.+)\.gemspec$/.exec(x);
      if (m) v = m[1];
    }
  }
  if (v && lib.length && existsSync('/usr/bin/ruby'))
    tools.push({
      tool: `ruby-${v}`,
      family: 'ruby',
      version: v,
      from: `Debian ${s} ruby-aws-sdk-core`,
      cmd: ['/usr/bin/ruby', '-W0', ...lib.flatMap((l) => ['-I', l]), join(here, 'workers/rb_worker.rb')],
      env: {},
    });
}
const goVersion = (n, file, re) => {
  try {
    return re.exec(readFileSync(join(dir, 'go', n, 'src', file), 'utf8'))[1];
  } catch {
    return undefined;
  }
};
for (const [n, fam, file, re] of [
  ['v1', 'go-v1', 'github.com/aws/aws-sdk-go/aws/version.go', /SDKVersion = "([^"]+)"/],
  [
    'v2-trixie',
    'go-v2',
    'github.com/aws/aws-sdk-go-v2/aws/go_module_metadata.go',
    /goModuleVersion = "([^"]+)"/,
  ],
  [
    'v2-sid',
    'go-v2',
    'github.com/aws/aws-sdk-go-v2/aws/go_module_metadata.go',
    /goModuleVersion = "([^"]+)"/,
  ],
]) {
  const bin = join(dir, 'go', `${n}.bin`);
  const v = goVersion(n, file, re);
  if (v && existsSync(bin))
    tools.push({
      tool: `${fam}-${v}`,
      family: fam,
      version: v,
      from: `Debian golang-github-aws-${fam === 'go-v1' ? 'aws-sdk-go' : 'aws-sdk-go-v2'}-dev`,
      cmd: [bin],
      env: {},
    });
}
writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ made: 'by manifest.mjs', tools }, null, 1));
for (const t of tools) console.log(`${t.tool.padEnd(24)} ${t.from}`);
