import * as vscode from 'vscode';
import type { ExplainPanel } from './panel/panel';

/** What the text of a refused call or a CloudTrail event has in it. */
const TELLING =
  /not authorized to perform|AccessDenied|authorization (?:failure )?message|InvalidIdentityToken|"eventSource"/i;

/**
 * Asks for the message of a refused call and explains it in the panel. The selection and the clipboard are offered
 * when they look like one: whoever has just copied a message need not paste it.
 * @param given a message, from another command
 */
export async function explainMessage(panel: ExplainPanel, given?: unknown): Promise<void> {
  const text = typeof given === 'string' ? given : ((await selected()) ?? (await ask()));
  if (text !== undefined && text.trim() !== '') await panel.showMessage(text);
}

async function selected(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const text = editor?.selection.isEmpty === false ? editor.document.getText(editor.selection) : '';
  return TELLING.test(text) ? text : undefined;
}

async function ask(): Promise<string | undefined> {
  // A browser asks before it lets a page read the clipboard, which is more than an offer is worth.
  const desktop = vscode.env.uiKind === vscode.UIKind.Desktop;
  const copied = desktop ? await vscode.env.clipboard.readText() : '';
  const offered = copied.length < 2_000_000 && TELLING.test(copied) ? copied : undefined;
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Explain an AccessDenied Message'),
    prompt: vscode.l10n.t('The message of a refused call, or a CloudTrail event'),
    placeHolder: 'User: … is not authorized to perform: sts:AssumeRole on resource: …',
    // An input box has one line: the message itself is kept aside, for an event has many.
    value: offered === undefined ? '' : offered.replace(/\s+/g, ' ').trim(),
    ignoreFocusOut: true,
  });
  if (typed === undefined) return undefined;
  return offered !== undefined && typed === offered.replace(/\s+/g, ' ').trim() ? offered : typed;
}
