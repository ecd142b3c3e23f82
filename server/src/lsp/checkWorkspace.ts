import type { CancellationToken, Diagnostic } from 'vscode-languageserver';
import { findingDiagnostic } from './diagnostic';
import { closedText } from './positions';
import type { WorkspaceFile } from './protocol';
import { type Timers, turns } from './runtime';
import type { Session } from './session';
import { goOn } from './wall';

/** The findings of every file of the index that is not open, hints left out; open ones have their own. */
export async function checkWorkspace(
  { analyst, index, can, open }: Session,
  timers: Timers,
  token: CancellationToken,
): Promise<WorkspaceFile[]> {
  const files: WorkspaceFile[] = [];
  const turn = turns(timers);
  for (const document of [...index.stored]) {
    await turn();
    goOn(token);
    if (open.find(document.uri) !== undefined) continue;
    const text = closedText(document.uri, document.text);
    const diagnostics: Diagnostic[] = (await analyst.checkStored(document))
      .filter(({ severity }) => severity !== 'hint')
      .map((finding) => findingDiagnostic(finding, text, can, (uri) => analyst.textOf(uri)));
    if (diagnostics.length > 0) files.push({ uri: document.uri, diagnostics });
  }
  return files;
}
