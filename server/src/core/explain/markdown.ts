import type { Explanation, Step, Table, Verdict } from './explanation';
import { markdown } from './sentence';
import { tablesOf } from './tables';

const MARK: Readonly<Record<Verdict, string>> = { yes: '✓', no: '✗', depends: '◇' };

/** A verdict as one character, told apart by shape and not by colour alone. */
export function verdictMark(verdict: Verdict | undefined): string {
  return verdict === undefined ? '·' : MARK[verdict];
}

/** An explanation as Markdown: title, tables, then the steps as a nested list. */
export function explanationMarkdown(explanation: Explanation): string {
  const parts = [`## ${markdown(explanation.title)}`];
  for (const table of tablesOf(explanation)) parts.push(tableMarkdown(table));
  if (explanation.comparison) parts.push(markdown(explanation.comparison.difference));
  if (explanation.steps.length > 0)
    parts.push(explanation.steps.map((step) => stepMarkdown(step, 0)).join('\n'));
  return `${parts.join('\n\n')}\n`;
}

/** One step and those below it, as list items. */
function stepMarkdown(step: Step, depth: number): string {
  const source = step.source === undefined ? '' : ` ([${step.source.title}](${step.source.url}))`;
  const line = `${'  '.repeat(depth)}- ${verdictMark(step.verdict)} ${markdown(step.sentence)}${source}`;
  return [line, ...(step.steps ?? []).map((below) => stepMarkdown(below, depth + 1))].join('\n');
}

function tableMarkdown(table: Table): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const head = ['', ...table.columns.map(markdown)];
  const rows = table.rows.map((row) => line([verdictMark(row.verdict), ...row.cells.map(markdown)]));
  return [`### ${markdown(table.title)}`, '', line(head), line(head.map(() => '---')), ...rows].join('\n');
}
