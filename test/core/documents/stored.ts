import type { Context } from '../../../server/src/core/context';
import type { Document } from '../../../server/src/core/documents/document';
import type { Store } from '../../../server/src/core/documents/stored/store';
import type { Subject, SubjectKind, SubjectOf } from '../../../server/src/core/documents/subjects';
import { plain } from '../../../server/src/core/explain/sentence';
import { hover, lenses } from '../../../server/src/core/features/subjectFeatures';
import { check } from '../../../server/src/core/rules/check';
import type { Finding } from '../../../server/src/core/rules/finding';
import type { Settings } from '../../../server/src/core/settings';

/** Documents by name, as a store keeps them. */
export function putAway<K>(documents: ReadonlyMap<K, Document>, store: Store): Map<K, Document> {
  return new Map([...documents].map(([key, document]) => [key, store.put(document, () => document)]));
}

/** A context of these documents alone. */
export function contextOf(documents: Iterable<Document>, settings: Settings): Context {
  const all = [...documents].flatMap(({ subjects }) => subjects);
  return {
    settings,
    subjects: <K extends SubjectKind>(kind: K) =>
      all.filter((each: Subject): each is SubjectOf<K> => each.kind === kind),
  };
}

/** Everything that is said of a document: findings with their fixes, hovers and lenses. */
export function saidOf(document: Document, context: Context): unknown {
  const offsets = document.subjects.flatMap(({ span: { start, end } }) =>
    [0.3, 0.7].map((share) => Math.floor(start + share * (end - start))),
  );
  const said = {
    findings: check(document, context).map(findingSaid),
    lenses: lenses(document, context),
    hovers: offsets.map((offset) => hover(document, offset, context) ?? null),
  };
  return JSON.parse(JSON.stringify(said, plainly));
}

function findingSaid({ rule, severity, message, span, related, steps, fixes }: Finding): unknown {
  const offered = fixes().map(({ id, title, safe, change }) => {
    const files = change.kind === 'edits' ? change.files : change.candidates.map(change.answer);
    return { id, title: plain(title), safe, kind: change.kind, files };
  });
  return {
    rule,
    severity,
    message: plain(message),
    span,
    related: related.length,
    steps,
    offered,
  };
}

/** Spans move with what they stand in, and then have no numbers of their own. */
function plainly(key: string, value: unknown): unknown {
  if (!/span/i.test(key) || typeof value !== 'object' || value === null || !('start' in value)) return value;
  const { start, end } = value as { start: number; end: number };
  return { start, end };
}
