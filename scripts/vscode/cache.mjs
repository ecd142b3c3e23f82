import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Where big downloads are kept between runs: outside the repository, so that a fresh clone finds them.
 * @returns {string}
 */
export function cacheFolder() {
  if (process.env.STS_LENS_CACHE) return path.resolve(process.env.STS_LENS_CACHE);
  return path.join(process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'sts-lens');
}

/**
 * Fills a folder of the cache once. The work is done in a neighbour folder that is renamed when it is
 * complete, so an interrupted run leaves nothing that looks finished; a lock makes a second run wait.
 * @param {string} name folder name; must contain everything the content depends on
 * @param {(temporary: string) => Promise<void>} fill
 * @returns {Promise<string>} the complete folder
 */
export async function cached(name, fill) {
  const done = path.join(cacheFolder(), name);
  if (isComplete(done)) return done;
  await mkdir(cacheFolder(), { recursive: true });
  const unlock = await lock(`${done}.lock`);
  try {
    if (isComplete(done)) return done;
    const temporary = `${done}.${process.pid}.tmp`;
    const sweep = () => rmSync(temporary, { recursive: true, force: true });
    process.once('exit', sweep);
    try {
      rmSync(done, { recursive: true, force: true });
      await mkdir(temporary, { recursive: true });
      await fill(temporary);
      writeFileSync(path.join(temporary, '.complete'), `${name}\n`);
      await rename(temporary, done);
    } finally {
      sweep();
      process.off('exit', sweep);
    }
    return done;
  } finally {
    unlock();
  }
}

/** @param {string} folder */
function isComplete(folder) {
  const marker = path.join(folder, '.complete');
  return existsSync(marker) && readFileSync(marker, 'utf8').trim() === path.basename(folder);
}

/**
 * A folder is the lock (creating one is atomic everywhere); a lock whose owner has died is taken over.
 * @param {string} folder
 */
async function lock(folder) {
  for (let told = false; ; told = true) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    if (!isAlive(owner(folder))) rmSync(folder, { recursive: true, force: true });
    else if (!told)
      console.log(`Waiting for process ${owner(folder)}, which is filling ${folder.slice(0, -5)}`);
    await sleep(500);
  }
  writeFileSync(path.join(folder, 'pid'), String(process.pid));
  const unlock = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', unlock);
  return () => {
    unlock();
    process.off('exit', unlock);
  };
}

/** @param {string} folder */
function owner(folder) {
  try {
    return Number(readFileSync(path.join(folder, 'pid'), 'utf8'));
  } catch {
    // Its owner has made the folder but not yet written its number, or died in between: an old one has.
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    return Date.now() - made < 5000 ? process.pid : Number.NaN;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
