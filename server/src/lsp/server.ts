import {
  type Connection,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
} from 'vscode-languageserver';
import { ask, keepCase } from './ask';
import { capabilitiesFor } from './capabilities';
import { checkWorkspace } from './checkWorkspace';
import { codeActions, resolveCodeAction } from './codeActions';
import { codeLenses } from './codeLens';
import { execute } from './commands';
import { completionsAt, resolveCompletion } from './completion';
import { explainAt } from './explain';
import { explainMessage } from './explainMessage';
import { folderUri } from './fileNames';
import { formattingOf } from './formatting';
import { hoverAt } from './hover';
import { definitionAt, foldsOf, referencesAt, renamableAt, renameAt } from './navigation';
import { OpenDocuments } from './openDocuments';
import {
  ASK_REQUEST,
  type AskParams,
  type AskResult,
  CHECK_WORKSPACE_REQUEST,
  EXPLAIN_MESSAGE_REQUEST,
  EXPLAIN_REQUEST,
  type ExplainMessageParams,
  type ExplainMessageResult,
  type ExplainParams,
  type ExplainResult,
  FIX_REQUEST,
  type FixParams,
  type FixResult,
  KEEP_CASE_REQUEST,
  type KeepCaseParams,
  type KeepCaseResult,
  ROLES_REQUEST,
  type RolesResult,
  STATUS_REQUEST,
  type StatusParams,
  type StatusResult,
  type WorkspaceFile,
} from './protocol';
import { rolesInSight } from './roles';
import type { Runtime } from './runtime';
import { semanticTokensOf } from './semanticTokens';
import { Session } from './session';
import { statusOf } from './status';
import { symbolsOf, workspaceSymbols } from './symbols';
import { VERSION } from './version';
import { Wall } from './wall';

/**
 * The language server, on any connection and any machine.
 * @param connection not yet listening
 * @param runtime what the machine gives
 */
export function startServer(connection: Connection, runtime: Runtime): void {
  const wall = new Wall((message) => connection.console.error(message));
  const open = new OpenDocuments();
  let begun: Session | undefined;
  const session = () => {
    if (begun === undefined)
      throw new ResponseError(ErrorCodes.ServerNotInitialized, 'Send initialize first.');
    return begun;
  };

  connection.onInitialize((params: InitializeParams): InitializeResult | ResponseError<never> => {
    if (begun !== undefined) {
      return new ResponseError<never>(ErrorCodes.InvalidRequest, 'The server has been initialized already.');
    }
    begun = new Session(connection, runtime, wall, open, params);
    wall.phase = 'running';
    return {
      capabilities: capabilitiesFor(begun.can),
      serverInfo: { name: 'sts-lens', version: VERSION },
    };
  });
  connection.onInitialized(() => wall.run('initialized', undefined, () => session().begin()));
  connection.onShutdown(() => {
    wall.phase = 'ended';
  });
  open.texts.listen(connection);

  connection.onHover(
    wall.request('textDocument/hover', null, (params) => hoverAt(params, session().analyst, session().can)),
  );
  connection.onCompletion(
    wall.request('textDocument/completion', null, (params) =>
      completionsAt(params, session().analyst, session().can),
    ),
  );
  connection.onCompletionResolve((item, token) =>
    wall.request('completionItem/resolve', item, () => resolveCompletion(item, session().can))(item, token),
  );
  connection.onCodeAction(
    wall.request('textDocument/codeAction', [], (params) =>
      codeActions(params, session().analyst, session().fixes, session().can),
    ),
  );
  connection.onCodeActionResolve((action, token) =>
    wall.request('codeAction/resolve', action, () => resolveCodeAction(action, session().fixes))(
      action,
      token,
    ),
  );
  connection.onCodeLens(
    wall.request('textDocument/codeLens', [], ({ textDocument }) =>
      codeLenses(textDocument.uri, session().analyst),
    ),
  );
  connection.onDocumentSymbol(
    wall.request('textDocument/documentSymbol', [], ({ textDocument }) =>
      symbolsOf(textDocument.uri, session().analyst, session().can),
    ),
  );
  connection.onWorkspaceSymbol(
    wall.request('workspace/symbol', [], ({ query }) =>
      workspaceSymbols(query, session().index, session().analyst),
    ),
  );
  connection.onFoldingRanges(
    wall.request('textDocument/foldingRange', [], ({ textDocument }) =>
      foldsOf(textDocument.uri, session().analyst),
    ),
  );
  connection.onDocumentFormatting(
    wall.request('textDocument/formatting', [], ({ textDocument }) =>
      formattingOf(textDocument.uri, session().analyst),
    ),
  );
  connection.languages.semanticTokens.on(
    wall.request('textDocument/semanticTokens/full', { data: [] }, ({ textDocument }) =>
      semanticTokensOf(textDocument.uri, session().analyst),
    ),
  );
  connection.onDefinition(
    wall.request('textDocument/definition', [], (params) => definitionAt(params, session().analyst)),
  );
  connection.onReferences(
    wall.request('textDocument/references', [], (params) => referencesAt(params, session().analyst)),
  );
  connection.onPrepareRename(
    wall.request('textDocument/prepareRename', null, (params) => renamableAt(params, session().analyst)),
  );
  connection.onRenameRequest(
    wall.request('textDocument/rename', null, (params) =>
      renameAt(params, session().analyst, session().fixes),
    ),
  );
  connection.onExecuteCommand(
    wall.request('workspace/executeCommand', null, (params) =>
      execute(params, connection, session().analyst, session().fixes),
    ),
  );
  connection.onRequest<ExplainResult, never>(
    EXPLAIN_REQUEST,
    wall.request<ExplainParams, ExplainResult>(EXPLAIN_REQUEST, NOTHING, (params) =>
      explainAt(params, session().analyst),
    ),
  );
  connection.onRequest<ExplainMessageResult, never>(
    EXPLAIN_MESSAGE_REQUEST,
    wall.request<ExplainMessageParams, ExplainMessageResult>(
      EXPLAIN_MESSAGE_REQUEST,
      { explanations: [] },
      (params) => explainMessage(params, session().analyst, session().workspace.folders[0] ?? 'file:///'),
    ),
  );
  connection.onRequest<AskResult, never>(
    ASK_REQUEST,
    wall.request<AskParams, AskResult>(ASK_REQUEST, { kind: 'nothing' }, (params) =>
      ask(params, session().analyst),
    ),
  );
  connection.onRequest<KeepCaseResult, never>(
    KEEP_CASE_REQUEST,
    wall.request<KeepCaseParams, KeepCaseResult>(KEEP_CASE_REQUEST, { kind: 'nothing' }, (params) => {
      const { analyst, workspace, files } = session();
      return keepCase(params, analyst, workspace.folders, (uri) => files.read(uri, 1_000_000));
    }),
  );
  connection.onRequest<FixResult, never>(
    FIX_REQUEST,
    wall.request<FixParams, FixResult>(FIX_REQUEST, { kind: 'changed' }, (params) =>
      session().fixes.edit(params, params.value, params.told === true),
    ),
  );
  connection.onRequest<StatusResult, never>(
    STATUS_REQUEST,
    wall.request<StatusParams, StatusResult>(STATUS_REQUEST, NOTHING, ({ uri }) =>
      statusOf(uri, session().analyst),
    ),
  );
  connection.onRequest<WorkspaceFile[], never>(
    CHECK_WORKSPACE_REQUEST,
    wall.request(CHECK_WORKSPACE_REQUEST, [], (_: unknown, token) =>
      checkWorkspace(session(), runtime.timers, token),
    ),
  );
  connection.onRequest<RolesResult, never>(
    ROLES_REQUEST,
    wall.request<unknown, RolesResult>(ROLES_REQUEST, { kind: 'nothing' }, (_, token) =>
      rolesInSight(session(), runtime.timers, token),
    ),
  );

  connection.onDidChangeConfiguration(({ settings }) =>
    wall.run('workspace/didChangeConfiguration', undefined, () => session().settingsChanged(settings)),
  );
  connection.onDidChangeWatchedFiles(({ changes }) =>
    wall.run('workspace/didChangeWatchedFiles', undefined, () => session().workspace.filesChanged(changes)),
  );
  connection.onNotification(
    'workspace/didChangeWorkspaceFolders',
    ({ event }: { event: { added: { uri: string }[]; removed: { uri: string }[] } }) =>
      wall.run('workspace/didChangeWorkspaceFolders', undefined, () =>
        session().workspace.foldersChanged(
          event.added.map(({ uri }) => folderUri(uri)),
          event.removed.map(({ uri }) => folderUri(uri)),
        ),
      ),
  );
  connection.listen();
}

const NOTHING = { kind: 'nothing', reason: 'nothingHere' } as const;
