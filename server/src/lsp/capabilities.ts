import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { Abilities } from './abilities';
import { commandsFor } from './commands';
import { TRIGGERS } from './completion';
import { SOURCE } from './diagnostic';
import { FIX_ALL_KIND } from './protocol';
import { LEGEND } from './semanticTokens';

/** What this server offers to this client. */
export function capabilitiesFor(can: Abilities): ServerCapabilities {
  const commands = commandsFor(can);
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    completionProvider: { triggerCharacters: [...TRIGGERS], resolveProvider: true },
    codeLensProvider: { resolveProvider: false },
    documentSymbolProvider: { label: 'STS Lens' },
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    // Other languages have formatters and colours of their own, so these two are for AWS config files only.
    ...(!can.registerFormatting && { documentFormattingProvider: true }),
    ...(!can.registerTokens && { semanticTokensProvider: { legend: LEGEND, full: true } }),
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: can.prepareRename ? { prepareProvider: true } : true,
    codeActionProvider: can.codeActionLiterals
      ? { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND], resolveProvider: can.resolveEdit }
      : true,
    ...(commands.length > 0 && { executeCommandProvider: { commands } }),
    ...(can.pullDiagnostics && {
      // What one file holds can be the evidence for a finding in another.
      diagnosticProvider: { identifier: SOURCE, interFileDependencies: true, workspaceDiagnostics: false },
    }),
    ...(can.workspaceFolders && {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    }),
  };
}
