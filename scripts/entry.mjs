import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Whether a module is the one node was asked to run. Node resolves links in a module's address but not in
 * argv, so a checkout below a linked folder needs the comparison of real paths.
 * @param {string} moduleUrl `import.meta.url` of the asking module
 */
export function isMain(moduleUrl) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(moduleUrl);
}

/**
 * Ends the program with a sentence instead of a stack trace.
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
