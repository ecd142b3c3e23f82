import { isToBeFilledIn } from '../iam/placeholderWords';
import { type Embedding, EmbeddingBuilder } from '../syntax/embedding';
import { jsonTemplate } from '../syntax/jsonTemplate';
import { knownString, type LocatedValue } from '../syntax/tree';
import { viewWithin } from '../syntax/view';
import { yaml } from '../syntax/yaml';
import { subjectsOfTemplate } from './cloudformation';
import type { DocumentKind, Opened, Reading } from './kind';
import { languageOf } from './language';
import { subjectsIn } from './policiesInTree';
import { subjectsInShell } from './shell';
import type { Standing, Subject } from './subjects';

/**
 * Trust policies in the code blocks of Markdown. They are examples: what is found in them is said in a low voice, and
 * nothing is where values are to be filled in. Permissions policies are left out, for they are nobody's.
 */
export const markdown: DocumentKind = { id: 'markdown', read };

function read(file: Opened): Reading | undefined {
  if (languageOf(file) !== 'markdown' || !file.text.includes('Statement')) return undefined;
  const subjects = codeBlocks(file.text).flatMap((block) => subjectsOfBlock(block, file));
  return subjects.length === 0 ? undefined : { root: undefined, subjects, problems: [] };
}

function subjectsOfBlock({ language, embedding }: Block, file: Opened): Subject[] {
  const { content } = embedding;
  if (!content.includes('Statement')) return [];
  const found = /^\s*[[{]/.test(content)
    ? inData(embedding, 'json', file)
    : /^ya?ml$/.test(language)
      ? inData(embedding, 'yaml', file)
      : subjectsInShell(content, embedding, { uri: file.uri }, scriptOf(language));
  return found
    .filter((subject) => subject.kind === 'trustPolicy')
    .map((subject): Subject => {
      const standing: Standing = isForm(subject.policy.value) ? 'form' : 'example';
      return { ...subject, identityPolicies: [], source: { ...subject.source, standing } };
    });
}

/** What reads the script of a block that says it is in this language. */
export function scriptOf(language: string): 'powershell' | 'cmd' | 'shell' {
  if (/^(?:powershell|pwsh|ps1|posh)$/.test(language)) return 'powershell';
  return /^(?:bat|batch|cmd|dosbatch)$/.test(language) ? 'cmd' : 'shell';
}

function inData(embedding: Embedding, language: 'json' | 'yaml', file: Opened): readonly Subject[] {
  const view = viewWithin(language === 'json' ? jsonTemplate : yaml, embedding);
  // What is left out with an ellipsis cannot be read, and need not be.
  if (view.problems.length > 0) return [];
  const inTemplate = subjectsOfTemplate(view.root, file, view, []);
  return inTemplate.length > 0
    ? inTemplate
    : subjectsIn(view, { uri: file.uri, edits: view.edits }, { read: true });
}

/** Whether a value has places to be filled in, marked or by their words. */
function isForm(value: LocatedValue | undefined): boolean {
  switch (value?.kind) {
    case 'hole':
      return true;
    case 'string': {
      const text = knownString(value);
      return text === undefined || isToBeFilledIn(text);
    }
    case 'array':
      return value.items.some(isForm);
    case 'object':
      return value.entries.some((entry) => isForm(entry.value));
    default:
      return false;
  }
}

export interface Block {
  /** The first word behind the opening fence, in lower case. */
  readonly language: string;
  readonly embedding: Embedding;
}

/** The fenced code blocks of a text. Source: CommonMark 0.31, section 4.5. */
export function codeBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; indent: number; language: string; builder: EmbeddingBuilder } | undefined;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const next = found < 0 ? text.length : found + 1;
    const line = text.slice(at, next);
    const fence = /^([ \t]*)(`{3,}|~{3,})[ \t]*([^\s`]*)/.exec(line);
    if (open === undefined && fence !== null) {
      const language = fence[3]!.toLowerCase().replace(/^\{?\.?/, '');
      open = { fence: fence[2]!, indent: fence[1]!.length, language, builder: new EmbeddingBuilder() };
    } else if (open !== undefined && fence !== null && closes(fence[2]!, open.fence) && fence[3] === '') {
      const { language, builder, indent } = open;
      const write = (written: string) => written.replaceAll('\n', `\n${' '.repeat(indent)}`);
      blocks.push({ language, embedding: builder.build(at, write) });
      open = undefined;
    } else if (open !== undefined) {
      const blanks = Math.min(open.indent, /^[ \t]*/.exec(line)![0].length);
      open.builder.raw(line.slice(blanks), at + blanks);
    }
    at = next;
  }
  return blocks;
}

function closes(fence: string, opening: string): boolean {
  return fence[0] === opening[0] && fence.length >= opening.length;
}
