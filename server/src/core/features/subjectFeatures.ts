import type { Context } from '../context';
import type { Document } from '../documents/document';
import type { Subject, SubjectKind, SubjectOf } from '../documents/subjects';
import type { Explanation } from '../explain/explanation';
import { touches } from '../text/span';
import { codeCallFeatures } from './codeCall';
import { configSectionFeatures } from './configSectionHover';
import { endpointSettingFeatures, endpointUrlFeatures } from './endpointPlaces';
import type { Hover, Lens, SubjectFeatures } from './feature';
import { profileFeatures } from './profile';
import { toolPinFeatures } from './toolPin';
import { trustPolicyFeatures } from './trustPolicy';

/** What each kind of subject contributes; a kind without an entry contributes nothing yet. */
const FEATURES: { readonly [K in SubjectKind]?: SubjectFeatures<SubjectOf<K>> } = {
  endpointSetting: endpointSettingFeatures,
  endpointUrl: endpointUrlFeatures,
  codeCall: codeCallFeatures,
  configSection: configSectionFeatures,
  profile: profileFeatures,
  toolPin: toolPinFeatures,
  trustPolicy: trustPolicyFeatures,
};

function featuresOf(subject: Subject): SubjectFeatures<Subject> | undefined {
  return FEATURES[subject.kind] as SubjectFeatures<Subject> | undefined;
}

/** The innermost subject that touches `offset`. */
export function subjectAt(document: Document, offset: number): Subject | undefined {
  let found: Subject | undefined;
  for (const subject of document.subjects) {
    if (subject.kind === 'configFile' || !touches(subject.span, offset)) continue;
    if (found === undefined || subject.span.end - subject.span.start <= found.span.end - found.span.start) {
      found = subject;
    }
  }
  return found;
}

/** The hover at `offset` (UTF-16 code units), or undefined where there is nothing to say. */
export function hover(document: Document, offset: number, context: Context): Hover | undefined {
  const subject = subjectAt(document, offset);
  return subject && featuresOf(subject)?.hover?.(subject, offset, document, context);
}

/** The lines above trust policies and profiles, in the order of the text. */
export function lenses(document: Document, context: Context): Lens[] {
  return document.subjects.flatMap(
    (subject) => featuresOf(subject)?.lenses?.(subject, document, context) ?? [],
  );
}

/** The subject that an explanation at `offset` is about: the innermost there, else the document's only one. */
export function subjectExplained(document: Document, offset: number): Subject | undefined {
  return subjectAt(document, offset) ?? onlyOne(document.subjects);
}

/** The explanation of what is at `offset`; where nothing is there, of the document's only subject. */
export function explain(document: Document, offset: number, context: Context): Explanation | undefined {
  const subject = subjectExplained(document, offset);
  return subject && featuresOf(subject)?.explain?.(subject, offset, document, context);
}

function onlyOne(subjects: readonly Subject[]): Subject | undefined {
  const [first, second] = subjects.filter(({ kind }) => kind !== 'configFile');
  return second === undefined ? first : undefined;
}
