import type { Context } from '../context';
import type { Document } from '../documents/document';
import type { Subject } from '../documents/subjects';
import { oncePer } from '../once';
import type { Settings } from '../settings';
import { NotWritable } from '../syntax/syntax';
import { touches } from '../text/span';
import { contextOf, lifted } from './embedded';
import type { Finding, Fix, Level, Report } from './finding';
import { RULES } from './list';
import type { CheckMemory, Make } from './memory';
import { type AnyRule, rulesBySubject } from './rule';

/**
 * Runs rules over a document.
 * @param memory of the same open document, where it is checked again and again
 * @returns findings in the order of the text; one per rule and place
 */
export function check(
  document: Document,
  context: Context,
  rules: readonly AnyRule[] = RULES,
  memory?: CheckMemory,
): Finding[] {
  const findings: Finding[] = [];
  const levels = context.settings.rules;
  const levelOf = (rule: AnyRule) => levels[rule.meta.id] ?? rule.meta.level;
  const { on, rulesFor } = switchedOn(rules)(levels);
  memory?.begin(context, on);
  for (const subject of document.subjects) {
    const { standing } = subject.source;
    // What is wrong with a form is for the one who fills it in.
    if (standing === 'form') continue;
    const make = (rule: AnyRule, report: Report): Finding | undefined => {
      const level = levelOf(rule);
      if (level === 'off') return undefined;
      const found = finding(report, rule, level, document, context);
      return standing === 'example' ? softened(found, context) : found;
    };
    for (const found of memory?.findings(subject, document.uri, make) ??
      findingsOn(subject, context, rulesFor(subject), make))
      findings.push(found);
  }
  memory?.end();
  findings.push(...inEmbedded(document, context, rules, findings));
  return findings.sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : 1),
  );
}

/** What rules find in the files that are written in a file. @param told of the file itself */
function inEmbedded(
  { uri, embedded = [] }: Document,
  context: Context,
  rules: readonly AnyRule[],
  told: readonly Finding[],
): Finding[] {
  if (embedded.length === 0) return [];
  const own = contextOf(embedded, context);
  const both = rules.filter((rule) => rule.embedded !== 'never');
  const alone = both.filter((rule) => rule.embedded !== 'paired');
  return embedded
    .flatMap((each) =>
      check(each.document, own, each.paired ? both : alone).flatMap(
        (found) => lifted(found, each, uri) ?? [],
      ),
    )
    .filter((found) => !told.some((each) => touches(each.span, found.span.start)));
}

/** The rules that are switched on, worked out once for the same rules and levels. */
const switchedOn = oncePer((rules: readonly AnyRule[]) =>
  oncePer((levels: Settings['rules']) => {
    const on = rules.filter((rule) => (levels[rule.meta.id] ?? rule.meta.level) !== 'off');
    return { on, rulesFor: rulesBySubject(on) };
  }),
);

function findingsOn(
  subject: Subject,
  context: Context,
  rules: readonly AnyRule[],
  make: Make,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    for (const report of rule.check(subject, context)) {
      const found = make(rule, report);
      if (found !== undefined) findings.push(found);
    }
  }
  return findings;
}

/** An example in documentation endangers nobody by itself: a word in passing will do, and for hints none. */
function softened(found: Finding, { settings }: Context): Finding | undefined {
  if (settings.rules[found.rule] !== undefined) return found;
  if (found.severity === 'hint') return undefined;
  return { ...found, severity: found.severity === 'information' ? 'hint' : 'information' };
}

function finding(
  report: Report,
  rule: AnyRule,
  level: Exclude<Level, 'off'>,
  { uri }: Document,
  { settings }: Context,
): Finding {
  const { id, references } = rule.meta;
  return {
    confidence: 'high',
    related: [],
    steps: [],
    ...report,
    fixes: () => offered(report.fixes),
    // A user who sets a level means it; a report may only differ from the rule's own.
    severity: settings.rules[id] === undefined ? (report.severity ?? level) : level,
    rule: id,
    uri,
    references,
  };
}

/** The fixes of a report; none where one would have to write what cannot be written in this document. */
function offered(fixes: Report['fixes']): readonly Fix[] {
  if (fixes === undefined) return [];
  const found = unless(fixes, []);
  return found.map((fix) => {
    const { change } = fix;
    if (change.kind === 'edits') return fix;
    return { ...fix, change: { ...change, answer: (value) => unless(() => change.answer(value), []) } };
  });
}

function unless<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotWritable) return otherwise;
    throw error;
  }
}
