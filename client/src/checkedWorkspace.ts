import * as vscode from 'vscode';
import { CHECK_WORKSPACE_REQUEST, type WorkspaceFile } from '../../server/src/lsp/protocol';
import type { Server } from './server';

/** The findings of files that are not open, shown on demand in the Problems list. */
export class CheckedWorkspace implements vscode.Disposable {
  readonly #server: Server;
  readonly #found = vscode.languages.createDiagnosticCollection('sts-lens-workspace');
  readonly #disposables: vscode.Disposable[];

  constructor(server: Server) {
    this.#server = server;
    // An open file has diagnostics of its own, and a changed one is no longer what was checked.
    const forget = (uri: vscode.Uri) => this.#found.delete(uri);
    this.#disposables = [
      this.#found,
      vscode.workspace.onDidOpenTextDocument(({ uri }) => forget(uri)),
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach(forget)),
      vscode.workspace.onDidRenameFiles(({ files }) => files.forEach(({ oldUri }) => void forget(oldUri))),
    ];
  }

  /** Checks every file of the workspace and opens the Problems list. */
  async check(): Promise<void> {
    const files = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('STS Lens: checking the workspace'),
        cancellable: true,
      },
      (_, token) => this.#server.request<WorkspaceFile[]>(CHECK_WORKSPACE_REQUEST, {}, token),
    );
    const { converter } = this.#server;
    if (files === undefined || converter === undefined) return;
    this.#found.clear();
    for (const { uri, diagnostics } of files) {
      this.#found.set(vscode.Uri.parse(uri), await converter.asDiagnostics(diagnostics));
    }
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
