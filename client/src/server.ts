import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { FILES_CHANGED_NOTIFICATION, type InitializationOptions } from '../../server/src/lsp/protocol';
import { SELECTOR } from './documents';
import { answerFileRequests } from './files';

/** Makes the client of one platform: a process on the desktop, a worker in the browser. */
export type Connect = (options: LanguageClientOptions) => BaseLanguageClient;

/** The language server as the rest of the extension sees it: started on first need, restarted on demand. */
export class Server implements vscode.Disposable {
  readonly log: vscode.LogOutputChannel;
  readonly #connect: Connect;
  readonly #changed = new vscode.EventEmitter<void>();
  #client: BaseLanguageClient | undefined;
  #ready: Promise<void> | undefined;
  #failed = false;

  /** Fires when the server begins or ends to start, when it fails, and when files in its sight have changed. */
  readonly onDidChange = this.#changed.event;

  constructor(connect: Connect) {
    this.#connect = connect;
    this.log = vscode.window.createOutputChannel('STS Lens', { log: true });
  }

  get state(): 'off' | 'starting' | 'running' | 'failed' {
    if (this.#failed) return 'failed';
    if (this.#client?.isRunning()) return 'running';
    return this.#ready === undefined ? 'off' : 'starting';
  }

  /** Resolves when the server answers, or has failed to start. */
  start(): Promise<void> {
    this.#ready ??= this.#begin();
    return this.#ready;
  }

  async restart(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    this.#ready = undefined;
    this.#failed = false;
    await client?.dispose().catch(() => {});
    await this.start();
  }

  /** Sends a request of ours; undefined when there is no server or it could not answer. */
  async request<R>(
    method: string,
    params: unknown,
    token?: vscode.CancellationToken,
  ): Promise<R | undefined> {
    await this.start();
    if (!this.#client?.isRunning()) return undefined;
    try {
      // An undefined token would be sent along as a second parameter.
      const send = this.#client;
      return await (token ? send.sendRequest<R>(method, params, token) : send.sendRequest<R>(method, params));
    } catch (error) {
      this.log.warn(
        `${method} was not answered: ${error instanceof Error ? error.message : 'unknown error'}`,
      );
      return undefined;
    }
  }

  /** Turns the protocol's plain data into VS Code's objects. Only after `start`. */
  get converter(): BaseLanguageClient['protocol2CodeConverter'] | undefined {
    return this.#client?.protocol2CodeConverter;
  }

  dispose(): Promise<void> {
    this.#changed.dispose();
    this.log.dispose();
    return this.#client?.dispose().catch(() => {}) ?? Promise.resolve();
  }

  async #begin(): Promise<void> {
    const initializationOptions: InitializationOptions = { inputBox: true, panel: true, files: true };
    const client = this.#connect({
      documentSelector: SELECTOR,
      outputChannel: this.log,
      traceOutputChannel: this.log,
      initializationOptions,
      diagnosticCollectionName: 'sts-lens',
    });
    this.#client = client;
    client.onDidChangeState(() => this.#changed.fire());
    client.onNotification(FILES_CHANGED_NOTIFICATION, () => this.#changed.fire());
    answerFileRequests(client);
    this.#changed.fire();
    try {
      await client.start();
    } catch {
      // The client has written the reason to the log; the status item leads there.
      this.#failed = true;
    }
    this.#changed.fire();
  }
}
