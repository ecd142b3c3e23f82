import { isAssigned } from './assignment';
import type { Writing } from './fileForm';
import { lineBefore, lineBehind, REACH } from './lines';

/** A name with the value that a text gives it. Spans are offsets of the text; the value's is without quotes. */
export interface Given {
  readonly name: string;
  readonly start: number;
  readonly value: string;
  readonly valueStart: number;
  readonly end: number;
  /** What stands between the two: the sign, blanks and quotes. */
  readonly between: string;
}

/**
 * The places where a text gives one of some names a value. Found by what stands around the name: `NAME=v`, `NAME: v`,
 * `"NAME" => "v"`, `setenv("NAME", "v")`, `ENV NAME v`, and `name: NAME` beside `value: v`.
 * @param text without its comments
 * @param names regular expression with the flag g, whose matches are the names
 */
export function* given(text: string, names: RegExp, writing: Writing): Generator<Given> {
  for (const match of text.matchAll(names)) {
    const [name] = match;
    const { index } = match;
    if (isPartOfWord(text, index, index + name.length)) continue;
    const found = valueAfter(text, index, index + name.length, writing);
    if (found === undefined) continue;
    const { value, start } = found;
    // A constant that holds the name itself says no value.
    if (value.length > LONGEST_VALUE || value === name) continue;
    const between = text.slice(index + name.length, start);
    yield {
      name,
      start: index,
      value,
      valueStart: start,
      end: Math.max(start + value.length, index),
      between,
    };
  }
}

/** A longer value is a text about the name. */
const LONGEST_VALUE = 100;

/** Also where a value is read (`$NAME`, `%NAME%`) rather than given. */
function isPartOfWord(text: string, start: number, end: number): boolean {
  if (/[\w-]/.test(text[end] ?? '')) return true;
  const before = text[start - 1] ?? '';
  // The letter of an escape, as in `printf "[default]\nregion=…"`, is no part of the name.
  if (/[nrt]/.test(before) && text[start - 2] === '\\') return false;
  return /[\w$%!-]/.test(before) || text.startsWith('${', start - 2);
}

interface Value {
  readonly value: string;
  readonly start: number;
}

function valueAfter(text: string, start: number, end: number, writing: Writing): Value | undefined {
  const before = lineBefore(text, start);
  if (NAME_KEY.test(before)) {
    // A list of variables in YAML that a program holds as text has no quotes.
    const plain =
      writing === 'code' && /name:[ \t]+$/.test(before) && /^[\r\n]/.test(text.slice(end, end + 1));
    return pairedValue(text, start, end, plain ? 'structured' : writing);
  }
  const behind = lineBehind(text, end);
  if (COMMAND.test(before)) {
    const gap = /^["']?[ \t,]+/.exec(behind);
    if (gap !== null) return readValue(text, end + gap[0].length, 'shell');
  }
  const match = OPERATOR.exec(behind);
  // `let { NAME = '' } = process.env`: a default where the variable is read.
  if (match === null || (writing === 'code' && /^[^={}]*=[^{}]*\}\s*=(?!=)/.test(behind))) return undefined;
  const [whole, quote = '', space = '', operator = ''] = match as unknown as [string, string, string, string];
  const at = end + whole.length;
  const tight = quote === '' && space === '' && operator === '=' && !/\s$/.test(whole);
  // `NAME=v` as a whole word is an assignment by its place; with blanks around the sign it is one in code only.
  if (tight && writing !== 'line') {
    if (/[.\w\])]$/.test(before) && !/\\[nrt]$/.test(before)) return readValue(text, at, 'code');
    const literal = /^["'`]/.test(text.slice(at, at + 1)) && writing === 'code';
    // A named argument: `dict(os.environ, NAME="v")`.
    if (literal && /(?:^|[(,{])\s*$/.test(before)) return readValue(text, at, 'code');
    if (writing === 'structured' && isListed(text, start, before))
      return readValue(text, at, 'structured', true);
    return isAssigned(before, writing) ? readValue(text, at, literal ? 'code' : 'shell') : undefined;
  }
  if (operator === ',') {
    if (quote === '') return undefined;
    // An entry of a dictionary in C#: `{ "NAME", "v" }`.
    const entry = /\{\s*"$/.test(before) && /^"[a-z][\w-]*"\s*\}/.test(lineBehind(text, at));
    return entry || SETTER.test(before) ? readValue(text, at, 'code') : undefined;
  }
  // A line of AWS configuration that a program writes: `'sts_regional_endpoints = legacy\n'`.
  if (writing === 'code' && operator === '=' && quote === '' && /(?:["'`]|\\n)\s*$/.test(before)) {
    return isQuotedInProse(text, before, at) ? undefined : readValue(text, at, 'shell');
  }
  if (writing === 'shell' && operator !== '=' && quote === '') {
    return /:=|\?=|\+=/.test(operator) ? readValue(text, at, 'line') : undefined;
  }
  if (writing === 'shell' && quote === '' && !/^\s*(?:export\s+)?$/.test(before)) return undefined;
  // Several variables on one line, as systemd has them.
  if (writing === 'line' && tight && !/^\s*(?:export\s|set\s)?\s*$/i.test(before))
    return readValue(text, at, 'shell');
  return readValue(text, at, writing === 'shell' ? 'line' : writing);
}

/** Whether `'key = value'` stands in quotes inside of a longer string for people: "add 'key = value' to your file". */
function isQuotedInProse(text: string, before: string, at: number): boolean {
  const quote = before.trimEnd().at(-1) ?? '';
  const others = [...before.replaceAll(quote, '')].filter((char) => /["'`]/.test(char)).length;
  return others % 2 === 1 && new RegExp(`^[^${quote}]*${quote}\\s+\\w`).test(lineBehind(text, at));
}

const NAME_KEY = /\b(?:name|key|variable)\\?["'`]?\s*(?:=>|[:=>])\s*\\?["'`]?$/i;
const COMMAND = /^\s*(?:RUN\s+|(?:sudo\s+)?launchctl\s+)?(?:ENV|setenv|setx|set\s+-\w+)\s+["']?$/i;
const OPERATOR = /^(\\?["'`]?)\]?(\s*)(=>|::?=|\?=|\+=|=|:|,)(?![=~])\s*/;
const SETTER =
  /(?:set_?env|putenv|setenv|set_var|set_config_variable|set_default|SetEnvironmentVariable|setdefault|add_?environment|\.env)\s*\(\s*\\?["'`]$|add_?property_?override\s*\(\s*["'`][\w.]*$/i;

/** The value that stands beside a name in an entry of its own: `name: X` and `value: v`. */
function pairedValue(text: string, start: number, end: number, writing: Writing): Value | undefined {
  const behind = text.slice(end, end + REACH);
  const stop = /[{}]|\bname\b|\n\s*-\s/i.exec(behind)?.index ?? behind.length;
  const next = VALUE_KEY.exec(behind.slice(0, stop));
  if (next !== null)
    return readValue(text, end + next.index + next[0].length, writing === 'shell' ? 'line' : writing);
  const from = Math.max(0, start - REACH);
  const before = text.slice(from, start);
  const begin = Math.max(
    before.lastIndexOf('{'),
    before.lastIndexOf('}'),
    before.search(/\n\s*-\s[^\n]*(?:\n[^\n-]*)?$/),
  );
  const earlier = [...before.slice(begin + 1).matchAll(/\bvalue["'`]?\s*[:=]>?\s*/gi)].at(-1);
  if (earlier === undefined) return undefined;
  return readValue(text, from + begin + 1 + earlier.index + earlier[0].length, writing);
}

const VALUE_KEY = /^[\s\S]{0,80}?\bvalue\\?["'`]?\s*(?:=>|[:=>])[ \t]*/i;

/** Whether `- NAME=value` is an item of Compose's `environment`, where quotes behind the sign are part of the value. */
function isListed(text: string, start: number, before: string): boolean {
  if (!/^\s*-\s+$/.test(before)) return false;
  const above = text.slice(Math.max(0, start - before.length - 2_000), start - before.length);
  const indent = before.search(/-/);
  const parent = above
    .trimEnd()
    .split('\n')
    .findLast((line) => !/^\s*(?:-|$)/.test(line) && line.search(/\S/) <= indent);
  return /^\s*environment:\s*$/.test(parent ?? '');
}

/** @param verbatim quotes are part of the value */
function readValue(text: string, at: number, writing: Writing, verbatim = false): Value | undefined {
  const behind = lineBehind(text, at);
  const quoted = verbatim ? null : /^(\\?["'`])(.*)$/.exec(behind);
  if (quoted !== null) {
    const [, quote, rest] = quoted as unknown as [string, string, string];
    const close = rest.indexOf(quote);
    if (close < 0) return undefined;
    return { value: rest.slice(0, close), start: at + quote.length };
  }
  switch (writing) {
    case 'shell':
      return { value: /^(?:\$\{[^}]*\}|\$\([^)]*\)|[^\s;&|)"'`<>\\,])*/.exec(behind)![0], start: at };
    case 'line':
      return { value: behind.replace(/\s[#;].*$/, '').trim(), start: at };
    case 'structured': {
      const bare = /^(?:\{\{.*?\}\}|[^#,}\]\s]|\s+(?![#\s]))*/.exec(behind)![0];
      return bare.startsWith('[') || bare.startsWith('{ ') ? undefined : { value: bare.trimEnd(), start: at };
    }
    default: {
      // Between tags of XML a value has no quotes; elsewhere what has none is an expression.
      const element = /^([^<>"'{}()]*)<\//.exec(behind);
      return element === null ? undefined : { value: element[1]!.trim(), start: at };
    }
  }
}
