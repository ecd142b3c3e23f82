import type * as vscode from 'vscode';

/**
 * The languages STS Lens looks at, in files of every scheme. Extensions give templates and pipelines language ids of
 * their own; where none is installed they are plain YAML.
 */
export const LANGUAGES: readonly string[] = [
  'json',
  'jsonc',
  'aws-config',
  'yaml',
  'cloudformation',
  'ansible',
  'github-actions-workflow',
  'azure-pipelines',
];

export const SELECTOR = LANGUAGES.map((language) => ({ language }));

/** Those in which it is worth saying that a file holds nothing for us. */
export const OFTEN_OURS = [{ language: 'json' }, { language: 'jsonc' }, { language: 'aws-config' }];

/** Whether a document is in a language we look at at all. */
export function isCandidate(document: vscode.TextDocument): boolean {
  return LANGUAGES.includes(document.languageId);
}

/** Words without which no text is a policy, IAM output, a template with roles, or settings of ours. */
const TELLING = /"Statement"|"Effect"|PolicyDocument|AssumeRole|assume.role|iamRole|arn:aws|\bsts\b/i;

/**
 * A cheap look that decides whether starting the server is worth it: most JSON and YAML files have nothing to do with
 * AWS. The server itself judges by the document's shape.
 */
export function mayBeOurs(document: vscode.TextDocument): boolean {
  if (document.languageId === 'aws-config') return true;
  if (!isCandidate(document)) return false;
  return document.uri.path.endsWith('/.sts-lens.json') || TELLING.test(document.getText());
}
