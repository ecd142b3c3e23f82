import { words } from '../explain/sentence';
import type { Span } from '../text/span';
import { awsConfigEdits } from './awsConfigEdits';
import {
  commentStart,
  isBlank,
  isCommentMark,
  type Line,
  linesOf,
  skipBlank,
  trimBlank,
} from './awsConfigLines';
import type { Parsed, Problem, Syntax } from './syntax';
import type { Entry, Literal, LocatedObject, LocatedString, LocatedValue } from './tree';

/**
 * The shared config and credentials files of AWS SDKs and tools. The grammar is the one of the AWS SDKs and Tools
 * Reference Guide ("Shared config and credentials files"), read leniently where real SDKs are lenient:
 * a first setting may be indented, and a comment may stand on an indented line.
 * The root's entries are the sections; a section's key is all the text between its brackets.
 */
export const awsConfig: Syntax = { id: 'aws-config', parse, edits: awsConfigEdits };

const PROBLEMS = {
  bracket: words('This section header has no closing bracket, so its name is not known.'),
  equals: words('This line has no equals sign, so it is not a setting.'),
  nested: words('An indented line below a setting without a value needs an equals sign of its own.'),
  outside: words('This line stands before the first section, so it belongs to no profile.'),
  key: words('This setting has no name before its equals sign.'),
} as const;

/** A section that is being read. */
interface OpenSection {
  readonly key: LocatedString;
  readonly headerEnd: number;
  readonly entries: OpenSetting[];
}

/** A setting that is being read: indented lines below may still continue it. */
interface OpenSetting {
  readonly key: LocatedString;
  readonly indent: number;
  /** Undefined when the line has no equals sign. */
  readonly pieces: Literal[] | undefined;
  readonly nested: Entry[];
}

function parse(text: string): Parsed {
  const { sections, problems } = sectionsIn(text, 'text');
  return { root: { kind: 'object', span: { start: 0, end: text.length }, entries: sections }, problems };
}

/**
 * The sections of a text, or of one of its blocks as `blocksOf` cuts it: no line has a part in what stands in another
 * block.
 * @param whole `block`: another block follows, so the last section ends before the remarks at the end of the text
 */
export function sectionsIn(
  text: string,
  whole: 'text' | 'block',
): { readonly sections: readonly Entry[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const sections: Entry[] = [];
  let section: OpenSection | undefined;
  let complained: keyof typeof PROBLEMS | undefined;
  // Comment lines right above a header belong to that header, not to the section before.
  let remarks: number | undefined;

  const complain = (problem: keyof typeof PROBLEMS, start: number, end: number) => {
    // A pasted block of foreign lines is one mistake: say it once.
    if (complained !== problem) problems.push({ message: PROBLEMS[problem], span: { start, end } });
    complained = problem;
  };

  for (const line of linesOf(text, text.charCodeAt(0) === 0xfeff ? 1 : 0)) {
    const first = skipBlank(text, line.start, line.end);
    if (first === line.end) {
      remarks = undefined;
      continue;
    }
    if (isCommentMark(text.charCodeAt(first))) {
      remarks ??= line.start;
      continue;
    }
    const previous = section?.entries.at(-1);
    const last = trimBlank(text, first, line.end);
    if (previous !== undefined && first - line.start > previous.indent) {
      const problem = continueSetting(text, previous, first, last, line);
      if (problem === undefined) complained = undefined;
      else complain(problem, first, last);
    } else if (text[first] === '[') {
      if (section !== undefined) sections.push(close(text, section, remarks ?? line.start));
      const closing = indexBefore(text, ']', first, line.end);
      const end = closing ?? commentStart(text, first, last);
      section = { key: string(text, { start: first + 1, end }), headerEnd: line.end, entries: [] };
      complained = undefined;
      if (closing === undefined) complain('bracket', first, end);
    } else if (section === undefined) {
      complain('outside', first, last);
    } else {
      const { setting, problem } = readSetting(text, first, last, first - line.start);
      section.entries.push(setting);
      if (problem === undefined) complained = undefined;
      else complain(problem, first, last);
    }
    remarks = undefined;
  }
  if (section !== undefined)
    sections.push(close(text, section, whole === 'text' ? undefined : (remarks ?? text.length)));
  return { sections, problems };
}

function readSetting(text: string, first: number, last: number, indent: number) {
  const end = trimBlank(text, first, commentStart(text, first, last));
  const equals = indexBefore(text, '=', first, end);
  const keyEnd = trimBlank(text, first, equals ?? end);
  const key = string(text, { start: first, end: keyEnd });
  if (equals === undefined) {
    const setting: OpenSetting = { key, indent, pieces: undefined, nested: [] };
    return { setting, problem: 'equals' } as const;
  }
  const setting: OpenSetting = {
    key,
    indent,
    pieces: [literal(text, valueSpan(text, equals, end))],
    nested: [],
  };
  return { setting, problem: keyEnd === first ? ('key' as const) : undefined };
}

/** Where the value behind an equals sign is. An empty one stands behind the first blank, where a writer puts it. */
function valueSpan(text: string, equals: number, end: number): Span {
  const start = skipBlank(text, equals + 1, end);
  if (start < end) return { start, end };
  const at = isBlank(text.charCodeAt(equals + 1)) ? equals + 2 : equals + 1;
  return { start: at, end: at };
}

/** Adds an indented line to the setting above it; returns the problem with it, if any. */
function continueSetting(text: string, above: OpenSetting, first: number, last: number, line: Line) {
  const { pieces, nested } = above;
  if (pieces === undefined) return 'equals' as const;
  if (pieces[0]!.value !== '') {
    // Continuations keep what looks like a comment: the reference test suite of the SDKs says so.
    pieces.push(literal(text, { start: first, end: last }, '\n'));
    return undefined;
  }
  const { setting, problem } = readSetting(text, first, last, first - line.start);
  nested.push(entry(setting.key, setting.pieces && { kind: 'string', ...textOf(setting.pieces) }));
  return problem === 'equals' ? ('nested' as const) : problem;
}

/** @param limit where the next header, or the remarks above it, begins; undefined at the end of the text */
function close(text: string, section: OpenSection, limit: number | undefined): Entry {
  const { key, headerEnd } = section;
  const end = limit === undefined ? text.length : Math.max(headerEnd, beforeLineEnd(text, limit));
  const entries = section.entries.map((setting) => entry(setting.key, settingValue(setting)));
  const value: LocatedObject = { kind: 'object', span: { start: headerEnd, end }, entries };
  return { key, value, span: { start: key.span.start, end } };
}

function settingValue({ pieces, nested }: OpenSetting): LocatedValue | undefined {
  if (pieces === undefined) return undefined;
  if (nested.length === 0) return { kind: 'string', ...textOf(pieces) };
  const span = { start: nested[0]!.span.start, end: nested.at(-1)!.span.end };
  return { kind: 'object', span, entries: nested };
}

function textOf(pieces: readonly Literal[]) {
  return { span: { start: pieces[0]!.span.start, end: pieces.at(-1)!.span.end }, text: { pieces } };
}

function entry(key: LocatedString, value: LocatedValue | undefined): Entry {
  return { key, value, span: { start: key.span.start, end: value?.span.end ?? key.span.end } };
}

function literal(text: string, span: Span, before = ''): Literal {
  return { kind: 'literal', value: before + text.slice(span.start, span.end), span };
}

function string(text: string, span: Span): LocatedString {
  return { kind: 'string', span, text: { pieces: [literal(text, span)] } };
}

function indexBefore(text: string, character: string, start: number, end: number): number | undefined {
  for (let i = start; i < end; i++) if (text[i] === character) return i;
  return undefined;
}

function beforeLineEnd(text: string, offset: number): number {
  if (text.charCodeAt(offset - 1) === 10) return text.charCodeAt(offset - 2) === 13 ? offset - 2 : offset - 1;
  return text.charCodeAt(offset - 1) === 13 ? offset - 1 : offset;
}
