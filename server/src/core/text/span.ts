/**
 * A half-open range of a document, in UTF-16 code units from its beginning.
 * Line and column positions exist only in the outer rings (`lsp/` and `cli/`).
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Whether `offset` lies in `span`; its end counts as inside, as it does for a cursor. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether `inner` lies wholly in `outer`. */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
