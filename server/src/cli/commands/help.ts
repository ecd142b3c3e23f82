import { type Flag, type Valued, valueHelp } from '../options';
import type { Command } from './command';

/** The help of the whole program. */
export function overview(commands: readonly Command[]): string {
  const rows = commands.map(({ name, summary }): Row => [name, summary]);
  return [
    'STS Lens tells you who can really assume an IAM role, the role itself included, and which STS',
    'endpoint your tools will really call: why, and how to put it right.',
    '',
    'Usage: sts-lens COMMAND [options]',
    '',
    ...table(rows),
    '',
    'sts-lens COMMAND --help says more about a command; sts-lens --version prints the version.',
    '',
  ].join('\n');
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const rows = Object.entries(command.options).map(
    ([name, option]): Row => [left(name, option), option.help],
  );
  const lines = [command.summary, '', `Usage: sts-lens ${command.usage}`, ''];
  if (rows.length > 0) lines.push('Options:', ...table(rows), '');
  if (command.notes !== undefined) lines.push(command.notes.trim(), '');
  return lines.join('\n');
}

type Row = readonly [left: string, right: string];

function left(name: string, option: Flag | Valued): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  return `${short}--${name}${option.type === 'flag' ? '' : ` ${valueHelp(option)}`}`;
}

/** Two columns; where the left one is long, the right one starts on the next line. */
function table(rows: readonly Row[]): string[] {
  const width = Math.max(0, ...rows.map(([start]) => start.length).filter((length) => length <= 26));
  return rows.flatMap(([start, text]) =>
    start.length <= width
      ? [`  ${start.padEnd(width)}  ${text}`]
      : [`  ${start}`, `  ${' '.repeat(width)}  ${text}`],
  );
}
