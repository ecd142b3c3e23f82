import * as vscode from 'vscode';
import {
  FIX_REQUEST,
  type FixParams,
  type FixResult,
  type RenderedRepair,
} from '../../../server/src/lsp/protocol';
import { answerQuestion } from '../answer';
import type { Server } from '../server';

/** Makes a fix that was chosen in the panel. @returns whether anything was written */
export async function applyRepair(server: Server, repair: RenderedRepair): Promise<boolean> {
  if (repair.question !== undefined) {
    await answerQuestion(server, repair.question);
    return false;
  }
  const params: FixParams = { ...repair.reference, value: '', told: true };
  const result = await server.request<FixResult>(FIX_REQUEST, params);
  const edit = result?.kind === 'edit' ? await server.converter?.asWorkspaceEdit(result.edit) : undefined;
  if (edit === undefined) {
    const message = vscode.l10n.t(
      'The file has changed in the meantime, so nothing was written. Choose the fix again.',
    );
    vscode.window.showWarningMessage(message);
    return false;
  }
  return vscode.workspace.applyEdit(edit);
}
