import path from 'node:path';
import type { Outcome } from '../outcome';
import type { Command } from './command';

const TRANSPORT = /^--(stdio|node-ipc|socket|pipe)\b/;

/** Starts the language server, which is a bundle of its own so that this one stays small and quick to load. */
export const serverCommand: Command = {
  name: 'server',
  summary: 'Start the language server for an editor.',
  usage: 'server [--stdio | --socket=PORT | --pipe=NAME]',
  options: {},
  notes: 'Without an option the server speaks over standard input and output, as with --stdio.',
  async run(argv) {
    // Loading it takes longer than many a check.
    const { spawn } = await import('node:child_process');
    const transport = argv.some((arg) => TRANSPORT.test(arg)) ? [] : ['--stdio'];
    const server = path.join(__dirname, 'server.js');
    const child = spawn(process.execPath, [server, ...argv, ...transport], { stdio: 'inherit' });
    return new Promise<Outcome>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve({ kind: 'delegated', code: code ?? 1 }));
      // The editor ends us; the child must not outlive that.
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.once(signal, () => child.kill(signal));
      }
    });
  },
};
