import type { Explanation, Step, Table } from './explanation';
import { verdictMark } from './markdown';
import { plain } from './sentence';
import { tablesOf } from './tables';

/** An explanation as plain text for a terminal: title, tables, then the steps, indented by their depth. */
export function explanationText(explanation: Explanation): string {
  const title =
    explanation.verdict === undefined
      ? plain(explanation.title)
      : `${verdictMark(explanation.verdict)} ${plain(explanation.title)}`;
  const tables = tablesOf(explanation).map(tableText);
  const steps = explanation.steps.map((step) => stepText(step, 0));
  return `${[title, ...tables, ...(steps.length > 0 ? [steps.join('\n')] : [])].join('\n\n')}\n`;
}

/** One step and those below it, a line each; a source follows its step on a line of its own. */
export function stepText(step: Step, depth: number): string {
  const indent = '  '.repeat(depth);
  const lines = [`${indent}${verdictMark(step.verdict)} ${plain(step.sentence)}`];
  if (step.source !== undefined) lines.push(`${indent}  (${step.source.title}: ${step.source.url})`);
  return [...lines, ...(step.steps ?? []).map((below) => stepText(below, depth + 1))].join('\n');
}

/** Columns padded with spaces; the marks come first where a row has a verdict. */
function tableText(table: Table): string {
  const marked = table.rows.some(({ verdict }) => verdict !== undefined);
  const lead = (mark: string) => (marked ? [mark] : []);
  const head = [...lead(''), ...table.columns.map(plain)];
  const rows = table.rows.map((row) => [...lead(verdictMark(row.verdict)), ...row.cells.map(plain)]);
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}`.trimEnd();
  return [plain(table.title), line(head), ...rows.map(line)].join('\n');
}
