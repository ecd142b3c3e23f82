import { spawn, spawnSync } from 'node:child_process';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let watching = false;

/**
 * Starts a program in a process group of its own, which ends with us whatever way we end: VS Code's
 * server forks extension hosts and file watchers that a kill of the first process would leave behind.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function start(command, args, options) {
  watch();
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  running.add(child);
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * Ends a program and everything it started; resolves when the first process is gone.
 * @param {import('node:child_process').ChildProcess} child
 */
export async function end(child) {
  if (!running.delete(child)) return;
  const gone = new Promise((resolve) => child.once('close', resolve));
  signal(child, 'SIGTERM');
  const harder = setTimeout(() => signal(child, 'SIGKILL'), 2000);
  if (child.exitCode === null && child.signalCode === null) await gone;
  clearTimeout(harder);
  // What ignored the polite signal, or was forked after it.
  signal(child, 'SIGKILL');
}

/** One set of listeners for all children: Ctrl-C, a closed terminal, `kill`, and an ordinary exit. */
function watch() {
  if (watching) return;
  watching = true;
  for (const [name, number] of /** @type {const} */ ([
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ])) {
    process.on(name, () => process.exit(128 + number));
  }
  // First of all: other listeners remove the folders these programs write to.
  process.prependListener('exit', () => {
    for (const child of running) signal(child, 'SIGKILL');
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} name
 */
function signal(child, name) {
  if (!child.pid) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch {
    // The whole group is gone already.
  }
}
