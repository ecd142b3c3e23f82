import { cmdWord } from './commandPrompt';
import { powershellWord } from './powershell';
import { type Flavour, type ShellWord, shellWord } from './shellWord';

/** What reads a script. */
export type Script = Flavour | 'powershell' | 'cmd';

/** Reads the word of a script that begins at `start`. */
export function scriptWord(text: string, start: number, script: Script): ShellWord {
  if (script === 'powershell') return powershellWord(text, start);
  return script === 'cmd' ? cmdWord(text, start) : shellWord(text, start, script);
}

/** Blanks between the words of a command, with line ends that are escaped. */
const BETWEEN: Readonly<Record<Script, RegExp>> = {
  shell: /^(?:[\t ]|\\\r?\n)*/,
  make: /^(?:[\t ]|\\\r?\n)*/,
  powershell: /^(?:[\t ]|`\r?\n)*/,
  cmd: /^(?:[\t ]|\^\r?\n)*/,
};

/** The words from `start` to the end of the command, at most `limit`. */
export function scriptWords(text: string, start: number, script: Script, limit: number): ShellWord[] {
  const words: ShellWord[] = [];
  let at = start;
  while (words.length < limit) {
    at += BETWEEN[script].exec(text.slice(at, at + 2000))![0].length;
    if (at >= text.length || /[\s;|&<>()#]/.test(text[at]!)) break;
    const word = scriptWord(text, at, script);
    if (word.span.end === at) break;
    words.push(word);
    at = word.span.end;
    if (!word.closed) break;
  }
  return words;
}
