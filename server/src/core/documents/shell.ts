import { readPolicy } from '../iam/policy';
import { type Embedding, hostSpan, nested } from '../syntax/embedding';
import { textOf } from '../syntax/placeholders';
import { type Flavour, type ShellWord, shellWords } from '../syntax/shellWord';
import { policyText } from '../syntax/view';
import type { Span } from '../text/span';
import type { DocumentKind, Opened, Reading } from './kind';
import { languageOf } from './language';
import { barePolicy } from './policiesInTree';
import { shellTexts } from './shellTexts';
import type { RoleFacts, Source, Subject } from './subjects';

/** Shell scripts, makefiles and Dockerfiles: policies in the arguments of the AWS CLI, in variables and here-documents. */
export const shell: DocumentKind = { id: 'shell', read };

function read(file: Opened): Reading | undefined {
  const language = languageOf(file);
  if (language !== 'shell' && language !== 'make') return undefined;
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
  flavour: Flavour,
): Subject[] {
  if (!text.includes('Statement')) return [];
  const lift = (inner: Embedding) => (outer === undefined ? inner : nested(outer, inner));
  const written = shellTexts(text, flavour).filter(({ closed }) => closed);
  const commands = commandsIn(text, flavour, lift);
  return written.flatMap(({ embedding, label, span: { start } }): Subject[] => {
    const view = embedding.content.includes('Statement') ? policyText(lift(embedding)) : undefined;
    const { root, edits, problems = [] } = view ?? {};
    if (root?.kind !== 'object' || edits === undefined || problems.length > 0) return [];
    const own: Source = { ...source, edits };
    const command = commands.find(({ document }) => document !== undefined && given(document, label, start));
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
function given({ embedding, span }: ShellWord, label: string | undefined, start: number): boolean {
  if (span.start <= start && start < span.end) return true;
  const { content } = embedding;
  return label !== undefined && (content === `\${${label}}` || content.endsWith(`file://${label}`));
}

interface Command {
  readonly trust: boolean;
  /** Whether the policy is one of the role's own. */
  readonly ofRole: boolean;
  readonly role: RoleFacts;
  readonly document: ShellWord | undefined;
}

const COMMAND =
  /\biam\s+(create-role|update-assume-role-policy|put-role-policy|create-policy|create-policy-version)\b/g;

/** The commands of the AWS CLI that take a policy. Source: AWS CLI Command Reference, "iam". */
function commandsIn(text: string, flavour: Flavour, lift: (inner: Embedding) => Embedding): Command[] {
  return [...text.matchAll(COMMAND)].map(({ index, 0: all, 1: name }): Command => {
    const words = shellWords(text, index + all.length, flavour, 60);
    const trust = name === 'create-role' || name === 'update-assume-role-policy';
    const document = optionOf(
      words,
      name === 'create-role' ? '--assume-role-policy-document' : '--policy-document',
    );
    const roleName = optionOf(words, '--role-name');
    const path = optionOf(words, '--path');
    return {
      trust,
      ofRole: name === 'put-role-policy',
      document,
      role: {
        arn: undefined,
        name: roleName && wordText(roleName, lift),
        path: path && wordText(path, lift),
        account: undefined,
        lifecycle: name === 'create-role' ? 'created' : 'existing',
        span: roleName && placeOf(roleName, lift),
      },
    };
  });
}

function optionOf(words: readonly ShellWord[], option: string): ShellWord | undefined {
  const at = words.findIndex(({ embedding }) => embedding.content === option);
  return at < 0 ? undefined : words[at + 1];
}

function placeOf({ embedding }: ShellWord, lift: (inner: Embedding) => Embedding): Span {
  return hostSpan(lift(embedding), { start: 0, end: embedding.content.length });
}

function wordText(word: ShellWord, lift: (inner: Embedding) => Embedding) {
  const lifted = lift(word.embedding);
  return textOf(lifted.content, placeOf(word, lift), (part) => hostSpan(lifted, part));
}
