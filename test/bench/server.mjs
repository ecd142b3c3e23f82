import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The built server over stdio, with as much of a client as the figures need. */
export class Server {
  #child = spawn(process.execPath, [path.join(ROOT, 'dist/server.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  #buffer = Buffer.alloc(0);
  #answers = new Map();
  #id = 0;
  /** What the server tells, by method. */
  #heard = new Map();

  constructor() {
    this.#child.stdout.on('data', (chunk) => {
      this.#buffer = Buffer.concat([this.#buffer, chunk]);
      for (let message = this.#next(); message !== undefined; message = this.#next()) this.#receive(message);
    });
  }

  get pid() {
    return this.#child.pid;
  }

  #next() {
    const end = this.#buffer.indexOf('\r\n\r\n');
    if (end === -1) return undefined;
    const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.toString('latin1', 0, end))[1]);
    if (this.#buffer.length < end + 4 + length) return undefined;
    const body = this.#buffer.toString('utf8', end + 4, end + 4 + length);
    this.#buffer = this.#buffer.subarray(end + 4 + length);
    return JSON.parse(body);
  }

  #receive({ id, method, params, result }) {
    if (method === undefined) {
      this.#answers.get(id)?.(result);
      this.#answers.delete(id);
      return;
    }
    this.#heard.get(method)?.(params);
    if (id !== undefined) {
      // The server asks for settings and registers things: it gets empty answers.
      const answer = method === 'workspace/configuration' ? params.items.map(() => null) : null;
      this.#send({ jsonrpc: '2.0', id, result: answer });
    }
  }

  /** Listens to what the server tells or asks; requests are answered with nothing in any case. */
  on(method, heard) {
    this.#heard.set(method, heard);
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify(message));
    this.#child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#child.stdin.write(body);
  }

  notify(method, params) {
    this.#send({ jsonrpc: '2.0', method, params });
  }

  request(method, params) {
    const id = ++this.#id;
    return new Promise((resolve) => {
      this.#answers.set(id, resolve);
      this.#send({ jsonrpc: '2.0', id, method, params });
    });
  }

  /**
   * @param {string | undefined} folder the workspace
   * @param {object} [window] what the client can do beside the text
   */
  async initialize(folder, window = {}) {
    const uri = folder === undefined ? null : pathToFileURL(folder).href;
    await this.request('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: uri === null ? null : [{ uri, name: path.basename(folder) }],
      capabilities: {
        window,
        workspace: { diagnostics: { refreshSupport: true }, workspaceFolders: true },
        textDocument: { diagnostic: {}, synchronization: {} },
      },
    });
    this.notify('initialized', {});
  }

  open(uri, languageId, text) {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  diagnostics(uri) {
    return this.request('textDocument/diagnostic', { textDocument: { uri } });
  }

  async stop() {
    const closed = new Promise((resolve) => this.#child.once('close', resolve));
    await this.request('shutdown', null);
    this.notify('exit', null);
    await closed;
  }
}
