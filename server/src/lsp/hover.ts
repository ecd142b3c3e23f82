import { type Hover, type HoverParams, MarkupKind } from 'vscode-languageserver';
import { hover } from '../core/features/subjectFeatures';
import type { Abilities } from './abilities';
import type { Analyst } from './analyst';
import { offsetOf, rangeOf } from './positions';

/** What the core says of the text under the cursor. */
export async function hoverAt(
  { textDocument, position }: HoverParams,
  analyst: Analyst,
  can: Abilities,
): Promise<Hover | null> {
  const analysis = await analyst.analyse(textDocument.uri);
  if (analysis === undefined || analysis.nothing !== undefined) return null;
  const { text, document, context } = analysis;
  const found = hover(document, offsetOf(text, position), context);
  if (found === undefined) return null;
  const contents = can.markdownHover
    ? { kind: MarkupKind.Markdown, value: found.markdown }
    : { kind: MarkupKind.PlainText, value: plainText(found.markdown) };
  return { contents, range: rangeOf(text, found.span) };
}

/** Code spans come first: nothing in them is a mark. */
const MARKS = /(`+)(?!`) ?(.*?[^`]) ?\1(?!`)|\[([^\]]*)\]\((https:[^)\s]*)\)|\*\*([^*]+)\*\*|^#+ /gm;

/** Markdown of ours without its marks, for clients that show plain text only. */
export function plainText(markdown: string): string {
  return markdown.replace(MARKS, (_, __, code?: string, title?: string, url?: string, bold?: string) =>
    url === undefined ? (code ?? bold ?? '') : `${title} <${url}>`,
  );
}
