import * as vscode from 'vscode';
import { ROLES_REQUEST, type RolesResult } from '../../../server/src/lsp/protocol';
import type { Server } from '../server';
import type { View } from './messages';
import { errorView, noRolesView } from './words';

/** What the panel shows of the roles of the workspace: who can assume whom. */
export async function rolesView(server: Server): Promise<View> {
  const result = await server.request<RolesResult>(ROLES_REQUEST, {});
  if (result === undefined) return errorView();
  if (result.kind === 'nothing') return noRolesView();
  const where = vscode.l10n.t('The roles of the workspace');
  return { kind: 'explanation', where, explanations: [result.explanation] };
}
