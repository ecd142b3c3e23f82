/**
 * A sentence shown to a person: fixed words with values between them. Values come from files, so they stay
 * apart from the words until the sentence is rendered, and each way of rendering makes them harmless in its own
 * way. Building one is cheap, which lets the evaluator explain every step it takes.
 */
export interface Sentence {
  readonly words: readonly string[];
  readonly values: readonly (string | number | Sentence)[];
}

/** Template tag: say`The role ${arn} is trusted.` A string value is quoted matter; a nested sentence is words. */
export function say(
  words: TemplateStringsArray,
  ...values: readonly (string | number | Sentence)[]
): Sentence {
  return { words, values };
}

/** Words only, with nothing quoted from a file in them. */
export function words(text: string): Sentence {
  return { words: [text], values: [] };
}

/** Joins sentences as a list in words: "a", "a and b", "a, b and c". */
export function series(items: readonly Sentence[], conjunction: 'and' | 'or' = 'and'): Sentence {
  if (items.length === 1) return items[0]!;
  const gaps = items.map((_, i) => (i === 0 ? '' : i === items.length - 1 ? ` ${conjunction} ` : ', '));
  return { words: [...gaps, ''], values: items };
}

const VALUE_LIMIT = 300;

/** A secret on a line that was indented by mistake is part of the value above it: no sentence shows that either. */
const SECRET = /(aws_(?:secret_access_key|session_token|security_token)\s*[=:]\s*)\S+/gi;

/** A value as it may stand on one line: control and direction marks made visible, very long ones cut. */
export function harmless(value: string): string {
  const shown = /aws_s/i.test(value) ? value.replace(SECRET, '$1…') : value;
  const cut = shown.length > VALUE_LIMIT ? `${shown.slice(0, VALUE_LIMIT)}…` : shown;
  return cut.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (c) => `\\u${c.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}

function render(sentence: Sentence, value: (text: string) => string): string {
  let result = sentence.words[0] ?? '';
  sentence.values.forEach((v, i) => {
    result += typeof v === 'object' ? render(v, value) : value(String(v));
    result += sentence.words[i + 1] ?? '';
  });
  return result;
}

/** The sentence as plain text, for a message or a terminal. */
export function plain(sentence: Sentence): string {
  return render(sentence, harmless);
}

/** The sentence as Markdown: values become code spans, so nothing in a file can turn into markup. */
export function markdown(sentence: Sentence): string {
  return render(sentence, (text) => codeSpan(harmless(text)));
}

/** A Markdown code span that holds any text, backquotes included. */
function codeSpan(text: string): string {
  if (text === '') return '(empty)';
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}
