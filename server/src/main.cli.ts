import { run } from './cli/run';
import { processTerminal } from './cli/terminal';

void run(process.argv.slice(2), processTerminal()).then((code) => {
  // Not process.exit: what is still on its way to a pipe must get there.
  process.exitCode = code;
});
