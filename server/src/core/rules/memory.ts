import type { Context } from '../context';
import type { Document } from '../documents/document';
import type { Subject, TrustPolicySubject } from '../documents/subjects';
import type { Step } from '../explain/explanation';
import type { Span } from '../text/span';
import type { Report } from './finding';
import type { AnyRule } from './rule';

type Reports = ReadonlyMap<AnyRule, readonly Report[]>;

interface Kept {
  /** Where the subject's text began when this was found. */
  readonly start: number;
  readonly reports: Reports;
}

/**
 * What rules that look at their subject only have reported, kept from one version of a document to the next: an edit
 * in a long list of roles leaves all but one of them as they were. One memory for each open document.
 */
export class CheckMemory {
  #before: ReadonlyMap<string, Kept> = new Map();
  #now = new Map<string, Kept>();

  /** Call before a new version is checked: what the last one did not use is forgotten. */
  begin(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  /** The reports of the local rules on a subject, found now or before; undefined for a subject that is not kept. */
  reports(
    subject: Subject,
    document: Document,
    context: Context,
    rules: readonly AnyRule[],
  ): ((rule: AnyRule) => readonly Report[]) | undefined {
    if (subject.kind !== 'trustPolicy' || subject.whole === undefined) return undefined;
    const key = keyOf(subject, subject.whole, document.text);
    const { start } = subject.whole;
    let kept = this.#now.get(key) ?? this.#before.get(key);
    if (kept === undefined) kept = { start, reports: find(subject, context, rules) };
    this.#now.set(key, kept);
    const { reports } = kept;
    const by = start - kept.start;
    return (rule) =>
      (reports.get(rule) ?? []).map((report, i) =>
        moved(report, by, document.uri, () => rule.check(subject, context), i),
      );
  }
}

function keyOf({ role }: TrustPolicySubject, whole: Span, text: string): string {
  return `${role.lifecycle} ${text.slice(whole.start, whole.end)}`;
}

function find(subject: Subject, context: Context, rules: readonly AnyRule[]): Reports {
  const reports = new Map<AnyRule, Report[]>();
  for (const rule of rules) {
    if (!rule.local) continue;
    const found = [...rule.check(subject, context)];
    if (found.length > 0) reports.set(rule, found);
  }
  return reports;
}

/** A report on text that has moved. Its fixes are those of the subject as it is now. */
function moved(
  report: Report,
  by: number,
  uri: string,
  again: () => Iterable<Report>,
  index: number,
): Report {
  const shift = (span: Span): Span => ({ start: span.start + by, end: span.end + by });
  return {
    ...report,
    span: shift(report.span),
    ...(report.related && {
      related: report.related.map((each) => (each.uri === uri ? { ...each, span: shift(each.span) } : each)),
    }),
    ...(report.steps && { steps: report.steps.map((step) => movedStep(step, shift)) }),
    ...(report.fixes && { fixes: () => [...again()][index]?.fixes?.() ?? [] }),
  };
}

function movedStep(step: Step, shift: (span: Span) => Span): Step {
  return {
    ...step,
    ...(step.span && step.uri === undefined && { span: shift(step.span) }),
    ...(step.steps && { steps: step.steps.map((below) => movedStep(below, shift)) }),
  };
}
