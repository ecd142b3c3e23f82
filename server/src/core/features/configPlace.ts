import { type Header, readHeader } from '../documents/awsConfigHeader';
import { fileByPath, fileByShape } from '../documents/awsConfigShape';
import type { Document } from '../documents/document';
import {
  commentStart,
  isBlank,
  isCommentMark,
  lineEnd,
  lineStart,
  skipBlank,
  trimBlank,
} from '../syntax/awsConfigLines';
import { type Entry, known } from '../syntax/tree';
import type { Span } from '../text/span';

/** A section of an AWS config file: a profile, an SSO session, a services section, or what no SDK reads. */
export interface Section {
  readonly entry: Entry;
  readonly header: Header;
}

/** Where in an AWS config file a cursor is. */
export type ConfigPlace =
  /** Between the brackets of a header. */
  | { readonly kind: 'header'; readonly span: Span; readonly closed: boolean }
  /** At the beginning of a line, or in the key of a setting. */
  | {
      readonly kind: 'key';
      readonly span: Span;
      readonly section: Section | undefined;
      readonly equals: boolean;
      /** The setting that an indented line belongs to. */
      readonly parent: string | undefined;
    }
  | {
      readonly kind: 'value';
      readonly span: Span;
      readonly key: string;
      readonly section: Section | undefined;
    };

/** Whether a file is a config or a credentials file: by its path, else by its headers. */
export function fileKindOf(document: Document): 'config' | 'credentials' {
  const entries = document.root?.kind === 'object' ? document.root.entries : [];
  return fileByPath(document.uri) ?? fileByShape(entries.map(({ key }) => known(key.text) ?? ''));
}

/** The sections of an AWS config file, in order. */
export function sectionsOf(document: Document): Section[] {
  const entries = document.root?.kind === 'object' ? document.root.entries : [];
  const file = fileKindOf(document);
  return entries.map((entry) => ({ entry, header: readHeader(known(entry.key.text) ?? '', file) }));
}

/** The place of a cursor; undefined in a comment. */
export function configPlaceAt(document: Document, offset: number): ConfigPlace | undefined {
  const { text } = document;
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  const first = Math.min(skipBlank(text, start, end), Math.max(start, offset));
  if (isCommentMark(text.charCodeAt(first)) && first < offset) return undefined;
  if (text[first] === '[') return offset > first ? headerPlace(text, first, end, offset) : undefined;
  const section = sectionsOf(document).findLast(({ entry }) => entry.key.span.start <= offset);
  const comment = commentStart(text, first, end);
  if (comment < offset) return undefined;
  const equals = text.slice(first, comment).indexOf('=');
  if (equals >= 0 && first + equals < offset) {
    const from = first + equals + 1;
    const valueStart = Math.min(skipBlank(text, from, comment), offset);
    const span = { start: valueStart, end: Math.max(offset, trimBlank(text, valueStart, comment)) };
    return { kind: 'value', span, key: text.slice(first, trimBlank(text, first, from - 1)).trim(), section };
  }
  const keyEnd = equals >= 0 ? trimBlank(text, first, first + equals) : trimBlank(text, first, comment);
  const span = { start: first, end: Math.max(offset, keyEnd) };
  return { kind: 'key', span, section, equals: equals >= 0, parent: parentOf(text, start) };
}

function headerPlace(text: string, bracket: number, end: number, offset: number): ConfigPlace | undefined {
  const close = text.slice(bracket, end).indexOf(']');
  if (close >= 0 && bracket + close < offset) return undefined;
  const stop = close < 0 ? Math.max(offset, trimBlank(text, bracket + 1, end)) : bracket + close;
  return { kind: 'header', span: { start: bracket + 1, end: stop }, closed: close >= 0 };
}

/** The key without a value above an indented line. */
function parentOf(text: string, start: number): string | undefined {
  if (!isBlank(text.charCodeAt(start))) return undefined;
  for (let at = start; at > 0; ) {
    at = lineStart(text, at - 1);
    const line = text.slice(at, lineEnd(text, at));
    if (line.trim() !== '' && !/^\s/.test(line)) return /^([^=\s[]+)\s*=\s*(?:[#;].*)?$/.exec(line)?.[1];
    if (text.charCodeAt(at - 1) === 10 && text.charCodeAt(at - 2) === 13) at--;
  }
  return undefined;
}
