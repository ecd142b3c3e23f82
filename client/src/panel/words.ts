import * as vscode from 'vscode';
import type { Nothing } from '../../../server/src/lsp/protocol';
import type { Labels, View } from './messages';

/** The fixed words of the panel's page, in the user's language. */
export function labels(): Labels {
  return {
    copy: vscode.l10n.t('Copy as Markdown'),
    copied: vscode.l10n.t('Copied.'),
    reasons: vscode.l10n.t('Why'),
    source: vscode.l10n.t('Source'),
    show: vscode.l10n.t('Show in the editor'),
    yes: vscode.l10n.t('Yes'),
    no: vscode.l10n.t('No'),
    depends: vscode.l10n.t('It depends'),
    remark: vscode.l10n.t('Remark'),
    verdict: vscode.l10n.t('Verdict'),
  };
}

/** What the panel says when there is nothing to explain, and what to do about it. */
export function emptyView(reason: Nothing): View {
  const open = vscode.l10n.t(
    'Open a role trust policy in JSON, the output of aws iam get-role, or an AWS config file, and put the cursor in it.',
  );
  switch (reason) {
    case 'notOpen':
      return { kind: 'empty', title: vscode.l10n.t('No file to explain'), advice: open };
    case 'notOurs':
      return { kind: 'empty', title: vscode.l10n.t('No trust policy or profile in this file'), advice: open };
    case 'excluded':
      return {
        kind: 'empty',
        title: vscode.l10n.t('This file is excluded'),
        advice: vscode.l10n.t(
          'Take it out of the setting stsLens.exclude, or out of exclude in .sts-lens.json.',
        ),
      };
    case 'tooLarge':
      return {
        kind: 'empty',
        title: vscode.l10n.t('This file is too large to be analysed'),
        advice: vscode.l10n.t('Put the policy or the profile into a file of its own.'),
      };
    case 'nothingHere':
      return {
        kind: 'empty',
        title: vscode.l10n.t('Nothing to explain at the cursor'),
        advice: vscode.l10n.t('Put the cursor in a trust policy or a profile.'),
      };
  }
}

/** What the panel says when the server does not answer. */
export function errorView(): View {
  return {
    kind: 'error',
    title: vscode.l10n.t('The server did not answer'),
    advice: vscode.l10n.t('The log says why. Restarting the server often helps.'),
    action: { title: vscode.l10n.t('Restart Server'), command: 'restart' },
  };
}
