import type { Context } from '../context';
import type { EmbeddedDocument } from '../documents/document';
import type { SubjectKind, SubjectOf } from '../documents/subjects';
import type { Step } from '../explain/explanation';
import { hostSpan } from '../syntax/embedding';
import type { FileEdit } from '../text/edit';
import type { Finding, Fix } from './finding';

/** What stands in a file together knows of nothing else: profiles of this computer are not those of another. */
export function contextOf(embedded: readonly EmbeddedDocument[], { settings }: Context): Context {
  const all = embedded.flatMap(({ document }) => document.subjects);
  return {
    settings,
    subjects: <K extends SubjectKind>(kind: K) =>
      all.filter((each): each is SubjectOf<K> => each.kind === kind),
  };
}

/** A finding in a text inside of a file, in places of the file and with edits in the escapes of the text around. */
export function lifted(
  found: Finding,
  { document, embedding }: EmbeddedDocument,
  uri: string,
): Finding | undefined {
  const own = document.uri;
  // What points into another text of the same file has no place of its own.
  if (found.related.some((each) => each.uri !== own)) return undefined;
  const place = (span: Finding['span']) => hostSpan(embedding, span);
  return {
    ...found,
    uri,
    span: place(found.span),
    related: found.related.map((each) => ({ ...each, uri, span: place(each.span) })),
    steps: found.steps.map((step) => liftedStep(step, place)),
    fixes: () => found.fixes().flatMap((fix) => liftedFix(fix, (files) => edits(files))),
  };

  /** Undefined where an edit is of another file, or cannot be written here. */
  function edits(files: readonly FileEdit[]): readonly FileEdit[] | undefined {
    if (files.some((each) => each.uri !== own)) return undefined;
    return files.map((each) => ({
      uri,
      edits: each.edits.map(({ span, text }) => {
        const at = place(span);
        return { span: at, text: embedding.write(text, at.start) };
      }),
    }));
  }
}

function liftedStep(step: Step, place: (span: Finding['span']) => Finding['span']): Step {
  const { span, uri: _, steps, ...rest } = step;
  return {
    ...rest,
    ...(span && { span: place(span) }),
    ...(steps && { steps: steps.map((each) => liftedStep(each, place)) }),
  };
}

function liftedFix(
  fix: Fix,
  edits: (files: readonly FileEdit[]) => readonly FileEdit[] | undefined,
): readonly Fix[] {
  const { change } = fix;
  if (change.kind === 'question') {
    return [{ ...fix, change: { ...change, answer: (value) => edits(change.answer(value)) ?? [] } }];
  }
  const files = edits(change.files);
  return files === undefined ? [] : [{ ...fix, change: { ...change, files } }];
}
