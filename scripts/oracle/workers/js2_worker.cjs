'use strict';
// STS oracle worker for the AWS SDK for JavaScript v2. argv[2]: the folder whose node_modules has aws-sdk.
const fs = require('node:fs');
const path = require('node:path');
const net = require('node:net');
const { EventEmitter } = require('node:events');
net.Socket.prototype.connect = () => {
  throw new Error('the oracle refuses sockets');
};
const WORK = process.env.STS_ORACLE_WORK;
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = '1';
const req = require('node:module').createRequire(path.join(process.argv[2], 'x.js'));
const AWS = req('aws-sdk/global');
const STS = req('aws-sdk/clients/sts');
require('node:console').warn = () => {};
process.emitWarning = () => {};

let seen = [];
const httpClient = {
  handleRequest(r, _o, _cb, errCb) {
    const m = /(?:^|&)Action=(\w+)/.exec(String(r.body || ''));
    const auth = r.headers.Authorization || '';
    const s = /Credential=[^/]*\/\d+\/([^/]*)\//.exec(auth);
    seen.push({
      url: `${r.endpoint.protocol}//${r.endpoint.host}${r.path || '/'}`,
      region: s?.[1],
      action: m?.[1],
    });
    const e = Object.assign(new Error('intercepted by the oracle'), {
      code: 'Intercepted',
      retryable: false,
    });
    setImmediate(() => errCb(e));
    return new EventEmitter();
  },
};
AWS.HttpClient.getInstance = () => httpClient;

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
  Object.assign(process.env, {
    HOME: home,
    PATH: '/usr/bin:/bin',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE: '1',
  });
  for (const [k, v] of Object.entries(c.env || {})) process.env[k] = v.split('${DIR}').join(home);
  if (c.profile) process.env.AWS_PROFILE = c.profile; // v2 has no client option for it
  return home;
}
const err = (e) => ({ type: e.code || e.name, message: e.message });

async function call(_c, withCredentials) {
  seen = [];
  const row = {};
  try {
    if (AWS.util.iniLoader?.clearCachedFiles) AWS.util.iniLoader.clearCachedFiles();
    AWS.config = new AWS.Config(); // what require('aws-sdk') does once at load
    AWS.config.maxRetries = 0;
    const options = withCredentials
      ? { credentials: new AWS.Credentials('AKIDEXAMPLE', 'SECRETEXAMPLE') }
      : {};
    const sts = new STS(options);
    row.clientEndpoint = `${sts.endpoint.protocol}//${sts.endpoint.host}`;
    row.clientRegion = sts.config.region;
    await new Promise((resolve) => {
      const r = sts.getCallerIdentity({});
      const t = setTimeout(() => {
        if (!seen.length && !row.error)
          row.error = { type: 'OracleTimeout', message: 'no request within 2 s' };
        resolve();
      }, 2000);
      r.send((e) => {
        clearTimeout(t);
        if (e && !seen.length) row.error = err(e);
        resolve();
      });
    });
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
function parse() {
  try {
    AWS.util.iniLoader.clearCachedFiles();
    return {
      parsed: {
        profiles: AWS.util.iniLoader.loadFrom({ isConfig: true, filename: process.env.AWS_CONFIG_FILE }),
      },
    };
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
    const row = op === 'parse' ? parse() : await call(c, op === 'call' || op === 'cli');
    out.push(JSON.stringify({ id: c.id, ...row }));
  }
  fs.writeSync(1, `${out.join('\n')}\n`);
})();
