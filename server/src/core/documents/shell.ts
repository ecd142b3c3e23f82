import { readPolicy } from '../iam/policy';
import { type Embedding, EmbeddingBuilder, hostSpan, nested } from '../syntax/embedding';
import { textOf } from '../syntax/placeholders';
import { expansionAt, type Flavour, type ShellWord, shellWord, shellWords } from '../syntax/shellWord';
import { policyText, type View } from '../syntax/view';
import type { Span } from '../text/span';
import type { DocumentKind, Opened, Reading } from './kind';
import { languageOf } from './language';
import { barePolicy } from './policiesInTree';
import type { RoleFacts, Source, Subject } from './subjects';

/** Shell scripts, makefiles and Dockerfiles: policies in the arguments of the AWS CLI, in variables and here-documents. */
export const shell: DocumentKind = { id: 'shell', read };

function read(file: Opened): Reading | undefined {
  const language = languageOf(file);
  if (language !== 'shell' && language !== 'make') return undefined;
  const subjects = subjectsInShell(file.text, undefined, { uri: file.uri }, language);
  return subjects.length === 0 ? undefined : { root: undefined, subjects, problems: [] };
}

/** A policy found in a script. */
interface Written {
  readonly view: View;
  /** The file a here-document is written to, or the variable that holds the policy. */
  readonly label: string | undefined;
  readonly start: number;
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
  const written = [...hereDocuments(text, flavour, lift), ...quotedPolicies(text, flavour, lift)];
  written.sort((a, b) => a.start - b.start);
  const commands = commandsIn(text, flavour, lift);
  return written.flatMap(({ view, label, start }): Subject[] => {
    const { root, edits, problems } = view;
    if (root?.kind !== 'object' || problems.length > 0) return [];
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

/** Words in quotes that begin as JSON does: arguments, and what variables are set to. */
function* quotedPolicies(
  text: string,
  flavour: Flavour,
  lift: (inner: Embedding) => Embedding,
): Generator<Written> {
  const opening = /(?:([A-Za-z_]\w*)=|^|[\s(=])(\$?['"])(?=\s{0,40}\\?\s{0,40}\{)/gm;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = match.index + match[0].length - match[2]!.length;
    const { embedding, span, closed } = shellWord(text, start, flavour);
    // Behind a quote that is not closed nothing is what it seems.
    if (!closed) return;
    opening.lastIndex = Math.max(span.end, opening.lastIndex);
    const view = embedding.content.includes('Statement') ? policyText(lift(embedding)) : undefined;
    if (view !== undefined) yield { view, label: match[1], start };
  }
}

/** UTF-16 code units of a here-document. */
const BODY_LIMIT = 100_000;

/** `cat > trust.json <<EOF`, and `POLICY=$(cat <<'EOF'`. Source: POSIX.1-2017, Shell Command Language, 2.7.4. */
function* hereDocuments(
  text: string,
  flavour: Flavour,
  lift: (inner: Embedding) => Embedding,
): Generator<Written> {
  const opening = /^(.*)<<(-?)[\t ]*(\\?)(['"]?)([A-Za-z_]\w*)\4(.*)\r?\n/gm;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const [all, before, dash, backslash, quote, delimiter, after] = match;
    const begin = match.index + all.length;
    const builder = new EmbeddingBuilder();
    const literal = backslash !== '' || quote !== '';
    let at = begin;
    let indent = '';
    let ended = false;
    while (at < text.length && at - begin < BODY_LIMIT) {
      const found = text.indexOf('\n', at);
      const next = found < 0 ? text.length : found + 1;
      const line = text.slice(at, next).replace(/\r?\n$/, '');
      const bare = dash === '' ? line : line.replace(/^\t+/, '');
      if (bare === delimiter || line.trim() === delimiter) {
        ended = bare === delimiter;
        break;
      }
      indent ||= line.slice(0, line.length - bare.length);
      bodyLine(text, at + line.length - bare.length, next, literal, flavour, builder);
      at = next;
    }
    // One that does not end takes the rest of the script.
    if (!ended) return;
    opening.lastIndex = at;
    const write = (written: string) =>
      (literal ? written : written.replace(/[\\`]|\$(?!\{[A-Za-z_]\w*\})/g, '\\$&')).replaceAll(
        '\n',
        `\n${indent}`,
      );
    const view = policyText(lift(builder.build(at, write)));
    if (view !== undefined) yield { view, label: targetIn(`${before} ${after}`), start: begin };
  }
}

function bodyLine(
  text: string,
  from: number,
  to: number,
  literal: boolean,
  flavour: Flavour,
  builder: EmbeddingBuilder,
): void {
  for (let i = from; i < to; ) {
    const hole = literal ? undefined : expansionAt(text, i, '"', flavour);
    if (hole !== undefined && hole.end <= to) {
      builder.one(hole.says, i, hole.end);
      i = hole.end;
    } else if (!literal && text[i] === '\\' && /[\\$`]/.test(text[i + 1] ?? '')) {
      builder.one(text[i + 1]!, i, i + 2);
      i += 2;
    } else {
      builder.raw(text[i]!, i);
      i++;
    }
  }
}

/** The file or variable that a here-document goes into. */
function targetIn(line: string): string | undefined {
  const file = /(?:>|\btee\b(?:\s+-a)?)\s*["']?([\w./${}-]+)["']?/.exec(line)?.[1];
  return file ?? /([A-Za-z_]\w*)=["']?\$\(/.exec(line)?.[1];
}
