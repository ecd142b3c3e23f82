import { commentStart, lineEnd, lineStart } from '../syntax/awsConfigLines';
import { known, type LocatedObject, type LocatedString } from '../syntax/tree';
import type { Span } from '../text/span';
import { readHeader } from './awsConfigHeader';
import type { ConfigSectionSubject, ProfileSubject, Setting } from './subjects';

/** Ties a span to the block it is in. */
type Hold = (span: Span) => Span;

/**
 * The subject that a section is; a profile does not know its services yet.
 * @param text of the section's block, in which all offsets are
 * @param key what is between the brackets
 */
export function sectionOf(
  text: string,
  key: LocatedString,
  node: LocatedObject,
  hold: Hold,
  shared: Pick<ConfigSectionSubject, 'source' | 'whole' | 'file' | 'placed'>,
): ProfileSubject | ConfigSectionSubject {
  const { source, whole, file, placed } = shared;
  const inside = known(key.text) ?? '';
  const header = readHeader(inside, file);
  const nameStart = key.span.start + header.at;
  const headerSpan = headerSpanOf(text, key.span);
  const section = {
    source,
    file,
    name: header.name,
    header: inside,
    nameSpan: hold({ start: nameStart, end: nameStart + header.name.length }),
    headerSpan: hold(headerSpan),
    span: hold({ start: headerSpan.start, end: node.span.end }),
    node,
    settings: settingsOf(text, node, hold),
    whole,
  };
  return header.kind === 'profile'
    ? { kind: 'profile', ...section, prefixed: header.prefixed }
    : { kind: 'configSection', section: header.kind, placed, ...section };
}

/** With the brackets, as far as they are there. */
function headerSpanOf(text: string, inside: Span): Span {
  return { start: inside.start - 1, end: text[inside.end] === ']' ? inside.end + 1 : inside.end };
}

function settingsOf(text: string, section: LocatedObject, hold: Hold): Setting[] {
  const settings: Setting[] = [];
  for (const { key, value } of section.entries) {
    const name = known(key.text);
    if (value?.kind !== 'string' || name === undefined || name === '') continue;
    const end = lineEnd(text, value.span.end);
    const comment = commentOf(text, value.text.pieces[0]?.span.end ?? end, hold);
    settings.push({
      key: name,
      keySpan: key.span,
      value: known(value.text) ?? '',
      valueSpan: value.span,
      span: hold({ start: lineStart(text, key.span.start), end }),
      node: value,
      ...(comment === undefined ? {} : { comment }),
    });
  }
  return settings;
}

/** The comment behind a value. botocore reads it as part of the value, so rules want to know of it. */
function commentOf(text: string, valueEnd: number, hold: Hold): Setting['comment'] {
  const end = lineEnd(text, valueEnd);
  // An empty value may have taken the blank before its comment.
  const blank = commentStart(text, Math.max(0, valueEnd - 1), end);
  if (blank === end) return undefined;
  const span = { start: blank + 1, end };
  return { text: text.slice(span.start, span.end), span: hold(span) };
}
