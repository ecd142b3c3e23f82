import * as vscode from 'vscode';
import type { ExplainParams } from '../../../server/src/lsp/protocol';

/** A place in a file. */
export interface At {
  readonly uri: vscode.Uri;
  readonly position: vscode.Position;
}

/** What the panel speaks of: a place in a file, the text of a refused call, or the roles of the workspace. */
export type Target = At | { readonly message: string } | { readonly roles: true };

/** The place a lens hands over; undefined for what a menu hands over. */
export function targetOf(target: ExplainParams | vscode.Uri | undefined): At | undefined {
  if (target === undefined || target instanceof vscode.Uri || typeof target.uri !== 'string')
    return undefined;
  const { line, character } = target.position;
  return { uri: vscode.Uri.parse(target.uri), position: new vscode.Position(line, character) };
}

/** Where the cursor is; undefined without an editor. */
export function cursor(): At | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && { uri: editor.document.uri, position: editor.selection.active };
}

/** Opens a file without showing it: the server knows open documents only. @returns whether it is there */
export async function openDocument(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.openTextDocument(uri);
    return true;
  } catch {
    return false;
  }
}

/**
 * Selects a range of a file, in the editor that shows it.
 * @param before told the place before the editor goes there
 */
export async function revealPlace(
  file: vscode.Uri,
  { start, end }: ExplainRange,
  before: (location: vscode.Location) => void,
): Promise<vscode.Location> {
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  const location = new vscode.Location(file, selection);
  before(location);
  const shown = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === file.toString(),
  );
  const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(file, { viewColumn, selection });
  return location;
}

interface ExplainRange {
  readonly start: ExplainParams['position'];
  readonly end: ExplainParams['position'];
}

/** A position as plain data. */
export function plainPosition({ line, character }: vscode.Position) {
  return { line, character };
}
