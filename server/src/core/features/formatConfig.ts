import type { Document } from '../documents/document';
import { allReadings } from '../sts/reading/allReadings';
import { linesOf, skipBlank, trimBlank } from '../syntax/awsConfigLines';
import type { Entry, LocatedObject } from '../syntax/tree';
import { applyEdits, type TextEdit } from '../text/edit';
import { fileKindOf } from './configPlace';

/**
 * Tidies the blanks of an AWS config or credentials file: around equals signs, at the ends of lines, before nested
 * settings, and blank lines in a row. Nothing else is touched, and no tool reads the file otherwise than before: each
 * one's way of reading is tried, and where any would see a difference a section is left as it is.
 * @returns edits that do not overlap; none for documents of other kinds
 */
export function formatConfig(document: Document): TextEdit[] {
  const { text, root } = document;
  if (document.kind !== 'aws-config' || root?.kind !== 'object') return [];
  const kind = fileKindOf(document);
  const wanted = [...signEdits(text, root), ...lineEdits(text)].sort((a, b) => a.span.start - b.span.start);
  const kept: TextEdit[] = [];
  const starts = [0, ...root.entries.slice(1).map(({ key }) => key.span.start - 1), text.length];
  let at = 0;
  for (const [i, start] of starts.slice(0, -1).entries()) {
    const end = starts[i + 1]!;
    const own: TextEdit[] = [];
    while (at < wanted.length && wanted[at]!.span.start < end) own.push(wanted[at++]!);
    kept.push(...harmlessIn(text.slice(start, end), start, own, kind));
  }
  // Sections are tried one by one; what only shows in the whole file is tried at the end.
  kept.push(...wanted.slice(at));
  return kept.length > 0 && sameReading(text, applyEdits(text, kept), kind) ? kept : [];
}

/** Those edits of a stretch of text that no tool sees: all of them, or what is left when they are tried in turn. */
function harmlessIn(
  part: string,
  offset: number,
  edits: readonly TextEdit[],
  kind: 'config' | 'credentials',
): readonly TextEdit[] {
  const moved = edits.map(({ span, text }) => ({
    span: { start: span.start - offset, end: Math.min(part.length, span.end - offset) },
    text,
  }));
  if (edits.length === 0 || sameReading(part, applyEdits(part, moved), kind)) return edits;
  // Trying each by itself takes time; a section that long is not worth it.
  if (edits.length > 60) return [];
  const kept: number[] = [];
  for (const i of edits.keys()) {
    const tried = [...kept, i].map((each) => moved[each]!);
    if (sameReading(part, applyEdits(part, tried), kind)) kept.push(i);
  }
  return kept.map((i) => edits[i]!);
}

function sameReading(before: string, after: string, kind: 'config' | 'credentials'): boolean {
  const [old, now] = [allReadings(before, kind), allReadings(after, kind)];
  return old.every((reading, i) => reading === now[i]);
}

/** The blanks around the equals signs, in the style that most of the file has; aligned signs stay where they are. */
function signEdits(text: string, root: LocatedObject): TextEdit[] {
  const settings = root.entries.map(({ value }) => settingsIn(value?.kind === 'object' ? value.entries : []));
  const all = settings
    .flat()
    .map((entry) => signOf(text, entry))
    .filter((sign) => sign !== undefined);
  const tight = all.filter(({ start, at, value }) => at === start && (value ?? at + 1) === at + 1).length;
  const blank = tight * 2 > all.length ? '' : ' ';
  return settings.flatMap((section) => {
    const signs = section.map((entry) => signOf(text, entry)).filter((sign) => sign !== undefined);
    return areAligned(text, signs) ? [] : signs.flatMap((sign) => around(text, sign, blank));
  });
}

/** The settings of a section, those nested below another one behind it. */
function settingsIn(entries: readonly Entry[]): Entry[] {
  return entries.flatMap((entry) => [entry, ...(entry.value?.kind === 'object' ? entry.value.entries : [])]);
}

interface Sign {
  /** Behind the key. */
  readonly start: number;
  /** The equals sign. */
  readonly at: number;
  /** Where the value begins; undefined where there is none on the line. */
  readonly value: number | undefined;
}

function signOf(text: string, { key, value }: Entry): Sign | undefined {
  const start = key.span.end;
  const at = skipBlank(text, start, text.length);
  if (text[at] !== '=' || key.span.end === key.span.start) return undefined;
  const first = value?.kind === 'string' ? value.span : undefined;
  return { start, at, value: first === undefined || first.start === first.end ? undefined : first.start };
}

function areAligned(text: string, signs: readonly Sign[]): boolean {
  if (signs.length < 2 || signs.every(({ start, at }) => at - start < 2)) return false;
  const columns = new Set(signs.map(({ at }) => at - (text.lastIndexOf('\n', at) + 1)));
  return columns.size === 1;
}

function around(text: string, { start, at, value }: Sign, blank: string): TextEdit[] {
  return [
    ...(text.slice(start, at) === blank ? [] : [{ span: { start, end: at }, text: blank }]),
    ...(value === undefined || text.slice(at + 1, value) === blank
      ? []
      : [{ span: { start: at + 1, end: value }, text: blank }]),
  ];
}

/** Blanks at the ends of lines, and blank lines: none at the beginning and the end, one at most between others. */
function lineEdits(text: string): TextEdit[] {
  const lines = [...linesOf(text, text.charCodeAt(0) === 0xfeff ? 1 : 0)];
  const edits: TextEdit[] = [];
  let emptyFrom: number | undefined = 0;
  for (const [i, { start, end }] of lines.entries()) {
    const first = skipBlank(text, start, end);
    if (first === end) {
      emptyFrom ??= i;
      continue;
    }
    if (emptyFrom !== undefined) {
      // Blank lines before an indented line may be part of a value.
      const keep = emptyFrom === 0 ? 0 : 1;
      const removed = lines.slice(emptyFrom + keep, i);
      if (removed.length > 0 && first === start)
        edits.push({ span: { start: removed[0]!.start, end: removed.at(-1)!.next }, text: '' });
      const only = keep === 1 && i > emptyFrom ? lines[emptyFrom] : undefined;
      if (only !== undefined && only.end > only.start && first === start)
        edits.push({ span: { start: only.start, end: only.end }, text: '' });
    }
    emptyFrom = undefined;
    const last = trimBlank(text, first, end);
    // White space alone is a value in some tools.
    if (last < end && text[last - 1] !== '=') edits.push({ span: { start: last, end }, text: '' });
  }
  if (emptyFrom !== undefined && emptyFrom > 0 && emptyFrom < lines.length)
    edits.push({ span: { start: lines[emptyFrom]!.start, end: text.length }, text: '' });
  return edits;
}
