import type { Context } from '../context';
import type { Document } from '../documents/document';
import type { Explanation } from '../explain/explanation';
import type { Sentence } from '../explain/sentence';
import type { Span } from '../text/span';

/** What a hover shows, and the text it belongs to. */
export interface Hover {
  readonly span: Span;
  /** Markdown: the answer first, then the reason, then one link. */
  readonly markdown: string;
}

/** A line above a piece of text; a click on it opens the explanation at `span.start`. */
export interface Lens {
  readonly span: Span;
  readonly title: Sentence;
}

/**
 * What one kind of subject contributes to the editor. One such object per subject kind; the features themselves
 * (`hover.ts`, `lens.ts`, `explain.ts`) only find the subject under the cursor and ask it.
 */
export interface SubjectFeatures<S> {
  hover?(subject: S, offset: number, document: Document, context: Context): Hover | undefined;
  lenses?(subject: S, document: Document, context: Context): readonly Lens[];
  /** What the panel and `sts-lens explain` show. */
  explain?(subject: S, offset: number, document: Document, context: Context): Explanation | undefined;
}
