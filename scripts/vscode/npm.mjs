import { once } from 'node:events';
import { start } from './processes.mjs';

/**
 * `npm install` into a folder, without running any package's install scripts: no compiler, no hidden
 * downloads. A line with the seconds so far is drawn on a terminal; npm's own words only on failure.
 * @param {string} what named in the progress line
 * @param {string} folder
 * @param {string[]} packages none: what the folder's package.json asks for
 */
export async function npmInstall(what, folder, packages = []) {
  const args = ['install', ...packages, '--prefix', folder, '--ignore-scripts', '--omit=dev'];
  args.push(
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--no-save',
    '--loglevel=error',
    '--engine-strict=false',
  );
  const [command, ...first] = npmCommand();
  const child = start(command, [...first, ...args], {
    cwd: folder,
    env: ownEnvironment(),
    shell: process.platform === 'win32' && command === 'npm',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (said += data));
  const stopClock = clock(what);
  const [code] = await once(child, 'close');
  const seconds = stopClock();
  if (code !== 0) throw new Error(`npm could not install ${what} (exit code ${code}):\n${said.trim()}`);
  console.log(`  ${what}: ${seconds} s`);
}

/** The npm that started us, if one did: it need not be on PATH. */
function npmCommand() {
  const running = process.env.npm_execpath;
  return running?.endsWith('.js') ? [process.execPath, running] : ['npm'];
}

/** npm tells its scripts which project they run in; an npm started by them must not believe it is ours. */
function ownEnvironment() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (
      /^npm_(package|lifecycle)_|^npm_config_(local_prefix|prefix|dry_run|workspaces?)$|^INIT_CWD$/i.test(
        name,
      )
    ) {
      delete env[name];
    }
  }
  return env;
}

/** @param {string} what */
function clock(what) {
  const begin = Date.now();
  const seconds = () => Math.round((Date.now() - begin) / 1000);
  const draw = () => process.stdout.write(`\r  ${what}… ${seconds()} s `);
  const timer = process.stdout.isTTY ? setInterval(draw, 1000) : undefined;
  return () => {
    clearInterval(timer);
    if (timer) process.stdout.write('\r\x1b[K');
    return seconds();
  };
}
