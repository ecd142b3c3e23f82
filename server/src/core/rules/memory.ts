import type { Context } from '../context';
import type { Subject } from '../documents/subjects';
import type { Step } from '../explain/explanation';
import { movingWith } from '../text/anchor';
import { encloses, type Span } from '../text/span';
import type { Fix, Report } from './finding';
import type { AnyRule } from './rule';
import { type Asked, Witness } from './witness';

/** What one rule said of a subject, with spans that move with the subject. */
interface Kept {
  readonly rule: AnyRule;
  readonly asked: Asked;
  readonly reports: readonly Report[];
}

/** A rule that said nothing of a subject, having asked for nothing else, has no entry here. */
type Said = readonly Kept[];

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

  /** Call before a new version is checked, and `end` after it. */
  begin(context: Context, rules: readonly AnyRule[]): void {
    const witness = new Witness(context, this.#witness);
    // Other settings can make any rule say something else.
    if (rules !== this.#rules || context.settings !== this.#witness?.settings) this.#said = new Map();
    this.#rules = rules;
    this.#witness = witness;
    this.#next = new Map();
  }

  /** What was not asked for since `begin` is forgotten. */
  end(): void {
    this.#said = this.#next;
  }

  /**
   * Every report on a subject by the rules of `begin` that are switched on.
   * @param on whether a rule is switched on; always the same answer for the same settings
   */
  *reports(
    subject: Subject,
    uri: string,
    on: (rule: AnyRule) => boolean,
  ): Generator<readonly [AnyRule, Report]> {
    const witness = this.#witness!;
    const whole = 'whole' in subject ? subject.whole : undefined;
    const before = whole && this.#said.get(subject);
    const said: Kept[] = [];
    if (whole !== undefined) this.#next.set(subject, said);
    const fixesOf = (rule: AnyRule, i: number) => () => this.#fixes(subject, rule, i);
    const ask = (rule: AnyRule): Kept => {
      const asked = witness.listen();
      return { rule, asked, reports: [...rule.check(subject, witness)] };
    };
    if (before === undefined) {
      for (const rule of this.#rules) {
        if (!on(rule)) continue;
        const kept = ask(rule);
        if (kept.reports.length > 0 || kept.asked.size > 0) keep(kept);
        for (const report of kept.reports) yield [rule, report];
      }
      return;
    }
    for (const kept of before) {
      if (witness.unchanged(kept.asked)) {
        said.push(kept);
        for (const report of kept.reports) yield [kept.rule, report];
      } else {
        const again = ask(kept.rule);
        keep(again);
        for (const report of again.reports) yield [again.rule, report];
      }
    }

    function keep({ rule, asked, reports }: Kept): void {
      if (whole === undefined) return;
      const own = reports.every((report) => spansOf(report, uri).every((span) => encloses(whole, span)));
      // A report that points elsewhere is found anew each time: what it points at moves on its own.
      if (!own) said.push({ rule, asked: ALWAYS, reports: [] });
      else
        said.push({
          rule,
          asked,
          reports: reports.map((report, i) => held(report, whole, uri, fixesOf(rule, i))),
        });
    }
  }

  /** The fixes of a report that was kept are those of the subject as it is when somebody asks. */
  #fixes(subject: Subject, rule: AnyRule, index: number): readonly Fix[] {
    return [...rule.check(subject, this.#witness!)][index]?.fixes?.() ?? [];
  }
}

/** Asked for something that is never the same. */
const ALWAYS: Asked = new Set(['anything']);

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
