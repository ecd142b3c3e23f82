import * as vscode from 'vscode';
import { LanguageClient, type NodeModule, TransportKind } from 'vscode-languageclient/node';
import { activate as start } from './extension';

/** The desktop and remote extension host: the server is a process of its own. */
export function activate(context: vscode.ExtensionContext): void {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const server: NodeModule = { module, transport: TransportKind.ipc };
  start(
    context,
    (options) => new LanguageClient('stsLens', 'STS Lens', { run: server, debug: server }, options),
  );
}
