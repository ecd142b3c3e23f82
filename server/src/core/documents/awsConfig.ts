import { awsConfig } from '../syntax/awsConfig';
import type { Parsed } from '../syntax/syntax';
import { type Entry, known } from '../syntax/tree';
import { fileByPath, fileByShape, looksLikeAwsConfig } from './awsConfigShape';
import { ConfigMemory } from './configMemory';
import type { DocumentKind, Opened, Reading } from './kind';
import { LateReading } from './lateReading';
import type { ReadMemory } from './memory';
import type { ConfigFileSubject } from './subjects';

/** Shared config and credentials files: every section is a subject, and so is the file as a whole. */
export const awsConfigKind: DocumentKind = { id: 'aws-config', read };

function read(opened: Opened, memory?: ReadMemory): Reading | undefined {
  const { uri, text, languageId } = opened;
  let parsed: Parsed | undefined;
  const parse = () => {
    parsed ??= awsConfig.parse(text);
    return parsed;
  };
  const byPath = fileByPath(uri);
  if (languageId !== 'aws-config' && byPath === undefined && !looksLikeAwsConfig(opened, parse))
    return undefined;
  const file = byPath ?? fileByShape(sectionsOf(parse()).map(headerText));
  const placed = byPath !== undefined;
  const reader = memory?.config ?? new ConfigMemory();
  const { source, sections, problems } = reader.read(uri, text, { file, placed });
  const span = { start: 0, end: text.length };
  const whole: ConfigFileSubject = { kind: 'configFile', source, file, placed, span, sections };
  // The tree of the whole file is for features that ask for it.
  return new LateReading({ subjects: [...sections, whole], problems }, () => parse().root);
}

function sectionsOf({ root }: Parsed): readonly Entry[] {
  return root?.kind === 'object' ? root.entries : [];
}

function headerText(section: Entry): string {
  return known(section.key.text) ?? '';
}
