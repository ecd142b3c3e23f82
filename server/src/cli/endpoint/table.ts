import { plain } from '../../core/explain/sentence';
import type { EndpointAnswer } from '../../core/sts/endpoint';
import { painter } from '../terminal';
import type { AskedTool } from './askedTools';

/** A row of the table. */
export interface Row {
  readonly tool: AskedTool;
  readonly answer: EndpointAnswer;
}

const GLOBAL = 'sts.amazonaws.com';

/** The table of tools, endpoints and reasons for a terminal. */
export function endpointTable(rows: readonly Row[], colours: boolean): string {
  const paint = painter(colours);
  const cells = rows.map(({ tool, answer }) => [
    tool.text,
    answer.host ?? 'refuses',
    answer.host === undefined ? '' : answer.unsigned === true ? 'not signed' : answer.signingRegion,
    reasonOf(answer),
  ]);
  const head = ['Tool', 'Endpoint', 'Signed for', 'Because'];
  const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]!.length)));
  const line = (row: readonly string[]) =>
    row.map((text, i) => (i === row.length - 1 ? text : text.padEnd(widths[i]!))).join('  ');
  const painted = cells.map((row) => {
    const style = row[1] === 'refuses' ? 'red' : row[1] === GLOBAL ? 'yellow' : 'green';
    return line(row).replace(row[1]!, (host) => paint(style, host));
  });
  return `${[paint('bold', line(head)), ...painted].join('\n')}\n`;
}

/** All reasons in a line; a refusal is the last of them. */
function reasonOf(answer: EndpointAnswer): string {
  const reasons = answer.because.map(({ sentence }) => plain(sentence));
  if (answer.host === undefined && reasons.at(-1) !== plain(answer.error)) reasons.push(plain(answer.error));
  return reasons.join(' ');
}
