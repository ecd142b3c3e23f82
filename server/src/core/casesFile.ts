import { applyEdits, modify } from 'jsonc-parser';
import { type Case, pairsOf } from './cases';
import { type Sentence, say, words } from './explain/sentence';
import { readQuestion } from './features/question';

/** Something wrong with a setting: its key or its value. `path` leads to it from the outermost object. */
export interface SettingProblem {
  readonly message: Sentence;
  readonly path: readonly (string | number)[];
  readonly at: 'key' | 'value';
}

const CASE_KEYS = ['name', 'role', 'file', 'caller', 'action', 'context', 'expect'];

/** Reads the `cases` of a settings file; those that make no sense are told and left out. */
export function readCases(value: unknown, problems: SettingProblem[]): Case[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    problems.push({ message: say`${'cases'} must be a list.`, path: ['cases'], at: 'value' });
    return [];
  }
  return value.flatMap((each: unknown, i): Case[] => {
    const wrong = (message: Sentence, key?: string): Case[] => {
      problems.push({ message, path: key === undefined ? ['cases', i] : ['cases', i, key], at: 'value' });
      return [];
    };
    if (!isRecord(each)) return wrong(words('A case must be an object.'));
    for (const key of Object.keys(each)) {
      if (CASE_KEYS.includes(key)) continue;
      problems.push({ message: say`A case has no ${key}.`, path: ['cases', i, key], at: 'key' });
    }
    const { name, role, file, caller, action, context, expect } = each;
    const texts = { name, role, file, action };
    for (const [key, text] of Object.entries(texts)) {
      if (text !== undefined && (typeof text !== 'string' || text === '')) {
        return wrong(words('This must be a string that is not empty.'), key);
      }
    }
    if (expect !== 'allowed' && expect !== 'denied') {
      return wrong(
        say`A case needs ${'expect'}: ${'allowed'} or ${'denied'}.`,
        expect === undefined ? undefined : 'expect',
      );
    }
    if (typeof caller !== 'string') return wrong(say`A case needs a ${'caller'}.`);
    if (role === undefined && file === undefined) {
      return wrong(say`A case needs a ${'role'} or a ${'file'}: whose trust policy it is about.`);
    }
    if (context !== undefined && !isContext(context)) {
      return wrong(say`${'context'} must be an object of strings, or of lists of strings.`, 'context');
    }
    const kept = Object.entries({ ...texts, context: context && { ...context } }).filter(
      ([, part]) => part !== undefined,
    );
    const read = { ...Object.fromEntries(kept), caller, expect } as Case;
    const question = readQuestion({ caller, action: read.action, context: pairsOf(read.context) });
    return question.ok ? [read] : wrong(question.message);
  });
}

/**
 * The text of a settings file with one more case.
 * @param text the file as it is; empty for a file that is not there yet
 * @returns undefined when the file is not such that a case could be added
 */
export function withCase(text: string, kept: Case): string | undefined {
  const whole = text.trim() === '' ? '{}\n' : text;
  try {
    const formattingOptions = {
      insertSpaces: !/^\t/m.test(whole),
      tabSize: 2,
      eol: whole.includes('\r\n') ? '\r\n' : '\n',
    };
    const edits = modify(whole, ['cases', -1], kept, { formattingOptions, isArrayInsertion: true });
    return applyEdits(whole, edits);
  } catch {
    return undefined;
  }
}

function isContext(value: unknown): value is Record<string, string | string[]> {
  return (
    isRecord(value) &&
    Object.values(value).every(
      (each) =>
        typeof each === 'string' || (Array.isArray(each) && each.every((one) => typeof one === 'string')),
    )
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
