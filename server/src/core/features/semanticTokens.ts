import type { Document } from '../documents/document';
import { CONFIG_KEYS, isSecret } from '../sts/configKeys';
import { configValues } from '../sts/configValues';
import { isKnownRegion } from '../sts/partitions';
import { commentStart, isCommentMark, linesOf, skipBlank } from '../syntax/awsConfigLines';
import { type Entry, known } from '../syntax/tree';
import type { Span } from '../text/span';
import { type Section, sectionsOf } from './configPlace';
import { SECTION_SETTINGS } from './named';

/** What a stretch of text is, in the words of the Language Server Protocol. */
export const TOKEN_TYPES = ['comment', 'keyword', 'namespace', 'property', 'enumMember', 'number'] as const;
/** `declaration`: a name where it is defined. `defaultLibrary`: a key that AWS documents. */
export const TOKEN_MODIFIERS = ['declaration', 'defaultLibrary'] as const;

export interface SemanticToken {
  /** On one line. */
  readonly span: Span;
  readonly type: (typeof TOKEN_TYPES)[number];
  readonly modifiers: readonly (typeof TOKEN_MODIFIERS)[number][];
}

/**
 * What the words of an AWS config or credentials file are: comments, the words and names of headers, keys (those that
 * AWS documents are told apart), and values that name a section or are one of a few. In the order of the text.
 */
export function semanticTokens(document: Document): SemanticToken[] {
  if (document.kind !== 'aws-config') return [];
  const tokens = [
    ...comments(document.text),
    ...sectionsOf(document).flatMap((section) => [
      ...header(document.text, section),
      ...settings(section.entry.value?.kind === 'object' ? section.entry.value.entries : [], section),
    ]),
  ];
  const inOrder = tokens.sort((a, b) => a.span.start - b.span.start);
  // Half-typed text may be two things at once; the first is shown.
  let end = -1;
  return inOrder.filter(({ span }) => {
    const fits =
      span.start >= end && span.end > span.start && !/[\r\n]/.test(document.text.slice(span.start, span.end));
    if (fits) end = span.end;
    return fits;
  });
}

function token(
  span: Span,
  type: SemanticToken['type'],
  ...modifiers: SemanticToken['modifiers']
): SemanticToken {
  return { span, type, modifiers };
}

function* comments(text: string): Iterable<SemanticToken> {
  for (const { start, end } of linesOf(text, text.charCodeAt(0) === 0xfeff ? 1 : 0)) {
    const first = skipBlank(text, start, end);
    if (first < end && isCommentMark(text.charCodeAt(first))) {
      yield token({ start: first, end }, 'comment');
      continue;
    }
    // An indented line may go on a value, where the marks of comments mean nothing.
    if (first > start && text[first] !== '[' && !text.slice(first, end).includes('=')) continue;
    const comment = commentStart(text, first, end);
    if (comment < end) yield token({ start: comment + 1, end }, 'comment');
  }
}

function* header(text: string, { entry, header: { kind, name, at } }: Section): Iterable<SemanticToken> {
  const { start, end } = entry.key.span;
  if (kind === 'other' || end === start) return;
  const nameStart = start + at;
  const word = /^[\w-]+/.exec(text.slice(skipBlank(text, start, end), nameStart))?.[0];
  if (word !== undefined) {
    const first = skipBlank(text, start, end);
    yield token({ start: first, end: first + word.length }, 'keyword');
  }
  yield token({ start: nameStart, end: nameStart + name.length }, 'namespace', 'declaration');
}

function* settings(entries: readonly Entry[], section: Section): Iterable<SemanticToken> {
  for (const { key, value } of entries) {
    const name = (known(key.text) ?? '').toLowerCase();
    if (name === '') continue;
    const documented = section.header.kind !== 'services' && CONFIG_KEYS.has(name);
    yield documented ? token(key.span, 'property', 'defaultLibrary') : token(key.span, 'property');
    if (value?.kind === 'object') yield* settings(value.entries, section);
    if (value?.kind !== 'string' || isSecret(name)) continue;
    const type = valueType(name, known(value.text) ?? '');
    if (type !== undefined) yield token(value.span, type);
  }
}

function valueType(key: string, value: string): SemanticToken['type'] | undefined {
  if (SECTION_SETTINGS.has(key)) return 'namespace';
  if (configValues(key).includes(value)) return 'enumMember';
  if (/(?:^|_)region$/.test(key) && isKnownRegion(value)) return 'enumMember';
  return /^\d{1,9}$/.test(value) ? 'number' : undefined;
}
