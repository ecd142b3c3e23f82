import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { eventually } from './browser';

/** A file of the workspace, which is a copy of `examples/`. */
export function file(name: string): vscode.Uri {
  return vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, ...name.split('/'));
}

/** Opens a file in front, with the cursor on the first place a text stands. */
export async function open(name: string, at?: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(file(name));
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  if (at !== undefined) {
    const place = rangeOf(document, at);
    editor.selection = new vscode.Selection(place.start, place.start);
  }
  return editor;
}

/** Where a text stands, at its first occurrence. */
export function rangeOf(document: vscode.TextDocument, part: string): vscode.Range {
  const start = document.getText().indexOf(part);
  assert.ok(start >= 0, `${part} stands in ${document.uri.path}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + part.length));
}

/** What STS Lens says of a file, once it says something of which `test` is true. */
export function findings(
  uri: vscode.Uri,
  test: (codes: readonly string[]) => boolean = (codes) => codes.length > 0,
): Promise<vscode.Diagnostic[]> {
  return eventually(() => {
    const ours = vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'sts-lens');
    const found = ours.map(codeOf);
    assert.ok(test(found), `findings: ${found.join(', ') || 'none'}`);
    return ours;
  });
}

/** The rule of a finding. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The fixes VS Code offers where a rule has found something, edits filled in. */
export async function fixesFor(document: vscode.TextDocument, rule: string): Promise<vscode.CodeAction[]> {
  const all = await findings(document.uri, (codes) => codes.includes(rule));
  const { range } = all.find((finding) => codeOf(finding) === rule)!;
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    20,
  );
}

/** Closes everything; what was changed is thrown away. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
