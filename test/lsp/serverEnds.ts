import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { startServer } from '../../server/src/lsp/server';
import { diskFiles } from '../../server/src/node/diskFiles';
import { nodeTimers } from '../../server/src/node/timers';

const SERVER = path.resolve(__dirname, '../../../dist/server.js');

/** A server that runs, and the client's end of the connection to it. */
export interface RunningServer {
  readonly connection: ProtocolConnection;
  /** Where the server is a process of its own. */
  readonly process?: ChildProcessWithoutNullStreams;
  /** To be called after `shutdown` was answered. */
  end(): Promise<void>;
}

/** The built server as a process of its own. */
export function spawned(args: readonly string[]): RunningServer {
  const child = spawn(process.execPath, [SERVER, ...args], { stdio: 'pipe' });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  return {
    connection,
    process: child,
    async end() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      await connection.sendNotification('exit').catch(() => {});
      const late = setTimeout(() => child.kill('SIGKILL'), 2000);
      await ended;
      clearTimeout(late);
      connection.dispose();
    },
  };
}

/**
 * The compiled server in this process, its messages through streams as ever. Starting a process takes longer than
 * most tests; `npm run test:quick` does without.
 */
export function inProcess(): RunningServer {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  startServer(server, { timers: nodeTimers, files: diskFiles });
  const connection = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  return {
    connection,
    async end() {
      // `exit` would end the process that runs the tests.
      server.dispose();
      connection.dispose();
    },
  };
}
