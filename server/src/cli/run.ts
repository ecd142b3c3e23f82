import { closest } from '../core/text/closest';
import { checkCommand } from './commands/check';
import type { Command } from './commands/command';
import { endpointCommand } from './commands/endpoint';
import { explainCommand } from './commands/explain';
import { graphCommand } from './commands/graph';
import { commandHelp, overview } from './commands/help';
import { ruleCommand } from './commands/rule';
import { serverCommand } from './commands/server';
import { exitCode, type Outcome } from './outcome';
import type { Terminal } from './terminal';
import { VERSION } from './version';

/** Every command, in the order the help shows them. */
const COMMANDS: readonly Command[] = [
  checkCommand,
  explainCommand,
  endpointCommand,
  graphCommand,
  ruleCommand,
  serverCommand,
];

/**
 * Runs one command line.
 * @param argv what follows `sts-lens`
 * @returns the exit code
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [first, ...rest] = argv;
  const chosen = COMMANDS.find(({ name }) => name === first);
  let outcome: Outcome;
  try {
    if (chosen === undefined) outcome = withoutCommand(first, rest, terminal);
    else if (asksForHelp(rest)) outcome = show(commandHelp(chosen), terminal);
    else outcome = await chosen.run(rest, terminal);
  } catch (error) {
    // A defect of ours must not look like findings to a script: it gets the code for "could not run".
    terminal.err(`sts-lens failed, which is a defect in it: ${(error as Error)?.stack ?? error}\n`);
    return 2;
  }
  if (outcome.kind === 'misused') {
    terminal.err(`sts-lens: ${outcome.message}\n`);
    terminal.err(`Try: sts-lens ${chosen === undefined ? '' : `${chosen.name} `}--help\n`);
  }
  return exitCode(outcome);
}

function withoutCommand(first: string | undefined, rest: readonly string[], terminal: Terminal): Outcome {
  if (first === '--version' || first === '-v' || first === 'version') return show(`${VERSION}\n`, terminal);
  if (first === 'help' && rest[0] !== undefined) {
    const about = COMMANDS.find(({ name }) => name === rest[0]);
    return about === undefined ? unknownCommand(rest[0]) : show(commandHelp(about), terminal);
  }
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    return show(overview(COMMANDS), terminal);
  }
  if (first.startsWith('-')) {
    return { kind: 'misused', message: `There is no option ${first} without a command before it.` };
  }
  return unknownCommand(first);
}

function unknownCommand(given: string): Outcome {
  const close = closest(given, [...COMMANDS.map(({ name }) => name), 'help', 'version']);
  const end = close === undefined ? '' : ` Did you mean ${close}?`;
  return { kind: 'misused', message: `There is no command "${given}".${end}` };
}

function show(text: string, terminal: Terminal): Outcome {
  terminal.out(text);
  return { kind: 'shown' };
}

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}
