import type { Reference } from '../explain/explanation';
import { markdown, type Sentence } from '../explain/sentence';
import type { Span } from '../text/span';
import type { Hover } from './feature';

/** A hover of paragraphs, the answer first, with one link at the end. */
export function hoverOf(span: Span, paragraphs: readonly Sentence[], source: Reference): Hover {
  return { span, markdown: [...paragraphs.map(markdown), `[${source.title}](${source.url})`].join('\n\n') };
}
