import type { Span } from '../core/text/span';
import type { Analysis } from './analyst';
import { questionAsked } from './codeActions';
import type { FixReference, RenderedRepair } from './protocol';
import { partsOf } from './render';

/** More fixes than these nobody reads in a row. */
const LIMIT = 20;

/** The fixes of the findings in a stretch of text, as a panel offers them: the gravest findings first. */
export function repairsIn({ text, findings }: Analysis, span: Span | undefined): RenderedRepair[] {
  if (span === undefined) return [];
  const inside = findings.filter((each) => each.span.start >= span.start && each.span.end <= span.end);
  const repairs: RenderedRepair[] = [];
  for (const severity of ['error', 'warning', 'information', 'hint'] as const) {
    for (const finding of inside) {
      if (finding.severity !== severity) continue;
      if (repairs.length >= LIMIT) return repairs;
      const at = { uri: text.uri, version: text.version, rule: finding.rule, offset: finding.span.start };
      for (const fix of finding.fixes()) {
        const reference: FixReference = { ...at, fix: fix.id };
        repairs.push({
          title: partsOf(fix.title),
          ...(fix.consequence && { consequence: partsOf(fix.consequence) }),
          safe: fix.safe,
          about: partsOf(finding.message),
          severity,
          reference,
          ...(fix.change.kind === 'question' && { question: questionAsked(fix, reference) }),
        });
      }
    }
  }
  return repairs;
}
