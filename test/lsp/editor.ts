import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type {
  ClientCapabilities,
  CodeAction,
  CodeActionContext,
  Command,
  Diagnostic,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { QUICK } from '../core/runs';
import { inProcess, type RunningServer, spawned } from './serverEnds';

export interface Start {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly folders?: readonly string[];
  /** What `workspace/configuration` is answered with, by scope. */
  readonly configuration?: (scope: string | undefined) => unknown;
  /** The flags of a server that must be a process of its own; it is one in any case, save in quick runs. */
  readonly args?: readonly string[];
}

/** An editor at the other end of the built server: the real protocol, with as few abilities as a test gives it. */
export class Editor {
  readonly connection: ProtocolConnection;
  readonly #server: RunningServer;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  /** Requests the server made, by method. */
  readonly asked: string[] = [];
  readonly texts = new Map<string, TextDocument>();
  configuration: (scope: string | undefined) => unknown;
  onApplyEdit: (edit: WorkspaceEdit) => void = () => {};
  initialized!: InitializeResult;
  #wake: (() => void)[] = [];

  constructor(start: Start) {
    this.configuration = start.configuration ?? (() => null);
    this.#server = QUICK && start.args === undefined ? inProcess() : spawned(start.args ?? ['--stdio']);
    this.connection = this.#server.connection;
    const on = this.connection;
    on.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      this.#woken();
    });
    on.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
      this.#woken();
    });
    on.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
      Promise.all(items.map(({ scopeUri }) => this.configuration(scopeUri))),
    );
    on.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      this.onApplyEdit(edit);
      return { applied: true };
    });
    const rest = on as unknown as { onRequest(handler: (method: string) => unknown): void };
    rest.onRequest((method) => {
      this.asked.push(method);
      this.#woken();
      return null;
    });
    on.listen();
  }

  static async start(start: Start = {}): Promise<Editor> {
    const editor = new Editor(start);
    const folders = start.folders?.map((uri) => ({ uri, name: uri }));
    editor.initialized = await editor.connection.sendRequest('initialize', {
      processId: start.args === undefined && QUICK ? null : process.pid,
      rootUri: folders?.[0]?.uri ?? null,
      capabilities: start.capabilities ?? {},
      ...(start.initializationOptions !== undefined && {
        initializationOptions: start.initializationOptions,
      }),
      ...(start.capabilities?.workspace?.workspaceFolders && { workspaceFolders: folders ?? null }),
    });
    await editor.connection.sendNotification('initialized', {});
    return editor;
  }

  /** The server's process; only for editors that were started with flags. */
  get process(): ChildProcessWithoutNullStreams {
    const { process: child } = this.#server;
    if (child === undefined) throw new Error('This server has no process of its own: start it with flags.');
    return child;
  }

  async stop(): Promise<void> {
    if (this.#server.process?.exitCode === null || this.#server.process === undefined) {
      await this.connection.sendRequest('shutdown').catch(() => {});
    }
    await this.#server.end();
  }

  async open(uri: string, text: string, languageId = 'json'): Promise<void> {
    this.texts.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async replace(uri: string, text: string): Promise<void> {
    const before = this.texts.get(uri)!;
    const version = before.version + 1;
    this.texts.set(uri, TextDocument.create(uri, before.languageId, version, text));
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  async close(uri: string): Promise<void> {
    this.texts.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** Waits until something the server sent makes `test` true. */
  async until(what: string, test: () => boolean, milliseconds = 5000): Promise<void> {
    const end = Date.now() + milliseconds;
    while (!test()) {
      const left = end - Date.now();
      if (left <= 0) throw new Error(`Waited in vain for ${what}.\n${this.logged.join('\n')}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#wake.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** The last diagnostics pushed for a file. */
  shown(uri: string): Diagnostic[] | undefined {
    return this.published.findLast((one) => one.uri === uri)?.diagnostics;
  }

  /** Waits for pushed diagnostics of which `test` is true. */
  async diagnostics(uri: string, test: (shown: Diagnostic[]) => boolean = () => true): Promise<Diagnostic[]> {
    await this.until(`diagnostics of ${uri}`, () => {
      const shown = this.shown(uri);
      return shown !== undefined && test(shown);
    });
    return this.shown(uri)!;
  }

  actions(uri: string, range: Range, context: Partial<CodeActionContext> = {}) {
    return this.connection.sendRequest<(CodeAction | Command)[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...context },
    });
  }

  /** The text of a file after an edit, whichever form the edit has. */
  after(uri: string, edit: WorkspaceEdit | undefined): string {
    const text = this.texts.get(uri)!;
    const edits = [
      ...(edit?.changes?.[uri] ?? []),
      ...(edit?.documentChanges ?? []).flatMap((change) =>
        'edits' in change && change.textDocument.uri === uri ? change.edits : [],
      ),
    ];
    return TextDocument.applyEdits(
      text,
      edits.map((one) => ('newText' in one ? one : { range: one.range, newText: one.snippet.value })),
    );
  }

  #woken(): void {
    const waiting = this.#wake;
    this.#wake = [];
    for (const wake of waiting) wake();
  }
}

/** The codes of diagnostics, sorted, for comparing. */
export function codes(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => String(code)).sort();
}

/** A range around the only occurrence of a text. */
export function rangeIn(document: TextDocument, part: string): Range {
  const start = document.getText().indexOf(part);
  if (start < 0) throw new Error(`${part} is not in the text.`);
  return { start: document.positionAt(start), end: document.positionAt(start + part.length) };
}
