import path from 'node:path';
import type { Outcome } from '../outcome';
import { command } from './command';

const options = {
  stdio: { type: 'flag', help: 'Speak over standard input and output, as without an option.' },
  socket: { type: 'one', value: 'PORT', help: 'Connect to this port of the same machine.' },
  pipe: { type: 'one', value: 'NAME', help: 'Connect to this pipe or socket file.' },
  clientProcessId: { type: 'one', value: 'ID', help: 'End when this process, the editor, has ended.' },
} as const;

/** Starts the language server, which is a bundle of its own so that this one stays small and quick to load. */
export const serverCommand = command({
  name: 'server',
  summary: 'Start the language server for an editor.',
  usage: 'server [--stdio | --socket=PORT | --pipe=NAME]',
  options,
  async run({ options: given, rest }) {
    if (rest.length > 0) return { kind: 'misused', message: `server takes no paths; it was "${rest[0]}".` };
    for (const name of ['socket', 'clientProcessId'] as const) {
      const value = given[name];
      if (value !== undefined && !/^[1-9]\d{0,8}$/.test(value)) {
        return { kind: 'misused', message: `--${name} needs a number; it was "${value}".` };
      }
    }
    const { socket, pipe, clientProcessId } = given;
    const transport =
      socket !== undefined ? `--socket=${socket}` : pipe !== undefined ? `--pipe=${pipe}` : '--stdio';
    const editor = clientProcessId === undefined ? [] : [`--clientProcessId=${clientProcessId}`];
    // Loading it takes longer than many a check.
    const { spawn } = await import('node:child_process');
    const server = path.join(__dirname, 'server.js');
    const child = spawn(process.execPath, [server, transport, ...editor], { stdio: 'inherit' });
    return new Promise<Outcome>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve({ kind: 'delegated', code: code ?? 1 }));
      // The editor ends us; the child must not outlive that.
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
        process.once(signal, () => child.kill(signal));
      }
    });
  },
});
