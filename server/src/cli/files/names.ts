import path from 'node:path';

/** What a path is called: relative to the working folder, with `/` on every system. */
export function relativeName(at: string, cwd: string): string {
  const relative = path.relative(cwd, at);
  return (relative === '' ? '.' : relative).split(path.sep).join('/');
}

/** A name as people see it: nothing in it moves a terminal's cursor or turns text around. */
export function visible(name: string): string {
  return name.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (c) => `\\u${c.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}
