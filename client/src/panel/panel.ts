import * as vscode from 'vscode';
import {
  ASK_REQUEST,
  type AskParams,
  type AskResult,
  EXPLAIN_MESSAGE_REQUEST,
  EXPLAIN_REQUEST,
  type ExplainMessageResult,
  type ExplainParams,
  type ExplainResult,
  type Place,
} from '../../../server/src/lsp/protocol';
import { isCandidate } from '../documents';
import type { Server } from '../server';
import { applyRepair } from './applyRepair';
import { keepCase } from './keepCase';
import type { FormQuestion, FromPanel, Kept, ToPanel, View } from './messages';
import { page } from './page';
import { rolesView } from './rolesView';
import { type At, cursor, openDocument, plainPosition, revealPlace, type Target, targetOf } from './target';
import { busyView, emptyView, errorView, labels, noMessageView } from './words';

const VIEW_TYPE = 'stsLens.explain';
/** Milliseconds that typing must rest before the panel follows it; the cursor is followed at once. */
const REST = 120;

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
  /** Whether an answer is on its way; what changes meanwhile is asked for behind it, once. */
  #busy = false;
  #stale = false;

  constructor(server: Server, extension: vscode.Uri) {
    this.#server = server;
    this.#dist = vscode.Uri.joinPath(extension, 'dist');
    const changed = (uri: vscode.Uri) => {
      if (this.#ofRoles || uri.toString() === this.#at?.uri.toString()) this.#soon();
    };
    this.#disposables = [
      vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#follow(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => changed(document.uri)),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => uris.forEach(changed)),
      server.onDidChange(() => this.#soon()),
    ];
  }

  /** Opens the panel, or brings it to the front, for a place: a lens's, or the cursor's. */
  async show(target: ExplainParams | vscode.Uri | undefined): Promise<void> {
    await this.#open(targetOf(target) ?? cursor() ?? this.#target);
  }

  /** The same for a text with a refused call in it. */
  async showMessage(message: string): Promise<void> {
    await this.#open({ message });
  }

  /** The same for the roles of the workspace: who can assume whom. */
  async showRoles(): Promise<void> {
    await this.#open({ roles: true });
  }

  /** VS Code brings the panel back after a reload, with what the page kept. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: Kept | undefined): Promise<void> {
    if (kept !== undefined && 'message' in kept) {
      this.#target = { message: kept.message };
    } else if (kept !== undefined && 'roles' in kept) {
      this.#target = { roles: true };
    } else if (typeof kept?.uri === 'string') {
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

  get #at(): At | undefined {
    return this.#target !== undefined && 'uri' in this.#target ? this.#target : undefined;
  }

  /** A map of the workspace stays while the cursor moves: it is what people go from role to role with. */
  get #ofRoles(): boolean {
    return this.#target !== undefined && 'roles' in this.#target;
  }

  async #open(target: Target | undefined): Promise<void> {
    this.#target = target;
    this.#revealed = undefined;
    if (this.#panel === undefined) {
      const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.#adopt(vscode.window.createWebviewPanel(VIEW_TYPE, TITLE, beside, this.#options()));
    } else {
      this.#panel.reveal(undefined, true);
    }
    await this.#update();
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
        return this.#showCursor();
      case 'reveal':
        return this.#reveal(message.place);
      case 'copy':
        if (this.#view?.kind !== 'explanation') return;
        return this.#copy(this.#view.explanations.map(({ markdown }) => markdown).join('\n'));
      case 'copySvg':
        return this.#copy(message.svg);
      case 'apply':
        if (await applyRepair(this.#server, message.repair)) this.#say(labels().applied);
        return;
      case 'ask': {
        const params = this.#params(message.question);
        const result = params && (await this.#server.request<AskResult>(ASK_REQUEST, params));
        return this.#post({ type: 'answer', number: message.number, result });
      }
      case 'keep': {
        const params = this.#params(message.question);
        const { name, expect } = message;
        const kept = params && (await keepCase(this.#server, { ...params, expect, ...(name && { name }) }));
        if (kept) this.#say(labels().kept);
        return;
      }
      case 'command':
        await vscode.commands.executeCommand(`stsLens.${message.command}`);
    }
  }

  #params(question: FormQuestion): AskParams | undefined {
    const at = this.#at;
    return at && { uri: at.uri.toString(), position: plainPosition(at.position), ...question };
  }

  async #copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    this.#say(labels().copied);
  }

  async #reveal(place: Place): Promise<void> {
    const file = place.uri === undefined ? this.#at?.uri : vscode.Uri.parse(place.uri);
    if (file === undefined) return;
    this.#revealed = await revealPlace(file, place.range, (location) => {
      this.#revealed = location;
    });
  }

  #follow(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || this.#panel === undefined || !isCandidate(editor.document)) return;
    if (this.#ofRoles) return;
    const { uri } = editor.document;
    if (
      this.#revealed?.uri.toString() === uri.toString() &&
      (this.#revealed.range.isEqual(editor.selection) || editor !== vscode.window.activeTextEditor)
    ) {
      return;
    }
    this.#revealed = undefined;
    // What stands in a file that the message's explanation has shown is still about the message.
    this.#target = { uri, position: editor.selection.active };
    if (this.#panel.visible) void this.#update();
  }

  #soon(): void {
    if (this.#panel?.visible !== true) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#update(), REST);
  }

  /** One question at a time: a cursor that runs through a file asks for where it is, not for where it was. */
  async #update(): Promise<void> {
    if (this.#busy) {
      this.#stale = true;
      return;
    }
    this.#busy = true;
    try {
      do {
        this.#stale = false;
        await this.#ask();
      } while (this.#stale);
    } finally {
      this.#busy = false;
    }
  }

  async #ask(): Promise<void> {
    const target = this.#target;
    const asked = ++this.#asked;
    if (this.#panel === undefined) return;
    if (target === undefined) return this.#show(emptyView('notOpen'));
    if (this.#view === undefined) this.#show(busyView('roles' in target));
    const view = await this.#viewFor(target);
    if (asked !== this.#asked || target !== this.#target) return;
    // The same answer is not sent again: only the cursor has moved in what it speaks of.
    if (this.#view === undefined || JSON.stringify(view) !== JSON.stringify(this.#view)) this.#show(view);
    this.#showCursor();
  }

  #viewFor(target: Target): Promise<View> {
    if ('uri' in target) return this.#viewAt(target);
    return 'roles' in target ? rolesView(this.#server) : this.#viewOf(target.message);
  }

  async #viewAt({ uri, position }: At): Promise<View> {
    if (!(await openDocument(uri))) return emptyView('notOpen');
    const params: ExplainParams = { uri: uri.toString(), position: plainPosition(position) };
    const result = await this.#server.request<ExplainResult>(EXPLAIN_REQUEST, params);
    if (result === undefined) return errorView();
    if (result.kind === 'nothing') return emptyView(result.reason);
    const { explanation } = result;
    const name = vscode.workspace.asRelativePath(uri);
    const from = explanation.place?.range.start.line ?? position.line;
    return {
      kind: 'explanation',
      where: vscode.l10n.t('{0}, line {1}', name, from + 1),
      explanations: [explanation],
    };
  }

  async #viewOf(text: string): Promise<View> {
    const result = await this.#server.request<ExplainMessageResult>(EXPLAIN_MESSAGE_REQUEST, { text });
    if (result === undefined) return errorView();
    const [first, ...more] = result.explanations;
    if (first === undefined) return noMessageView();
    return { kind: 'explanation', where: vscode.l10n.t('A refused call'), explanations: [first, ...more] };
  }

  #show(view: View): void {
    this.#view = view;
    this.#send(view);
  }

  #send(view: View): void {
    this.#post({ type: 'show', view, labels: labels(), keep: this.#kept });
  }

  #showCursor(): void {
    const at = this.#at;
    if (at !== undefined) this.#post({ type: 'cursor', ...plainPosition(at.position), keep: this.#kept });
  }

  get #kept(): Kept | undefined {
    const target = this.#target;
    if (target === undefined) return undefined;
    if ('roles' in target) return target;
    return 'uri' in target
      ? { uri: target.uri.toString(), ...plainPosition(target.position) }
      : { message: target.message.slice(0, 100_000) };
  }

  #say(text: string): void {
    this.#post({ type: 'said', text });
  }

  #post(message: ToPanel): void {
    void this.#panel?.webview.postMessage(message);
  }
}

const TITLE = 'STS Lens: Explain';
