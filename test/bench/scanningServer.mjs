import { readFileSync } from 'node:fs';
import { Server } from './server.mjs';

const PATIENCE = 180_000;
/** Ticks of the kernel's accounting in a second, on every Linux there is. */
const TICKS = 100;

/** A server with the workspace open, and what it says of the scan. */
export class Scan {
  server = new Server();
  #folder;
  /** What the progress was called, once it was asked for. */
  token = undefined;
  reports = [];
  begun = false;
  ended = false;
  /** What the log says of the finished scan. */
  said = '';

  /** @param {string} folder the workspace */
  constructor(folder) {
    this.#folder = folder;
    this.server.on('window/workDoneProgress/create', ({ token }) => {
      this.token = token;
    });
    this.server.on('$/progress', ({ value }) => {
      if (value.kind === 'begin') this.begun = true;
      if (value.kind === 'report') this.reports.push(value.percentage);
      if (value.kind === 'end') this.ended = true;
    });
    this.server.on('window/logMessage', ({ message }) => {
      if (message.startsWith('Index: ')) this.said = message;
    });
  }

  get done() {
    return this.said !== '';
  }

  async begin() {
    await this.server.initialize(this.#folder, { workDoneProgress: true });
  }

  async finished() {
    const begin = performance.now();
    await this.until(() => this.done);
    return { wall: (performance.now() - begin) / 1000 };
  }

  async until(test) {
    const end = performance.now() + PATIENCE;
    while (!test()) {
      if (performance.now() > end) throw new Error('The scan took longer than anybody waits.');
      await pause(5);
    }
  }

  /** Seconds of CPU time of all threads; not a number where the system does not tell. */
  cpu() {
    try {
      const stat = readFileSync(`/proc/${this.server.pid}/stat`, 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11]) + Number(fields[12])) / TICKS;
    } catch {
      return Number.NaN;
    }
  }

  peak() {
    return this.#status('VmHWM');
  }

  resident() {
    return this.#status('VmRSS');
  }

  #status(name) {
    try {
      const status = readFileSync(`/proc/${this.server.pid}/status`, 'latin1');
      return (Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)[1]) * 1024) / 1e6;
    } catch {
      return Number.NaN;
    }
  }
}

/** @param {number} milliseconds */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
