import * as vscode from 'vscode';
import type { ExplainParams, QuestionAsked } from '../../server/src/lsp/protocol';
import { answerQuestion } from './answer';
import { CheckedWorkspace } from './checkedWorkspace';
import { isCandidate, mayBeOurs } from './documents';
import { openExample } from './example';
import { explainMessage } from './message';
import { ExplainPanel } from './panel/panel';
import { type Connect, Server } from './server';
import { Status } from './status';

/** Starts the extension on any platform. The server itself starts with the first document that may be ours. */
export function activate(context: vscode.ExtensionContext, connect: Connect): void {
  const server = new Server(connect);
  const panel = new ExplainPanel(server, context.extensionUri);
  const checked = new CheckedWorkspace(server);
  const command = (id: string, run: (...args: never[]) => unknown) =>
    vscode.commands.registerCommand(id, run);
  context.subscriptions.push(
    server,
    panel,
    checked,
    new Status(server),
    command('stsLens.explain', (target?: ExplainParams | vscode.Uri) => panel.show(target)),
    command('stsLens.explainMessage', (text?: unknown) => explainMessage(panel, text)),
    command('stsLens.showRoles', () => panel.showRoles()),
    command('stsLens.openExamples', () => openExample(context.extensionUri)),
    command('stsLens.openSettings', () =>
      vscode.commands.executeCommand('workbench.action.openSettings', 'stsLens.exclude'),
    ),
    command('stsLens.answer', (question: QuestionAsked) => answerQuestion(server, question)),
    command('stsLens.fixAll', fixAll),
    command('stsLens.checkWorkspace', () => checked.check()),
    command('stsLens.restart', () => server.restart()),
    command('stsLens.showLog', () => server.log.show()),
    ...startWhenNeeded(server),
  );
}

/** Milliseconds of rest before a document that is being typed in is looked at: large ones must not slow typing. */
const REST = 400;

/** Watches for the first document that may be ours, and then no longer. */
function startWhenNeeded(server: Server): vscode.Disposable[] {
  const watching: vscode.Disposable[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (document: vscode.TextDocument) => {
    if (server.state === 'off' && !mayBeOurs(document)) return;
    for (const watch of watching.splice(0)) watch.dispose();
    if (server.state === 'off') void server.start();
  };
  watching.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      clearTimeout(timer);
      if (isCandidate(document)) timer = setTimeout(() => look(document), REST);
    }),
    { dispose: () => clearTimeout(timer) },
  );
  for (const document of vscode.workspace.textDocuments) if (watching.length > 0) look(document);
  return [{ dispose: () => watching.forEach((watch) => void watch.dispose()) }];
}

function fixAll(): Thenable<unknown> {
  return vscode.commands.executeCommand('editor.action.codeAction', {
    kind: 'source.fixAll.stsLens',
    apply: 'first',
  });
}
