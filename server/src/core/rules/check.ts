import type { Context } from '../context';
import type { Document } from '../documents/document';
import type { Finding } from './finding';
import { RULES } from './list';
import type { AnyRule } from './rule';

/**
 * Runs rules over a document.
 * @returns findings in the order of the text; one per rule and place
 */
export function check(document: Document, context: Context, rules: readonly AnyRule[] = RULES): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    const level = context.settings.rules[rule.meta.id] ?? rule.meta.level;
    if (level === 'off') continue;
    for (const subject of document.subjects) {
      for (const report of rule.check(subject, context)) {
        findings.push({
          confidence: 'high',
          related: [],
          fixes: () => [],
          steps: [],
          ...report,
          // A user who sets a level means it; a report may only soften the rule's own.
          severity: context.settings.rules[rule.meta.id] === undefined ? (report.severity ?? level) : level,
          rule: rule.meta.id,
          uri: document.uri,
          references: rule.meta.references,
        });
      }
    }
  }
  return findings.sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : 1),
  );
}
