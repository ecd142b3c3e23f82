import * as vscode from 'vscode';
import {
  KEEP_CASE_REQUEST,
  type KeepCaseParams,
  type KeepCaseResult,
} from '../../../server/src/lsp/protocol';
import type { Server } from '../server';

/** Keeps a question as a case in `.sts-lens.json` and shows that file. @returns whether it was kept */
export async function keepCase(server: Server, params: KeepCaseParams): Promise<boolean> {
  const result = await server.request<KeepCaseResult>(KEEP_CASE_REQUEST, params);
  if (result?.kind !== 'file') {
    vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The case could not be kept: open a folder that holds the file, and look at its .sts-lens.json.',
      ),
    );
    return false;
  }
  const uri = vscode.Uri.parse(result.uri);
  const edit = new vscode.WorkspaceEdit();
  if (result.exists) {
    const document = await vscode.workspace.openTextDocument(uri);
    const end = document.positionAt(document.getText().length);
    edit.replace(uri, new vscode.Range(new vscode.Position(0, 0), end), result.text);
  } else {
    edit.createFile(uri, { contents: new TextEncoder().encode(result.text) });
  }
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  const document = await vscode.workspace.openTextDocument(uri);
  return document.save();
}
