import type { Context } from '../context';
import type { Subject } from '../documents/subjects';
import type { Step } from '../explain/explanation';
import { movingWith } from '../text/anchor';
import { encloses, type Span } from '../text/span';
import type { Finding, Fix, Report } from './finding';
import { type AnyRule, rulesBySubject } from './rule';
import { type Question, Witness } from './witness';

/** What one rule said of a subject, with spans that move with the subject. */
interface Kept {
  readonly asked: readonly Question[];
  readonly rule: AnyRule;
  readonly findings: readonly Finding[];
}

/** What all rules said of a subject. A rule that said nothing, having asked for nothing else, is not among them. */
interface Said {
  readonly kept: readonly Kept[];
  /** By any of them. */
  readonly asked: readonly Question[];
  readonly findings: readonly Finding[];
}

/** Makes a finding of a report, or nothing where it is not to be shown. Always the same for the same settings. */
export type Make = (rule: AnyRule, report: Report) => Finding | undefined;

/**
 * What rules have reported, kept from one version of an open document to the next. A subject that an edit has not
 * touched is the same object in the next version; a rule is asked about it again only when something else that it
 * looked at has changed. One memory for each open document.
 */
export class CheckMemory {
  #said = new Map<Subject, Said>();
  #next = new Map<Subject, Said>();
  #witness: Witness | undefined;
  #rules: readonly AnyRule[] = [];
  #rulesFor = rulesBySubject([]);

  /** Call before a new version is checked, and `end` after it. @param rules that are switched on */
  begin(context: Context, rules: readonly AnyRule[]): void {
    const witness = new Witness(context, this.#witness);
    // Other settings can make any rule say something else.
    if (context.settings !== this.#witness?.settings || !isSame(rules, this.#rules)) {
      this.#said = new Map();
      this.#rulesFor = rulesBySubject(rules);
    }
    this.#rules = rules;
    this.#witness = witness;
    this.#next = new Map();
  }

  /** What was not asked for since `begin` is forgotten. */
  end(): void {
    this.#said = this.#next;
  }

  /** Everything that the rules of `begin` find in a subject. */
  findings(subject: Subject, uri: string, make: Make): readonly Finding[] {
    const witness = this.#witness!;
    const rules = this.#rulesFor(subject);
    const whole = 'whole' in subject ? subject.whole : undefined;
    if (whole === undefined) {
      return rules.flatMap((rule) =>
        [...rule.check(subject, witness)].flatMap((report) => make(rule, report) ?? []),
      );
    }
    const before = this.#said.get(subject);
    if (before !== undefined && witness.unchanged(before.asked)) {
      this.#next.set(subject, before);
      return before.findings;
    }
    const findings: Finding[] = [];
    const kept: Kept[] = [];
    const ask = (rule: AnyRule) => {
      witness.listen();
      const reports = all(rule.check(subject, witness));
      const asked = witness.asked();
      if (reports.length === 0 && asked.length === 0) return;
      const own = reports.every((report) => spansOf(report, uri).every((span) => encloses(whole, span)));
      // A report that points elsewhere is found anew each time: what it points at moves on its own.
      const again = own
        ? reports.map((report, i) => held(report, whole, uri, () => this.#fixes(subject, rule, i)))
        : reports;
      const made = again.flatMap((report) => make(rule, report) ?? []);
      findings.push(...made);
      kept.push({ rule, asked: own ? asked : ALWAYS, findings: made });
    };
    if (before === undefined) for (const rule of rules) ask(rule);
    for (const each of before?.kept ?? []) {
      if (!witness.unchanged(each.asked)) ask(each.rule);
      else {
        kept.push(each);
        findings.push(...each.findings);
      }
    }
    const asked = [...new Set(kept.flatMap((each) => each.asked))];
    this.#next.set(subject, { kept, asked, findings });
    return findings;
  }

  /** The fixes of a report that was kept are those of the subject as it is when somebody asks. */
  #fixes(subject: Subject, rule: AnyRule, index: number): readonly Fix[] {
    return [...rule.check(subject, this.#witness!)][index]?.fixes?.() ?? [];
  }
}

function isSame(one: readonly AnyRule[], other: readonly AnyRule[]): boolean {
  return one.length === other.length && one.every((rule, i) => rule === other[i]);
}

/** What a rule reports; for the many that report nothing, nothing is made. */
function all(reports: Iterable<Report>): readonly Report[] {
  const each = reports[Symbol.iterator]();
  const first = each.next();
  if (first.done) return NONE;
  const found = [first.value];
  for (let next = each.next(); !next.done; next = each.next()) found.push(next.value);
  return found;
}

const NONE: readonly Report[] = [];

/** Asked for something that is never the same. */
const ALWAYS: readonly Question[] = ['anything'];

/** All spans of a report; of another file's none can be known to stay, so one that is in no subject stands for them. */
function spansOf(report: Report, uri: string): Span[] {
  const related = (report.related ?? []).map((each) => (each.uri === uri ? each.span : ELSEWHERE));
  return [report.span, ...related, ...(report.steps ?? []).flatMap(spansOfStep)];
}

const ELSEWHERE: Span = { start: -1, end: -1 };

function spansOfStep({ span, uri, steps = [] }: Step): Span[] {
  const own = span === undefined ? [] : [uri === undefined ? span : ELSEWHERE];
  return [...own, ...steps.flatMap(spansOfStep)];
}

/** A report that moves with the subject it is on. */
function held(report: Report, whole: Span, uri: string, fixes: () => readonly Fix[]): Report {
  const hold = (span: Span): Span => movingWith(whole, span);
  return {
    ...report,
    span: hold(report.span),
    ...(report.related && {
      related: report.related.map((each) => (each.uri === uri ? { ...each, span: hold(each.span) } : each)),
    }),
    ...(report.steps && { steps: report.steps.map((step) => heldStep(step, hold)) }),
    ...(report.fixes && { fixes }),
  };
}

function heldStep(step: Step, hold: (span: Span) => Span): Step {
  return {
    ...step,
    ...(step.span && { span: hold(step.span) }),
    ...(step.steps && { steps: step.steps.map((below) => heldStep(below, hold)) }),
  };
}
