import type { CodeLens } from 'vscode-languageserver';
import { plain } from '../core/explain/sentence';
import { lenses } from '../core/features/subjectFeatures';
import type { Analyst } from './analyst';
import { rangeOf } from './positions';
import { EXPLAIN_COMMAND, type ExplainParams } from './protocol';

/** The line above each trust policy and profile; a click explains it. */
export async function codeLenses(uri: string, analyst: Analyst): Promise<CodeLens[]> {
  const analysis = await analyst.analyse(uri);
  if (analysis === undefined || analysis.nothing !== undefined || !analysis.settings.codeLens) return [];
  const { text, document, context } = analysis;
  return lenses(document, context).map((lens) => {
    const range = rangeOf(text, lens.span);
    const target: ExplainParams = { uri, position: range.start };
    return { range, command: { title: plain(lens.title), command: EXPLAIN_COMMAND, arguments: [target] } };
  });
}
