import { CodeActionKind, type InitializeParams, MarkupKind } from 'vscode-languageserver';
import type { InitializationOptions } from './protocol';

/** What the client at the other end can do, read once. Everything optional is asked here before it is used. */
export interface Abilities {
  /** Diagnostics are pulled only by clients that can be told to pull again; all others get them pushed. */
  readonly pullDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly unnecessaryTag: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticVersion: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly registerWatchers: boolean;
  readonly registerFormatting: boolean;
  readonly registerTokens: boolean;
  readonly workspaceFolders: boolean;
  readonly progress: boolean;
  readonly documentChanges: boolean;
  readonly changeAnnotations: boolean;
  readonly applyEdit: boolean;
  readonly codeActionLiterals: boolean;
  readonly resolveEdit: boolean;
  readonly preferredActions: boolean;
  readonly disabledActions: boolean;
  readonly markdownHover: boolean;
  readonly prepareRename: boolean;
  readonly snippets: boolean;
  readonly markdownCompletion: boolean;
  readonly refreshLenses: boolean;
  readonly nestedSymbols: boolean;
  readonly inputBox: boolean;
  readonly panel: boolean;
  readonly files: boolean;
}

/** Reads the client's capabilities and its `initializationOptions`; what is not said is not there. */
export function abilitiesOf({ capabilities, initializationOptions }: InitializeParams): Abilities {
  const { textDocument, workspace, window } = capabilities ?? {};
  const action = textDocument?.codeAction;
  const completion = textDocument?.completion?.completionItem;
  const publish = textDocument?.publishDiagnostics;
  const pulls = textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true;
  const about = pulls ? { ...publish, ...textDocument?.diagnostic } : publish;
  const options = optionsOf(initializationOptions);
  return {
    pullDiagnostics: pulls,
    relatedInformation: about?.relatedInformation === true,
    unnecessaryTag: about?.tagSupport?.valueSet?.includes(1) === true,
    codeDescription: about?.codeDescriptionSupport === true,
    diagnosticVersion: publish?.versionSupport === true,
    configuration: workspace?.configuration === true,
    registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registerWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registerFormatting: textDocument?.formatting?.dynamicRegistration === true,
    registerTokens: textDocument?.semanticTokens?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    applyEdit: workspace?.applyEdit === true,
    codeActionLiterals: action?.codeActionLiteralSupport !== undefined,
    resolveEdit: action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
    preferredActions: action?.isPreferredSupport === true,
    disabledActions: action?.disabledSupport === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    snippets: completion?.snippetSupport === true,
    markdownCompletion: completion?.documentationFormat?.includes(MarkupKind.Markdown) === true,
    refreshLenses: workspace?.codeLens?.refreshSupport === true,
    nestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    inputBox: options.inputBox === true,
    panel: options.panel === true,
    files: options.files === true,
  };
}

/** Whether a code action of this kind was asked for; kinds match by prefix. */
export function wants(only: readonly string[] | undefined, kind: string): boolean {
  if (only === undefined) return !kind.startsWith(CodeActionKind.Source);
  return only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
}

function optionsOf(value: unknown): InitializationOptions {
  return typeof value === 'object' && value !== null ? value : {};
}
