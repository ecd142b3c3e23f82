import path from 'node:path';
import { harmless } from '../../core/explain/sentence';

/** A path as it is shown: relative to the working folder, with `/`, nothing in it that moves a terminal's cursor. */
export function shownPath(at: string, cwd: string): string {
  const relative = path.relative(cwd, at);
  return harmless((relative === '' ? '.' : relative).split(path.sep).join('/'));
}
