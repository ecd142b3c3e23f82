import type { Step } from '../../core/explain/explanation';
import { plain } from '../../core/explain/sentence';
import { stepText } from '../../core/explain/text';
import type { Finding, Fix, Severity } from '../../core/rules/finding';
import { LineIndex } from '../../core/text/lineIndex';
import { visible } from '../files/names';
import { safeFix } from '../fixing';
import { SEVERITIES } from '../severity';
import type { Style as Colour, Paint } from '../terminal';
import { excerpt } from './excerpt';
import { fixTitle } from './fixTitle';
import type { Checked, Format, Result, Style } from './format';

/**
 * Findings for people: under the name of each file where, how bad and what; the text it is about; the reasons;
 * and how to put it right.
 */
export const stylish: Format = { name: 'stylish', render };

const COLOUR: Readonly<Record<Severity, Colour>> = {
  error: 'red',
  warning: 'yellow',
  information: 'cyan',
  hint: 'dim',
};

function render(result: Result, style: Style): string {
  const blocks = result.checked
    .filter(({ findings }) => findings.length > 0)
    .map((checked) => fileBlock(checked, style));
  return [...blocks, summary(result, style.paint)].join('\n');
}

function fileBlock({ file, findings, fixable }: Checked, style: Style): string {
  const lines = new LineIndex(file.text);
  const blocks = findings.map((finding) => {
    const { paint } = style;
    const { line, column } = lines.at(finding.span.start);
    const severity = paint(COLOUR[finding.severity], finding.severity);
    const head = `  ${line}:${column}  ${severity}  ${plain(finding.message)}  ${paint('dim', finding.rule)}`;
    const { source, underline } = excerpt(file.text, finding.span, column, paint);
    const bar = paint('dim', '│');
    const body = [`${bar} ${source}`, `${bar} ${underline}`, ...reasons(finding, style)];
    if (fixable) body.push(...repairs(finding, style));
    return [head, ...body.map((each) => `    ${each}`)].join('\n');
  });
  return `${style.paint('underline', visible(file.name))}\n${blocks.join('\n\n')}\n`;
}

/** Steps below this depth are shown with `--explain` only. */
const DEPTH = 2;

/** The steps that led to a finding; where they come from is for `--explain`. */
function reasons({ steps }: Finding, { explain, paint }: Style): string[] {
  return (explain ? steps : steps.map((step) => briefly(step, DEPTH)))
    .flatMap((step) => stepText(step, 0).split('\n'))
    .map((line) => paintMarks(line, paint));
}

function briefly({ sentence, verdict, steps = [] }: Step, depth: number): Step {
  const below = depth === 1 ? [] : steps.map((step) => briefly(step, depth - 1));
  return { sentence, ...(verdict !== undefined && { verdict }), steps: below };
}

/** How to put it right: the first fix, or with `--explain` all of them with what they bring about. */
function repairs(finding: Finding, { explain, paint }: Style): string[] {
  const all = finding.fixes();
  const automatic = safeFix(all);
  return (explain ? all : all.slice(0, 1)).flatMap((fix) => {
    const how = fix.change === automatic ? 'fix (--fix)' : 'fix';
    const title = `${paint('green', `${how}:`)} ${titleOf(fix)}`;
    return explain && fix.consequence !== undefined ? [title, `  ${plain(fix.consequence)}`] : [title];
  });
}

function titleOf(fix: Fix): string {
  const title = fixTitle(fix);
  const candidates = fix.change.kind === 'question' ? fix.change.candidates : [];
  return candidates.length === 0 ? title : `${title}, such as ${candidates.slice(0, 3).join(' or ')}`;
}

/** Colours the marks of verdicts at the beginnings of lines. */
export function paintMarks(text: string, paint: Paint): string {
  return text
    .replace(/^( *)✓/gm, (_, space: string) => space + paint('green', '✓'))
    .replace(/^( *)✗/gm, (_, space: string) => space + paint('red', '✗'))
    .replace(/^( *)◇/gm, (_, space: string) => space + paint('yellow', '◇'));
}

function summary({ checked, shown, hidden, fixable }: Result, paint: Paint): string {
  const files = quantity(checked.length, 'file');
  const withProblems = checked.filter(({ findings }) => findings.length > 0).length;
  const total = SEVERITIES.reduce((sum, severity) => sum + shown[severity], 0);
  let line: string;
  if (checked.length === 0) line = 'No files with trust policies or AWS profiles found.';
  else if (total === 0) line = paint('green', `No problems in ${files}.`);
  else {
    const parts = SEVERITIES.filter((severity) => shown[severity] > 0).map((severity) =>
      named(severity, shown[severity]),
    );
    line = paint(
      'bold',
      `${quantity(total, 'problem')} (${parts.join(', ')}) in ${withProblems} of ${files}`,
    );
    line += fixable > 0 ? `, ${fixable} fixable with --fix.` : '.';
  }
  const left = SEVERITIES.filter((severity) => 0 < hidden[severity]);
  const quietest = left.at(-1);
  if (quietest !== undefined) {
    const counts = left.map((severity) => named(severity, hidden[severity])).join(', ');
    line += ` ${counts} not shown (use --level ${quietest}).`;
  }
  return `${line}\n`;
}

function named(severity: Severity, count: number): string {
  return severity === 'information' ? `${count} information` : quantity(count, severity);
}

function quantity(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
