'use strict';
// STS oracle worker for the AWS SDK for JavaScript v3. argv[2]: the folder whose node_modules has @aws-sdk/client-sts.
const fs = require('node:fs');
const path = require('node:path');
const net = require('node:net');
net.Socket.prototype.connect = () => {
  throw new Error('the oracle refuses sockets');
};
const WORK = process.env.STS_ORACLE_WORK;
const dir = process.argv[2];
const req = require('node:module').createRequire(path.join(dir, 'x.js'));
process.on('unhandledRejection', () => {}); // an option promise nobody awaits; the send below tells
console.warn = () => {};
process.emitWarning = () => {};
const { STSClient, GetCallerIdentityCommand } = req('@aws-sdk/client-sts');

let seen = [];
// Every NodeHttpHandler of the tree, so that inner STS clients of credential providers are caught too.
function patchHandlers() {
  const found = new Set();
  const walk = (d, depth) => {
    let names;
    try {
      names = fs.readdirSync(d);
    } catch {
      return;
    }
    for (const n of names) {
      const p = path.join(d, n);
      if (n === 'node-http-handler') found.add(p);
      else if (n === 'node_modules' || n.startsWith('@') || depth > 0) {
        if (fs.lstatSync(p).isDirectory() && depth < 6)
          walk(p, n === 'node_modules' || n.startsWith('@') ? depth : depth - 1);
      }
    }
  };
  walk(path.join(dir, 'node_modules'), 1);
  for (const p of found) {
    const m = require(p);
    for (const name of ['NodeHttpHandler', 'NodeHttp2Handler'])
      if (m[name]) m[name].prototype.handle = handle;
  }
  return found.size;
}
async function handle(r) {
  const m = /(?:^|&)Action=(\w+)/.exec(String(r.body || ''));
  const h = r.headers || {};
  const s = /Credential=[^/]*\/\d+\/([^/]*)\//.exec(h.authorization || h.Authorization || '');
  seen.push({
    url: `${r.protocol || 'https:'}//${r.hostname}${r.port ? `:${r.port}` : ''}${r.path || '/'}`,
    region: s?.[1],
    action: m?.[1],
  });
  throw Object.assign(new Error('intercepted by the oracle'), { name: 'Intercepted', $retryable: undefined });
}
if (!patchHandlers()) {
  console.error('no node-http-handler found');
  process.exit(3);
}

function setUp(index, c) {
  const home = path.join(WORK, `c${index}`);
  const files = { ...(c.files || {}) };
  if (c.config != null) files['.aws/config'] = c.config;
  if (c.credentials != null) files['.aws/credentials'] = c.credentials;
  fs.mkdirSync(path.join(home, '.aws'), { recursive: true });
  for (const [n, t] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(home, n)), { recursive: true });
    fs.writeFileSync(path.join(home, n), t.split('${DIR}').join(home));
  }
  for (const k of Object.keys(process.env)) delete process.env[k];
  Object.assign(process.env, { HOME: home, PATH: '/usr/bin:/bin', AWS_EC2_METADATA_DISABLED: 'true' });
  for (const [k, v] of Object.entries(c.env || {})) process.env[k] = v.split('${DIR}').join(home);
}
const err = (e) => ({ type: e.name || 'Error', message: e.message });

async function call(c, withCredentials) {
  seen = [];
  const row = {};
  try {
    const options = { maxAttempts: 1 };
    if (withCredentials)
      options.credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'SECRETEXAMPLE' };
    if (c.profile) options.profile = c.profile; // honoured by newer v3 only
    const client = new STSClient(options);
    try {
      row.clientRegion = await client.config.region();
    } catch {
      /* the send below tells why */
    }
    await client.send(new GetCallerIdentityCommand({}));
  } catch (e) {
    if (!seen.length) row.error = err(e);
  }
  if (seen.length) {
    delete row.error;
    Object.assign(row, {
      endpoint: seen[0].url,
      signingRegion: seen[0].region,
      action: seen[0].action,
      host: seen[0].url.replace(/^[a-z]+:\/\/([^/?]*).*$/, '$1'),
    });
  }
  return row;
}
async function parse() {
  let lib;
  try {
    lib = req('@smithy/shared-ini-file-loader');
  } catch {
    try {
      lib = req('@aws-sdk/shared-ini-file-loader');
    } catch {
      return { error: { type: 'Absent', message: 'no shared-ini-file-loader' } };
    }
  }
  try {
    const r = await lib.loadSharedConfigFiles({ ignoreCache: true });
    return { parsed: { profiles: r.configFile } };
  } catch (e) {
    return { error: err(e) };
  }
}
(async () => {
  const lines = fs
    .readFileSync(0, 'utf8')
    .split('\n')
    .filter((l) => l.trim());
  const out = [];
  for (let i = 0; i < lines.length; i++) {
    const c = JSON.parse(lines[i]);
    setUp(i, c);
    const op = c.op || 'call';
    const row = op === 'parse' ? await parse() : await call(c, op === 'call' || op === 'cli');
    out.push(JSON.stringify({ id: c.id, ...row }));
  }
  fs.writeSync(1, `${out.join('\n')}\n`);
  process.exit(0);
})();
