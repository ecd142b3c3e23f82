import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activate as start } from './extension';

/** The browser's extension host: the server is a worker. */
export function activate(context: vscode.ExtensionContext): void {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.web.js');
  start(
    context,
    (options) => new LanguageClient('stsLens', 'STS Lens', new Worker(module.toString(true)), options),
  );
}
