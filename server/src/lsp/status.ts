import type { Analyst } from './analyst';
import type { StatusResult } from './protocol';

/** Whether a document is one of ours, and how it stands: for a status bar. */
export async function statusOf(uri: string, analyst: Analyst): Promise<StatusResult> {
  const analysis = await analyst.analyse(uri);
  if (analysis === undefined) return { kind: 'nothing', reason: 'notOpen' };
  if (analysis.nothing !== undefined) return { kind: 'nothing', reason: analysis.nothing };
  const hints = analysis.findings.filter((finding) => finding.severity === 'hint').length;
  return { kind: 'ours', findings: analysis.findings.length - hints, hints };
}
