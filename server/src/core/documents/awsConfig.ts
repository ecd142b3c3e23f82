import { awsConfig } from '../syntax/awsConfig';
import { commentStart, lineEnd, lineStart } from '../syntax/awsConfigLines';
import { type Entry, known, type LocatedObject, type LocatedValue } from '../syntax/tree';
import type { Span } from '../text/span';
import { readHeader } from './awsConfigHeader';
import { fileByPath, fileByShape, looksLikeAwsConfig } from './awsConfigShape';
import type { DocumentKind, Opened, Reading } from './kind';
import type { ConfigFileSubject, ConfigSectionSubject, ProfileSubject, Setting, Source } from './subjects';

/** Shared config and credentials files: every section is a subject, and so is the file as a whole. */
export const awsConfigKind: DocumentKind = { id: 'aws-config', read };

function read(file: Opened): Reading | undefined {
  const parsed = awsConfig.parse(file.text);
  const byPath = fileByPath(file.uri);
  if (file.languageId !== 'aws-config' && byPath === undefined && !looksLikeAwsConfig(file, () => parsed)) {
    return undefined;
  }
  const sections = parsed.root?.kind === 'object' ? parsed.root.entries : [];
  const kind = byPath ?? fileByShape(sections.map(headerText));
  const source: Source = { uri: file.uri, edits: awsConfig.edits(file.text), text: file.text };
  const found = sectionsIn(file.text, sections, kind, byPath !== undefined, source);
  const whole: ConfigFileSubject = {
    kind: 'configFile',
    source,
    file: kind,
    placed: byPath !== undefined,
    span: { start: 0, end: file.text.length },
    sections: found,
  };
  return { ...parsed, subjects: [...found, whole] };
}

function sectionsIn(
  text: string,
  sections: readonly Entry[],
  file: 'config' | 'credentials',
  placed: boolean,
  source: Source,
): (ProfileSubject | ConfigSectionSubject)[] {
  const found: (ProfileSubject | ConfigSectionSubject)[] = [];
  const services = new Map<string, LocatedObject>();
  for (const section of sections) {
    const header = readHeader(headerText(section), file);
    if (header.kind === 'services' && section.value?.kind === 'object')
      services.set(header.name, section.value);
  }
  for (const section of sections) {
    const header = readHeader(headerText(section), file);
    if (section.value === undefined) continue;
    const nameStart = section.key.span.start + header.at;
    const headerSpan = headerSpanOf(text, section.key.span);
    const settings = settingsOf(text, section.value);
    const shared = {
      source,
      file,
      name: header.name,
      header: headerText(section),
      nameSpan: { start: nameStart, end: nameStart + header.name.length },
      headerSpan,
      span: { start: headerSpan.start, end: section.value.span.end },
      node: section.value,
      settings,
    };
    if (header.kind !== 'profile') {
      found.push({ kind: 'configSection', section: header.kind, placed, ...shared });
      continue;
    }
    const named = settings.findLast((setting) => setting.key.toLowerCase() === 'services');
    const chosen = named && services.get(named.value);
    found.push({
      kind: 'profile',
      ...shared,
      prefixed: header.prefixed,
      ...(chosen === undefined ? {} : { services: chosen }),
    });
  }
  return found;
}

/** With the brackets, as far as they are there. */
function headerSpanOf(text: string, inside: Span): Span {
  return { start: inside.start - 1, end: text[inside.end] === ']' ? inside.end + 1 : inside.end };
}

function settingsOf(text: string, section: LocatedValue): Setting[] {
  if (section.kind !== 'object') return [];
  const settings: Setting[] = [];
  for (const { key, value } of section.entries) {
    const name = known(key.text);
    if (value?.kind !== 'string' || name === undefined || name === '') continue;
    const end = lineEnd(text, value.span.end);
    const comment = commentOf(text, value.text.pieces[0]?.span.end ?? end);
    settings.push({
      key: name,
      keySpan: key.span,
      value: known(value.text) ?? '',
      valueSpan: value.span,
      span: { start: lineStart(text, key.span.start), end },
      node: value,
      ...(comment === undefined ? {} : { comment }),
    });
  }
  return settings;
}

/** The comment behind a value. botocore reads it as part of the value, so rules want to know of it. */
function commentOf(text: string, valueEnd: number): Setting['comment'] {
  const end = lineEnd(text, valueEnd);
  // An empty value may have taken the blank before its comment.
  const blank = commentStart(text, Math.max(0, valueEnd - 1), end);
  if (blank === end) return undefined;
  const span = { start: blank + 1, end };
  return { text: text.slice(span.start, span.end), span };
}

function headerText(section: Entry): string {
  return known(section.key.text) ?? '';
}
