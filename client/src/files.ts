import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  LIST_FILES_REQUEST,
  type ListFilesParams,
  READ_FILE_REQUEST,
  type ReadFileParams,
  type ReadFileResult,
} from '../../server/src/lsp/protocol';

/** Reads the workspace for a server that cannot: in the browser, and on virtual file systems. */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(LIST_FILES_REQUEST, async (params: ListFilesParams): Promise<string[]> => {
    const pattern = new vscode.RelativePattern(vscode.Uri.parse(params.folder), params.include);
    const found = await vscode.workspace.findFiles(pattern, params.exclude, params.limit);
    return found.map((uri) => client.code2ProtocolConverter.asUri(uri));
  });
  client.onRequest(READ_FILE_REQUEST, async (params: ReadFileParams): Promise<ReadFileResult | null> => {
    const uri = vscode.Uri.parse(params.uri);
    try {
      if ((await vscode.workspace.fs.stat(uri)).size > params.limit) return null;
      return { text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
    } catch {
      // A file that is not there is the usual case: settings are looked for in every folder.
      return null;
    }
  });
}
