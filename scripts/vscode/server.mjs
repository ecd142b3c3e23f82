import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureVsCode } from './install.mjs';
import { end, start } from './processes.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string} folder opened in the editor
 * @property {string} userDataDir settings, logs and state; a fresh folder gives a fresh VS Code
 * @property {string} extensionsDir
 * @property {string} [vsix] installed before the start
 * @property {Record<string, unknown>} [settings] user settings, written only when given
 * @property {string} [token] without it nobody gets in; random unless given
 * @property {number} [port] a free one unless given
 * @property {boolean} [trustAll] switches workspace trust off; for tests only
 * @property {Record<string, string>} [env] added for the server and its extension host
 *
 * @typedef {object} RunningVsCode
 * @property {string} url opens the folder; carries the token
 * @property {string} authority host and port, as `vscode-remote://` addresses name it
 * @property {string} log what the server printed
 * @property {Promise<number | null>} ended the server's exit code
 * @property {() => Promise<void>} stop
 */

/**
 * Starts VS Code's own server on the loopback address, for a browser.
 * @param {ServerOptions} options
 * @returns {Promise<RunningVsCode>}
 */
export async function startVsCode(options) {
  const root = await ensureVsCode();
  mkdirSync(path.join(options.userDataDir, 'User'), { recursive: true });
  mkdirSync(options.extensionsDir, { recursive: true });
  if (options.settings) {
    writeFileSync(
      path.join(options.userDataDir, 'User', 'settings.json'),
      `${JSON.stringify(options.settings, null, 2)}\n`,
    );
  }
  const token = options.token ?? randomBytes(16).toString('hex');
  // In a file and not among the arguments, which every user of the machine can list.
  const tokenFile = path.join(options.userDataDir, 'token');
  writeFileSync(tokenFile, token, { mode: 0o600 });
  const log = path.join(options.userDataDir, 'server.log');
  const child = start(
    process.execPath,
    [path.join(root, 'out', 'server-main.js'), ...flags(options, tokenFile)],
    {
      cwd: root,
      env: { ...environment(), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output = createWriteStream(log);
  child.stderr?.pipe(output);
  child.stdout?.pipe(output);
  /** @type {Promise<number | null>} */
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const port = await listening(child, ended, log);
  const authority = `127.0.0.1:${port}`;
  const query = new URLSearchParams({ tkn: token, folder: options.folder });
  return { url: `http://${authority}/?${query}`, authority, log, ended, stop: () => end(child) };
}

/**
 * @param {ServerOptions} options
 * @param {string} tokenFile
 */
function flags(options, tokenFile) {
  const list = [
    '--host',
    '127.0.0.1',
    '--port',
    String(options.port ?? 0),
    '--connection-token-file',
    tokenFile,
  ];
  list.push('--user-data-dir', options.userDataDir, '--extensions-dir', options.extensionsDir);
  list.push('--server-data-dir', path.join(options.userDataDir, 'server'));
  list.push('--accept-server-license-terms', '--disable-telemetry', '--telemetry-level', 'off');
  if (options.trustAll) list.push('--disable-workspace-trust');
  if (options.vsix) list.push('--install-extension', options.vsix, '--force', '--start-server');
  return list;
}

/** A VS Code that started us (its terminal, say) leaves variables that would confuse the one we start. */
function environment() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^(VSCODE_|CODE_SERVER_|ELECTRON_|npm_)/.test(name)) delete env[name];
  }
  // No gallery: nothing is looked up on the network behind anybody's back.
  env.EXTENSIONS_GALLERY = '{}';
  return env;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<number | null>} ended
 * @param {string} log
 * @returns {Promise<string>} the port
 */
function listening(child, ended, log) {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (data) => {
      said += data;
      const port = /Extension host agent listening on (\d+)/.exec(said)?.[1];
      if (port) resolve(port);
    });
    child.once('error', reject);
    ended.then((code) =>
      reject(new Error(`VS Code's server ended with ${code} before it listened; see ${log}`)),
    );
    setTimeout(
      () => reject(new Error(`VS Code's server did not listen within a minute; see ${log}`)),
      60_000,
    ).unref();
  });
}
