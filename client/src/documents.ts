import type * as vscode from 'vscode';

/** The languages STS Lens looks at, in files of every scheme. */
export const LANGUAGES: readonly string[] = ['json', 'jsonc', 'aws-config'];

export const SELECTOR = LANGUAGES.map((language) => ({ language }));

/** Whether a document is in a language we look at at all. */
export function isCandidate(document: vscode.TextDocument): boolean {
  return LANGUAGES.includes(document.languageId);
}

/** Words without which no JSON text is a policy, IAM output or settings of ours. */
const TELLING = /"Statement"|"Effect"|AssumeRole|arn:aws|\bsts\b/i;

/**
 * A cheap look that decides whether starting the server is worth it: most JSON files have nothing to do with AWS.
 * The server itself judges by the document's shape.
 */
export function mayBeOurs(document: vscode.TextDocument): boolean {
  if (document.languageId === 'aws-config') return true;
  if (!isCandidate(document)) return false;
  return document.uri.path.endsWith('/.sts-lens.json') || TELLING.test(document.getText());
}
