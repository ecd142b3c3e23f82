import type { Writing } from './fileForm';

/** Words in front of an assignment that make the rest of the command an environment. */
const BEFORE = new Set(
  'export env declare typeset readonly sudo command exec nohup ENV ARG RUN - then do else'.split(' '),
);
/** Such words that people also write in sentences, so that they count in scripts only. */
const BEFORE_IN_SCRIPTS = new Set('set SET local time override define'.split(' '));
/** Commands whose arguments are variables and values. */
const TAKING = new Set([
  'env',
  'docker',
  'podman',
  'nerdctl',
  'kubectl',
  'oc',
  'helm',
  'arg',
  'cross-env',
  'heroku',
]);
/** Commands whose arguments are words for people. */
const SAYING =
  /^(?:echo|printf|print|log\w*|info|warn\w*|error|die|fail|usage|console\S*|throw|raise|msg|message|fmt\S*)\b/i;

/**
 * Whether `NAME=value` assigns a variable, seen by what stands before it on its line. In a string of a program
 * it does where a command could begin or where an environment is listed; in prose it does not.
 */
export function isAssigned(before: string, writing: Writing): boolean {
  const quote = Math.max(before.lastIndexOf('"'), before.lastIndexOf("'"), before.lastIndexOf('`'));
  const escaped = /\\[nrt]$/.test(before) ? before.length : -1;
  const from = Math.max(
    quote,
    escaped - 1,
    lastMatch(before, writing === 'structured' ? /[;&|({]|\\n|:\s/g : /[;&|({]|\\n/g),
  );
  const segment = before.slice(from + 1);
  const words = segment
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
  const isPrefix = prefixes(quote >= 0);
  if (words.every(isPrefix)) return true;
  const last = words.at(-1)!;
  if (/^-(?:e|-env|-build-arg|-set|-env-add|-setenv)=?$/.test(last) || /^--?[\w-]+=$/.test(segment.trim()))
    return true;
  const command = words.find((word) => !isPrefix(word)) ?? '';
  if (TAKING.has(command.toLowerCase()) || words.includes('env')) return true;
  // In a script, arguments of other commands are assignments too (`make X=y`), but for those that are shown.
  return writing === 'shell' && quote < 0 && !SAYING.test(command);
}

function prefixes(inString: boolean): (word: string) => boolean {
  return (word) =>
    BEFORE.has(word) || (!inString && BEFORE_IN_SCRIPTS.has(word)) || /^[A-Za-z_]\w*=|^-[a-z]+$/.test(word);
}

/** The offset of the last character of the last match. */
function lastMatch(text: string, pattern: RegExp): number {
  const last = [...text.matchAll(pattern)].at(-1);
  return last === undefined ? -1 : last.index + last[0].length - 1;
}
