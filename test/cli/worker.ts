import { parentPort } from 'node:worker_threads';
import { run } from '../../server/src/cli/run';
import type { Asked } from './inWorker';

// Runs command lines in a thread, so that a test can wait for one as it waits for a process.
parentPort?.on('message', async ({ cwd, args, input, done, port }: Asked) => {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(args, {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    readAll: () => Buffer.from(input),
    colours: false,
    cwd,
  });
  port.postMessage({ code, out: out.join(''), err: err.join('') });
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
});
