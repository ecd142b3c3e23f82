import { type SemanticTokens, SemanticTokensBuilder, type SemanticTokensLegend } from 'vscode-languageserver';
import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from '../core/features/semanticTokens';
import type { Analyst } from './analyst';

/** The numbers below stand for places in these lists. */
export const LEGEND: SemanticTokensLegend = {
  tokenTypes: [...TOKEN_TYPES],
  tokenModifiers: [...TOKEN_MODIFIERS],
};

/** What the words of a document are, for an editor that colours by meaning. */
export async function semanticTokensOf(uri: string, analyst: Analyst): Promise<SemanticTokens> {
  const builder = new SemanticTokensBuilder();
  const analysis = await analyst.analyse(uri);
  if (analysis === undefined || analysis.nothing !== undefined) return builder.build();
  const { text, document } = analysis;
  for (const { span, type, modifiers } of semanticTokens(document)) {
    const { line, character } = text.positionAt(span.start);
    const bits = modifiers.reduce((sum, each) => sum | (1 << TOKEN_MODIFIERS.indexOf(each)), 0);
    builder.push(line, character, span.end - span.start, TOKEN_TYPES.indexOf(type), bits);
  }
  return builder.build();
}
