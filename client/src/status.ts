import * as vscode from 'vscode';
import { type Nothing, STATUS_REQUEST, type StatusResult } from '../../server/src/lsp/protocol';
import { isCandidate, OFTEN_OURS, SELECTOR } from './documents';
import type { Server } from './server';

/** Milliseconds of rest before the server is asked again. */
const REST = 200;

/**
 * The language status item (what STS Lens makes of the file in front), and the context key `stsLens.active` that
 * menus and commands go by.
 */
export class Status implements vscode.Disposable {
  readonly #server: Server;
  readonly #item = vscode.languages.createLanguageStatusItem('stsLens.status', SELECTOR);
  readonly #disposables: vscode.Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(server: Server) {
    this.#server = server;
    this.#item.name = 'STS Lens';
    const soon = () => this.#soon();
    this.#disposables = [
      this.#item,
      server.onDidChange(soon),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        // Focus in a panel or terminal leaves no editor; what was in front stays in sight.
        if (editor !== undefined) void this.#update();
      }),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const shown = this.#document()?.uri.toString();
        if (uris.some((uri) => uri.toString() === shown)) soon();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.#document()) soon();
      }),
    ];
    void this.#update();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #document(): vscode.TextDocument | undefined {
    return vscode.window.activeTextEditor?.document;
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#update(), REST);
  }

  async #update(): Promise<void> {
    const document = this.#document();
    const asked = ++this.#asked;
    if (document === undefined || !isCandidate(document)) return this.#activate(false);
    const { state } = this.#server;
    this.#item.busy = state === 'starting';
    if (state === 'failed') {
      this.#activate(false);
      const command = { command: 'stsLens.showLog', title: vscode.l10n.t('Show Log') };
      this.#show(
        vscode.l10n.t('STS Lens could not start'),
        vscode.l10n.t('The log says why.'),
        command,
        true,
      );
      return;
    }
    if (state === 'starting') return this.#show('STS Lens', vscode.l10n.t('Starting'));
    // Without a server no open file looked like one of ours.
    if (state === 'off') return this.#showNothing('notOurs');
    const params = { uri: document.uri.toString() };
    const result = await this.#server.request<StatusResult>(STATUS_REQUEST, params);
    if (asked !== this.#asked || result === undefined) return;
    if (result.kind === 'nothing') return this.#showNothing(result.reason);
    this.#activate(true);
    this.#item.selector = SELECTOR;
    const { findings, hints } = result;
    const found =
      findings === 0
        ? vscode.l10n.t('STS Lens: nothing found')
        : findings === 1
          ? vscode.l10n.t('STS Lens: 1 finding')
          : vscode.l10n.t('STS Lens: {0} findings', findings);
    const hinted =
      hints === 0 ? '' : hints === 1 ? vscode.l10n.t('1 hint') : vscode.l10n.t('{0} hints', hints);
    this.#show(found, hinted, { command: 'stsLens.explain', title: vscode.l10n.t('Explain') });
  }

  #showNothing(reason: Nothing): void {
    this.#activate(false);
    // Most files of the other languages have nothing to do with AWS: there is nothing to say above them.
    this.#item.selector = reason === 'notOurs' ? OFTEN_OURS : SELECTOR;
    const details: Record<Nothing, string> = {
      notOpen: '',
      notOurs: vscode.l10n.t('This file holds no role trust policy and no AWS profile.'),
      excluded: vscode.l10n.t(
        'This file is excluded by the setting stsLens.exclude, or by exclude in .sts-lens.json.',
      ),
      tooLarge: vscode.l10n.t('This file is too large to be analysed.'),
      nothingHere: '',
    };
    const command = {
      command: 'workbench.action.openSettings',
      title: vscode.l10n.t('Open Settings'),
      arguments: ['stsLens.exclude'],
    };
    const text = vscode.l10n.t('STS Lens: not checked');
    this.#show(text, details[reason], reason === 'excluded' ? command : undefined);
  }

  #show(text: string, detail: string, command?: vscode.Command, error = false): void {
    this.#item.text = text;
    this.#item.detail = detail;
    this.#item.command = command;
    this.#item.severity = error
      ? vscode.LanguageStatusSeverity.Error
      : vscode.LanguageStatusSeverity.Information;
  }

  #activate(ours: boolean): void {
    void vscode.commands.executeCommand('setContext', 'stsLens.active', ours);
  }
}
