import path from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Ended } from './command';

/** One command line for the thread. */
export interface Asked {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly input: string;
  /** Becomes 1 when the answer has been sent. */
  readonly done: Int32Array;
  readonly port: MessagePort;
}

let worker: Worker | undefined;

/** Runs a command line in a thread of this process and waits for it: a tenth of what a process costs. */
export function runInWorker(cwd: string, args: readonly string[], input: string): Ended {
  if (worker === undefined) {
    worker = new Worker(path.join(__dirname, 'worker.js'));
    worker.unref();
  }
  const done = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  const asked: Asked = { cwd, args, input, done, port: port2 };
  worker.postMessage(asked, [port2]);
  Atomics.wait(done, 0, 0, 20_000);
  const answer = receiveMessageOnPort(port1) as { message: Ended } | undefined;
  port1.close();
  if (answer === undefined) throw new Error(`sts-lens ${args.join(' ')} did not end`);
  return answer.message;
}
