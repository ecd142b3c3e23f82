import type * as vscode from 'vscode';

/**
 * Languages of policies, roles and profiles. Extensions give templates and pipelines language ids of their own; where
 * none is installed they are plain YAML.
 */
const POLICY_LANGUAGES: readonly string[] = [
  'json',
  'jsonc',
  'aws-config',
  'yaml',
  'cloudformation',
  'ansible',
  'github-actions-workflow',
  'azure-pipelines',
  'shellscript',
  'makefile',
  'dockerfile',
  'powershell',
  'bat',
  'markdown',
  'terraform',
  'opentofu',
  'hcl',
];

/**
 * Languages in which an STS endpoint is set: the extension is started by the first line, and not by program sources,
 * of which hardly any has to do with STS.
 */
const ENDPOINT_LANGUAGES: readonly string[] = [
  ...['dotenv', 'dockerfile', 'dockercompose', 'shellscript', 'powershell', 'makefile', 'helm'],
  ...['bat', 'properties', 'ini', 'xml', 'toml', 'python', 'javascript', 'javascriptreact', 'typescript'],
  ...['typescriptreact', 'go', 'java', 'kotlin', 'groovy', 'csharp', 'php', 'ruby', 'rust', 'cpp', 'c'],
];

/** The languages STS Lens looks at, in files of every scheme. */
export const LANGUAGES: readonly string[] = [...POLICY_LANGUAGES, ...ENDPOINT_LANGUAGES];

export const SELECTOR = LANGUAGES.map((language) => ({ language }));

/** Those in which it is worth saying that a file holds nothing for us. */
export const OFTEN_OURS = [{ language: 'json' }, { language: 'jsonc' }, { language: 'aws-config' }];

/** Whether a document is in a language we look at at all. */
export function isCandidate(document: vscode.TextDocument): boolean {
  return LANGUAGES.includes(document.languageId);
}

/** Words without which no text is a policy, IAM output, a template with roles, profiles, or settings of ours. */
const TELLING =
  /"Statement"|"Effect"|PolicyDocument|AssumeRole|assume.role|aws_iam_|iamRole|arn:aws|\bsts\b|aws_access_key_id/i;

/** What a file says that sets an STS endpoint, whatever its language. */
const ENDPOINT = /sts\.amazonaws\.com|sts_?regional_?endpoints|AWS_ENDPOINT_URL/i;

/**
 * A cheap look that decides whether starting the server is worth it: most files have nothing to do with
 * AWS. The server itself judges by the document's shape.
 */
export function mayBeOurs(document: vscode.TextDocument): boolean {
  if (document.languageId === 'aws-config') return true;
  if (!isCandidate(document)) return false;
  if (document.uri.path.endsWith('/.sts-lens.json')) return true;
  const text = document.getText();
  return ENDPOINT.test(text) || (POLICY_LANGUAGES.includes(document.languageId) && TELLING.test(text));
}
