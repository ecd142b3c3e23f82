import * as vscode from 'vscode';

/** Opens an example as a new file, so that nothing has to be saved or cleared away, and explains it. */
export async function openExample(extension: vscode.Uri): Promise<void> {
  const uri = vscode.Uri.joinPath(extension, 'walkthrough', 'example-role.json');
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const document = await vscode.workspace.openTextDocument({ language: 'json', content });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  await vscode.commands.executeCommand('stsLens.explain');
}
