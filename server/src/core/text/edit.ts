import type { Span } from './span';

/** Replaces `span` by `text`; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** Edits to one file, all of them relative to the text before any of them. */
export interface FileEdit {
  readonly uri: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Applies edits to a text.
 * @param edits in any order; they must not overlap. Insertions at the same place keep their order.
 * @returns the new text
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.order - b.order);
  let result = '';
  let from = 0;
  for (const { edit } of ordered) {
    result += text.slice(from, edit.span.start) + edit.text;
    from = Math.max(from, edit.span.end);
  }
  return result + text.slice(from);
}

/** The edits, where they can be applied together; undefined where two of them touch the same characters. */
export function together(edits: readonly TextEdit[]): TextEdit[] | undefined {
  return overlap(edits) ? undefined : [...edits];
}

/** Whether any two of the edits touch the same characters, so that they cannot be applied together. */
export function overlap(edits: readonly TextEdit[]): boolean {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return ordered.some((edit, i) => {
    const before = ordered[i - 1];
    return before !== undefined && edit.span.start < before.span.end;
  });
}
