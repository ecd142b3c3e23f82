import type { TextDocument } from 'vscode-languageserver-textdocument';
import { explanationMarkdown } from '../core/explain/markdown';
import { explain, subjectExplained } from '../core/features/subjectFeatures';
import { whatIfOffer } from '../core/features/whatIf';
import { TRUST_ACTIONS } from '../core/iam/actions';
import type { Analysis, Analyst } from './analyst';
import { offsetOf, rangeOf } from './positions';
import type { ExplainParams, ExplainResult, Nothing, RenderedExplanation } from './protocol';
import { type Locate, renderExplanation } from './render';
import { repairsIn } from './repairs';

/** The explanation at a position as plain JSON, or why there is none. */
export async function explainAt(params: ExplainParams, analyst: Analyst): Promise<ExplainResult> {
  const analysis = await analyst.analyse(params.uri);
  if (analysis === undefined) return { kind: 'nothing', reason: 'notOpen' };
  if (analysis.nothing !== undefined) return { kind: 'nothing', reason: analysis.nothing };
  const { text } = analysis;
  const explanation = explanationAt(analysis, params);
  if (explanation === undefined) return { kind: 'nothing', reason: 'nothingHere' };
  const subject = subjectExplained(analysis.document, offsetOf(text, params.position));
  const offer = subject?.kind === 'trustPolicy' ? whatIfOffer(subject, analysis.context) : undefined;
  const rendered: RenderedExplanation = {
    ...renderExplanation(explanation, locator(text, analyst)),
    repairs: repairsIn(analysis, subject?.span ?? explanation.span),
    ...(offer && {
      whatIf: {
        ...(offer.role && { role: offer.role }),
        callers: offer.callers,
        actions: TRUST_ACTIONS,
        keys: offer.keys,
      },
    }),
  };
  return { kind: 'explanation', version: text.version, explanation: rendered };
}

/** Turns spans into places: those of the file explained without its name. */
export function locator(text: TextDocument, analyst: Analyst): Locate {
  return (span, uri) => {
    if (uri === undefined || uri === text.uri) return { range: rangeOf(text, span) };
    const other = analyst.textOf(uri);
    return other && { uri: other.uri, range: rangeOf(other, span) };
  };
}

/** The same as Markdown, for editors that can show no more than that. */
export async function explainAsMarkdown(params: ExplainParams, analyst: Analyst): Promise<string> {
  const analysis = await analyst.analyse(params.uri);
  if (analysis === undefined) return WORDS.notOpen;
  if (analysis.nothing !== undefined) return WORDS[analysis.nothing];
  const explanation = explanationAt(analysis, params);
  return explanation === undefined ? WORDS.nothingHere : explanationMarkdown(explanation);
}

const WORDS: Readonly<Record<Nothing, string>> = {
  notOpen: 'This file is not open in the editor.',
  notOurs: 'STS Lens found no role trust policy, permissions policy or AWS profile in this file.',
  excluded: 'This file is excluded by the setting `stsLens.exclude`.',
  tooLarge: 'This file is too large to be analysed.',
  nothingHere: 'There is nothing to explain here. Put the cursor in a trust policy or a profile.',
};

function explanationAt({ text, document, context }: Analysis, { position }: ExplainParams) {
  return explain(document, offsetOf(text, position), context);
}
