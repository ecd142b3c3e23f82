import { readDenials } from '../core/events/read';
import { denialExplanation } from '../core/features/denialExplain';
import type { Analyst } from './analyst';
import { rangeOf } from './positions';
import type { ExplainMessageParams, ExplainMessageResult } from './protocol';
import { renderExplanation } from './render';

/** Longer texts are no message, and no event anybody pastes. */
const LENGTH_LIMIT = 2_000_000;

/**
 * The explanations of the refused calls in a text, with the roles of the workspace in sight.
 * @param folder the URI of the folder whose settings count, ending in a slash
 */
export async function explainMessage(
  { text }: ExplainMessageParams,
  analyst: Analyst,
  folder: string,
): Promise<ExplainMessageResult> {
  if (typeof text !== 'string' || text.length > LENGTH_LIMIT) return { explanations: [] };
  const context = await analyst.contextIn(folder);
  const explanations = readDenials(text).map((denial) =>
    renderExplanation(denialExplanation(denial, context), (span, uri) => {
      const file = uri === undefined ? undefined : analyst.textOf(uri);
      return file && { uri: file.uri, range: rangeOf(file, span) };
    }),
  );
  return { explanations };
}
