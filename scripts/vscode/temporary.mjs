import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** @type {Set<string>} */
const kept = new Set();

/**
 * A fresh folder that is removed when this process ends, unless `keep` is called for it.
 * @param {string} name
 */
export function temporaryFolder(name) {
  const folder = mkdtempSync(path.join(tmpdir(), `sts-lens-${name}-`));
  process.on('exit', () => {
    // Not worth a failed run: Windows holds files of a process that is still ending.
    if (!kept.has(folder)) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  return folder;
}

/** @param {string} folder one that somebody should be able to look into afterwards */
export function keep(folder) {
  kept.add(folder);
}
