import type { DocumentSelector, TextEdit } from 'vscode-languageserver';
import { formatConfig } from '../core/features/formatConfig';
import type { Analyst } from './analyst';
import { rangeOf } from './positions';

/** The documents that are formatted and coloured here. */
export const AWS_CONFIG_FILES: DocumentSelector = [
  { language: 'aws-config' },
  { pattern: '**/.aws/{config,credentials}' },
];

/** Edits that tidy the blanks of an AWS config or credentials file; none for other documents. */
export async function formattingOf(uri: string, analyst: Analyst): Promise<TextEdit[]> {
  const analysis = await analyst.analyse(uri);
  if (analysis === undefined || analysis.nothing !== undefined) return [];
  const { text, document } = analysis;
  return formatConfig(document).map(({ span, text: newText }) => ({ range: rangeOf(text, span), newText }));
}
