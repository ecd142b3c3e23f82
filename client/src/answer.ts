import * as vscode from 'vscode';
import {
  FIX_REQUEST,
  type FixParams,
  type FixResult,
  type QuestionAsked,
} from '../../server/src/lsp/protocol';
import type { Server } from './server';

/** Asks for the value only the user knows, then makes the fix with it. */
export async function answerQuestion(server: Server, question: QuestionAsked): Promise<void> {
  const value = await ask(question);
  if (value === undefined) return;
  const { uri, version, rule, offset, fix } = question;
  const params: FixParams = { uri, version, rule, offset, fix, value };
  const result = await server.request<FixResult>(FIX_REQUEST, params);
  if (result?.kind !== 'edit') {
    const message = vscode.l10n.t(
      'The file has changed in the meantime, so nothing was written. Choose the fix again.',
    );
    vscode.window.showWarningMessage(message);
    return;
  }
  const edit = await server.converter?.asWorkspaceEdit(result.edit);
  if (edit !== undefined) await vscode.workspace.applyEdit(edit);
}

/**
 * A list of the candidates that is also a text box: what is typed stands first as soon as it is a possible
 * answer, so that one Enter takes either.
 */
function ask({
  title,
  prompt,
  consequence,
  candidates,
  pattern,
  hint,
}: QuestionAsked): Promise<string | undefined> {
  if (candidates.length < 2) return askForText(title, prompt, consequence, candidates[0], pattern, hint);
  const form = matcher(pattern);
  const picker = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly value?: string }>();
  picker.title = title;
  picker.placeholder = prompt;
  picker.ignoreFocusOut = true;
  const known = candidates.map((value) => ({ label: value, value }));
  const show = (typed: string) => {
    const given = typed === '' || candidates.includes(typed);
    const own = form(typed)
      ? { label: typed, value: typed, alwaysShow: true }
      : { label: hint, iconPath: new vscode.ThemeIcon('info'), alwaysShow: true };
    picker.items = [...(given ? [] : [own]), ...notes(consequence), ...known];
    const first = given ? known.find(({ value }) => typed === '' || value === typed) : own;
    if (first !== undefined) picker.activeItems = [first];
  };
  show('');
  return new Promise((resolve) => {
    picker.onDidChangeValue((typed) => show(typed.trim()));
    picker.onDidAccept(() => {
      const value = picker.selectedItems[0]?.value;
      if (value === undefined) return;
      resolve(value);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

/** A consequence as lines above the candidates: they are read, not chosen. A line of the list does not wrap. */
function notes(consequence: string | undefined): vscode.QuickPickItem[] {
  if (consequence === undefined) return [];
  const lines = consequence.match(/\S.{0,64}(?=\s|$)|\S{66,}/g) ?? [];
  const kind = vscode.QuickPickItemKind.Separator;
  return [
    { label: vscode.l10n.t('Good to know'), kind },
    ...lines.map((label) => ({ label, alwaysShow: true })),
    { label: vscode.l10n.t('Suggestions'), kind },
  ];
}

async function askForText(
  title: string,
  prompt: string,
  consequence: string | undefined,
  candidate: string | undefined,
  pattern: string,
  hint: string,
): Promise<string | undefined> {
  const form = matcher(pattern);
  const value = await vscode.window.showInputBox({
    title,
    prompt: consequence === undefined ? prompt : `${prompt} ${consequence}`,
    value: candidate ?? '',
    ignoreFocusOut: true,
    validateInput: (typed) => (form(typed.trim()) ? undefined : hint),
  });
  return value?.trim();
}

function matcher(pattern: string): (value: string) => boolean {
  const form = new RegExp(`^(?:${pattern})$`);
  return (value) => form.test(value);
}
