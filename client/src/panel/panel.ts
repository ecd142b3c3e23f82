import * as vscode from 'vscode';
import {
  EXPLAIN_REQUEST,
  type ExplainParams,
  type ExplainResult,
  type Nothing,
  type Place,
} from '../../../server/src/lsp/protocol';
import { isCandidate } from '../documents';
import type { Server } from '../server';
import type { FromPanel, Kept, ToPanel, View } from './messages';
import { page } from './page';
import { emptyView, errorView, labels } from './words';

const VIEW_TYPE = 'stsLens.explain';
/** Milliseconds the cursor must rest before the panel follows it. */
const REST = 180;

interface Target {
  readonly uri: vscode.Uri;
  readonly position: vscode.Position;
}

/** The panel *STS Lens: Explain*. There is one; it follows the cursor and comes back after a reload. */
export class ExplainPanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #server: Server;
  readonly #dist: vscode.Uri;
  readonly #disposables: vscode.Disposable[];
  #panel: vscode.WebviewPanel | undefined;
  #target: Target | undefined;
  #view: View | undefined;
  /** The place a click in the panel has just shown: going there must not make the panel speak of it. */
  #revealed: vscode.Location | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(server: Server, extension: vscode.Uri) {
    this.#server = server;
    this.#dist = vscode.Uri.joinPath(extension, 'dist');
    this.#disposables = [
      vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#follow(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.#target?.uri.toString()) this.#soon();
      }),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => uri.toString() === this.#target?.uri.toString())) this.#soon();
      }),
      server.onDidChange(() => this.#soon()),
    ];
  }

  /** Opens the panel, or brings it to the front, for a place: a lens's, or the cursor's. */
  async show(target: ExplainParams | vscode.Uri | undefined): Promise<void> {
    this.#target = targetOf(target) ?? cursor() ?? this.#target;
    this.#revealed = undefined;
    if (this.#panel === undefined) {
      const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.#adopt(vscode.window.createWebviewPanel(VIEW_TYPE, TITLE, beside, this.#options()));
    } else {
      this.#panel.reveal(undefined, true);
    }
    await this.#update();
  }

  /** VS Code brings the panel back after a reload, with what the page kept. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: Kept | undefined): Promise<void> {
    if (typeof kept?.uri === 'string') {
      const position = new vscode.Position(kept.line, kept.character);
      this.#target = { uri: vscode.Uri.parse(kept.uri), position };
    }
    panel.webview.options = this.#options();
    this.#adopt(panel);
    await this.#update();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#panel?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [this.#dist] };
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    const { webview } = panel;
    webview.onDidReceiveMessage((message: FromPanel) => this.#received(message));
    panel.onDidChangeViewState(() => {
      if (panel.visible) this.#soon();
    });
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    webview.html = page(webview, this.#dist, TITLE);
  }

  async #received(message: FromPanel): Promise<void> {
    switch (message.type) {
      case 'ready':
        if (this.#view) this.#send(this.#view);
        return;
      case 'reveal':
        return this.#reveal(message.place);
      case 'copy':
        if (this.#view?.kind !== 'explanation') return;
        await vscode.env.clipboard.writeText(this.#view.explanation.markdown);
        this.#post({ type: 'copied' });
        return;
      case 'command':
        await vscode.commands.executeCommand(`stsLens.${message.command}`);
    }
  }

  async #reveal({ uri, range }: Place): Promise<void> {
    const file = uri === undefined ? this.#target?.uri : vscode.Uri.parse(uri);
    if (file === undefined) return;
    const { start, end } = range;
    const selection = new vscode.Range(start.line, start.character, end.line, end.character);
    this.#revealed = new vscode.Location(file, selection);
    const shown = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === file.toString(),
    );
    const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.One;
    await vscode.window.showTextDocument(file, { viewColumn, selection });
  }

  #follow(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || this.#panel === undefined || !isCandidate(editor.document)) return;
    const { uri } = editor.document;
    if (
      this.#revealed?.uri.toString() === uri.toString() &&
      (this.#revealed.range.isEqual(editor.selection) || editor !== vscode.window.activeTextEditor)
    ) {
      return;
    }
    this.#revealed = undefined;
    this.#target = { uri, position: editor.selection.active };
    this.#soon();
  }

  #soon(): void {
    if (this.#panel?.visible !== true) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#update(), REST);
  }

  async #update(): Promise<void> {
    const target = this.#target;
    const asked = ++this.#asked;
    if (this.#panel === undefined) return;
    if (target === undefined) return this.#show(emptyView('notOpen'));
    if (this.#view === undefined) this.#show({ kind: 'busy', text: vscode.l10n.t('Reading the file…') });
    const opened = await open(target.uri);
    const { line, character } = target.position;
    const params: ExplainParams = { uri: target.uri.toString(), position: { line, character } };
    const result = opened ? await this.#server.request<ExplainResult>(EXPLAIN_REQUEST, params) : undefined;
    if (asked !== this.#asked) return;
    if (!opened) this.#show(emptyView('notOpen'));
    else if (result === undefined) this.#show(errorView());
    else if (result.kind === 'nothing') this.#show(emptyView(result.reason satisfies Nothing));
    else {
      const { explanation } = result;
      const name = vscode.workspace.asRelativePath(target.uri);
      const from = explanation.place?.range.start.line ?? line;
      const where = vscode.l10n.t('{0}, line {1}', name, from + 1);
      this.#show({ kind: 'explanation', where, explanation });
    }
  }

  #show(view: View): void {
    this.#view = view;
    this.#send(view);
  }

  #send(view: View): void {
    const target = this.#target;
    const keep = target && { uri: target.uri.toString(), ...plainPosition(target.position) };
    this.#post({ type: 'show', view, labels: labels(), keep });
  }

  #post(message: ToPanel): void {
    void this.#panel?.webview.postMessage(message);
  }
}

const TITLE = 'STS Lens: Explain';

function targetOf(target: ExplainParams | vscode.Uri | undefined): Target | undefined {
  if (target === undefined || target instanceof vscode.Uri || typeof target.uri !== 'string')
    return undefined;
  const { line, character } = target.position;
  return { uri: vscode.Uri.parse(target.uri), position: new vscode.Position(line, character) };
}

function cursor(): Target | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && { uri: editor.document.uri, position: editor.selection.active };
}

/** The server knows open documents only; after a reload the file may not be open yet. */
async function open(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.openTextDocument(uri);
    return true;
  } catch {
    return false;
  }
}

function plainPosition({ line, character }: vscode.Position) {
  return { line, character };
}
