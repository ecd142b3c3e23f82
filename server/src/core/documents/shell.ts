import { readPolicy } from '../iam/policy';
import { type Embedding, hostSpan, nested } from '../syntax/embedding';
import { textOf } from '../syntax/placeholders';
import { type Script, scriptWords } from '../syntax/scriptWord';
import type { ShellWord } from '../syntax/shellWord';
import { policyText } from '../syntax/view';
import type { Span } from '../text/span';
import type { DocumentKind, Opened, Reading } from './kind';
import { languageOf } from './language';
import { barePolicy } from './policiesInTree';
import { shellTexts } from './shellTexts';
import type { RoleFacts, Source, Subject } from './subjects';

/**
 * Shell scripts of all kinds, makefiles and Dockerfiles: policies in the arguments of the AWS CLI and of the AWS Tools
 * for PowerShell, in variables and here-documents.
 */
export const shell: DocumentKind = { id: 'shell', read };

function read(file: Opened): Reading | undefined {
  const language = languageOf(file);
  if (language === undefined || language === 'yaml' || language === 'markdown') return undefined;
  const subjects = subjectsInShell(file.text, undefined, { uri: file.uri }, language);
  return subjects.length === 0 ? undefined : { root: undefined, subjects, problems: [] };
}

/**
 * The policies in shell text.
 * @param outer where the text stands in the file, if it is not the file
 * @param source without edits: each policy gets its own
 */
export function subjectsInShell(
  text: string,
  outer: Embedding | undefined,
  source: Omit<Source, 'edits'>,
  script: Script,
): Subject[] {
  if (!text.includes('Statement')) return [];
  const lift = (inner: Embedding) => (outer === undefined ? inner : nested(outer, inner));
  const written = shellTexts(text, script).filter(({ closed }) => closed);
  const commands = commandsIn(text, script, lift);
  return written.flatMap(({ embedding, labels, span: { start } }): Subject[] => {
    const view = embedding.content.includes('Statement') ? policyText(lift(embedding)) : undefined;
    const { root, edits, problems = [] } = view ?? {};
    if (root?.kind !== 'object' || edits === undefined || problems.length > 0) return [];
    const own: Source = { ...source, edits };
    const command = commands.find(({ document }) => document !== undefined && given(document, labels, start));
    if (command === undefined) {
      const bare = barePolicy(root, own);
      return bare === undefined ? [] : [bare];
    }
    const policy = readPolicy(root);
    const shared = { source: own, span: root.span, policy };
    return command.trust
      ? [{ kind: 'trustPolicy', ...shared, role: command.role, identityPolicies: [], whole: root.span }]
      : [{ kind: 'identityPolicy', ...shared, attachedTo: command.ofRole ? command.role : undefined }];
  });
}

/** Whether the argument of a command is this policy: written right there, or named. */
function given({ embedding, span }: ShellWord, labels: readonly string[], start: number): boolean {
  if (span.start <= start && start < span.end) return true;
  const { content } = embedding;
  return labels.some((label) => content === `\${${label}}` || content.endsWith(`file://${label}`));
}

interface Command {
  readonly trust: boolean;
  /** Whether the policy is one of the role's own. */
  readonly ofRole: boolean;
  readonly role: RoleFacts;
  readonly document: ShellWord | undefined;
}

/** A command that takes a policy, and how it calls what it takes. */
interface Form {
  readonly trust: boolean;
  readonly ofRole: boolean;
  readonly creates: boolean;
  readonly document: string;
  readonly roleName: string;
  readonly path: string;
}

const COMMAND =
  /\biam\s+(create-role|update-assume-role-policy|put-role-policy|create-policy|create-policy-version)\b/g;
const CMDLET =
  /\b(New-IAMRole|Update-IAMAssumeRolePolicy|Write-IAMRolePolicy|New-IAMPolicy|New-IAMPolicyVersion)\b(?!-)/gi;

/**
 * The commands of the AWS CLI and of the AWS Tools for PowerShell that take a policy. Sources: AWS CLI Command Reference,
 * "iam"; AWS Tools for PowerShell Cmdlet Reference, "AWS Identity and Access Management".
 */
function commandsIn(text: string, script: Script, lift: (inner: Embedding) => Embedding): Command[] {
  const cmdlets = script === 'powershell' ? [...text.matchAll(CMDLET)] : [];
  return [...text.matchAll(COMMAND), ...cmdlets].map(({ index, 0: all, 1: name = '' }): Command => {
    const words = scriptWords(text, index + all.length, script, 60);
    const form = formOf(name.toLowerCase());
    const roleName = optionOf(words, form.roleName);
    const path = optionOf(words, form.path);
    return {
      trust: form.trust,
      ofRole: form.ofRole,
      document: optionOf(words, form.document),
      role: {
        arn: undefined,
        name: roleName && wordText(roleName, lift),
        path: path && wordText(path, lift),
        account: undefined,
        lifecycle: form.creates ? 'created' : 'existing',
        span: roleName && placeOf(roleName, lift),
      },
    };
  });
}

function formOf(name: string): Form {
  const cmdlet = name.includes('-iam');
  const creates = name === 'create-role' || name === 'new-iamrole';
  return {
    creates,
    trust: creates || name.startsWith('update-'),
    ofRole: name === 'put-role-policy' || name === 'write-iamrolepolicy',
    ...(cmdlet ? { roleName: '-rolename', path: '-path' } : { roleName: '--role-name', path: '--path' }),
    document: creates
      ? cmdlet
        ? '-assumerolepolicydocument'
        : '--assume-role-policy-document'
      : cmdlet
        ? '-policydocument'
        : '--policy-document',
  };
}

/** The value of an option; PowerShell does not tell capitals from small letters. */
function optionOf(words: readonly ShellWord[], option: string): ShellWord | undefined {
  const at = words.findIndex(({ embedding: { content } }) =>
    option.startsWith('--') ? content === option : content.toLowerCase() === option,
  );
  return at < 0 ? undefined : words[at + 1];
}

function placeOf({ embedding }: ShellWord, lift: (inner: Embedding) => Embedding): Span {
  return hostSpan(lift(embedding), { start: 0, end: embedding.content.length });
}

function wordText(word: ShellWord, lift: (inner: Embedding) => Embedding) {
  const lifted = lift(word.embedding);
  return textOf(lifted.content, placeOf(word, lift), (part) => hostSpan(lifted, part));
}
