import { plain } from '../../core/explain/sentence';
import { type DebugLog, type LoggedCall, readDebugLog } from '../../core/sts/debugLog';
import { reasonsOf } from '../../core/sts/debugLogReasons';
import { GLOBAL_HOST } from '../../core/sts/tools/hosts';
import { givenTextIfAny } from '../files/given';
import { visible } from '../files/names';
import type { Outcome } from '../outcome';
import { painter, type Terminal } from '../terminal';
import { VERSION } from '../version';

/** Says which endpoints the calls to STS in a debug log went to, and why. `-` reads standard input. */
export function answerDebugLog(
  file: string,
  format: 'text' | 'json' | 'ndjson',
  terminal: Terminal,
): Outcome {
  const text = givenTextIfAny(file, terminal);
  if (text === undefined) return { kind: 'misused', message: `${visible(file)} cannot be read.` };
  const log = readDebugLog(text);
  if (format === 'ndjson')
    for (const call of log.calls) terminal.out(`${JSON.stringify(callJson(call, log))}\n`);
  else if (format === 'json') terminal.out(`${JSON.stringify(logJson(log), null, 2)}\n`);
  if (log.calls.length === 0) {
    terminal.err(`${file}: there is no call to STS in this log. Is it the output of --debug?\n`);
    return { kind: 'incomplete' };
  }
  if (format === 'text') terminal.out(table(log, terminal.colours));
  return { kind: 'shown' };
}

function logJson(log: DebugLog) {
  const { tool, toolVersion, botocore, others } = log;
  return {
    version: VERSION,
    tool: tool ?? null,
    toolVersion: toolVersion ?? null,
    botocore: botocore ?? null,
    otherRequests: others,
    calls: log.calls.map((call) => callJson(call, log)),
  };
}

function callJson(call: LoggedCall, log: DebugLog) {
  const { line, operation, host, signingRegion, attempts } = call;
  const because = reasonsOf(call, log).map(plain);
  return {
    line,
    operation: operation ?? null,
    host,
    signingRegion: signingRegion ?? null,
    attempts,
    because,
  };
}

function table(log: DebugLog, colours: boolean): string {
  const paint = painter(colours);
  const rows = log.calls.map((call) => [
    String(call.line),
    call.operation ?? '',
    call.host,
    call.signingRegion ?? '',
    reasonsOf(call, log).map(plain).join(' '),
  ]);
  const head = ['Line', 'Operation', 'Endpoint', 'Signed for', 'Because'];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const written = (row: readonly string[]) =>
    row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]!))).join('  ');
  const lines = rows.map((row) =>
    written(row).replace(row[2]!, (host) => paint(host === GLOBAL_HOST ? 'yellow' : 'green', host)),
  );
  return `${[...titleOf(log), paint('bold', written(head)), ...lines].join('\n')}\n`;
}

function titleOf({ tool, toolVersion, botocore }: DebugLog): string[] {
  const names = [
    ...(tool === undefined ? [] : [`${tool} ${toolVersion ?? ''}`.trim()]),
    ...(botocore === undefined ? [] : [`botocore ${botocore}`]),
  ];
  return names.length === 0 ? [] : [names.join(', ')];
}
