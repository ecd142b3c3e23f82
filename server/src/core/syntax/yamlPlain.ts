import type { Span } from '../text/span';
import { fromTag, intrinsic, SHORT_FORMS } from './intrinsic';
import { textOf } from './placeholders';
import type { Entry, LocatedArray, LocatedObject, LocatedScalar, LocatedString, LocatedValue } from './tree';

/** Deeper than any resource; what nests deeper is left to the library. */
const DEPTH_LIMIT = 50;

/**
 * The tree of a YAML text that holds nothing but what nearly all of every template is made of: block maps and lists,
 * scalars on one line, short forms of functions, lists of scalars in brackets. It reads that several times as fast as
 * the library, and does not try to read anything else: at the first doubt it gives up.
 * @returns exactly what `yamlTree` returns, which is then without problems; undefined where the library must be asked
 */
export function plainYaml(text: string): LocatedObject | undefined {
  if (UNUSUAL.test(text)) return undefined;
  const reader = new Reader(text);
  try {
    return reader.whole();
  } catch (error) {
    if (error === DOUBT) return undefined;
    throw error;
  }
}

/** Control characters, tabs and returns, and white space that not everybody takes for such. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const UNUSUAL = /[\0-\x09\x0b-\x1f\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/;

/** Thrown where the text is not as plain as that. Not an Error: those cost a stack trace. */
const DOUBT = Symbol('doubt');

/** A key without blanks, which a colon and a blank or the end of the line follow. */
const KEY = /(?:([A-Za-z][\w.$/-]*(?::{1,2}[\w.$/-]+)*)|"([^"\\\n]*)"|'([^'\n]*)'):(?=[ \n]|$)/y;
/** Words that are values of another type than string. */
const NO_STRING = /^(?:null|true|false)$/i;
/** What may stand behind a value on its line. */
const REST = / *(?: #[^\n]*)?(?:\n|$)/y;
const TAG = /!(\w+)(?= |\n|$)/y;
/** A scalar without quotes and on one line, up to a comment. Nothing in it is a colon with a blank behind. */
const SCALAR = /[A-Za-z0-9_/$.~^()+;=\\\u00a1-\u167f][^\n]*?(?= *(?:\n|$)| +#)/y;
const QUOTED = /"([^"\\\n]*)"|'([^'\n]*)'(?!')/y;
/** A list in brackets, of scalars without brackets or braces in them. */
const FLOW = /\[ *([^[\]{}\n#]*)\]/y;
const FLOW_ITEM = /^(?:[A-Za-z_][\w./*$@-]*(?::[\w./*$@-]+)*|"[^"\\]*"|'[^']*')$/;
const BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;
const INTEGER = /^[-+]?\d+$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
/** What may be a number or nothing in YAML's core schema, or in that of another version. */
const DOUBTFUL = /^(?:~|null|[-+.]?\d[\d._:a-fox+-]*|[-+]?\.(?:inf|nan|\d.*)|=|<<)$/i;

class Reader {
  readonly #text: string;
  /** The line to be read next: where its content begins, and how far it is indented. */
  #at = 0;
  #column = -1;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): LocatedObject {
    this.#toLine(0);
    const value = this.#column < 0 ? undefined : this.#map(this.#column, 0);
    if (value?.kind !== 'object' || this.#column >= 0) throw DOUBT;
    return value;
  }

  /** Goes on to the next line that holds anything; at the end of the text the column is -1. */
  #toLine(start: number): void {
    const text = this.#text;
    for (let line = start; line < text.length; ) {
      let at = line;
      while (text.charCodeAt(at) === 0x20) at++;
      const code = text.charCodeAt(at);
      if (at < text.length && code !== 0x0a && code !== 0x23) {
        this.#at = at;
        this.#column = at - line;
        return;
      }
      const end = text.indexOf('\n', at);
      line = end < 0 ? text.length : end + 1;
    }
    this.#at = text.length;
    this.#column = -1;
  }

  /** A map whose first key stands at the place reached, in this column. */
  #map(column: number, depth: number): LocatedValue {
    if (depth > DEPTH_LIMIT) throw DOUBT;
    const entries: Entry[] = [];
    do entries.push(this.#entry(column, depth));
    while (this.#column === column);
    if (this.#column > column) throw DOUBT;
    const span = { start: entries[0]!.span.start, end: entries.at(-1)!.span.end };
    // A list that grew has room to spare, which would be kept as long as the file.
    return intrinsic(entries, span) ?? { kind: 'object', span, entries: entries.slice() };
  }

  #entry(column: number, depth: number): Entry {
    const start = this.#at;
    KEY.lastIndex = start;
    const found = KEY.exec(this.#text);
    if (found === null) throw DOUBT;
    const [all, plain, double, single] = found;
    if (plain !== undefined && NO_STRING.test(plain)) throw DOUBT;
    const end = start + all.length - 1;
    const key = string(plain ?? double ?? single ?? '', { start, end }, plain === undefined ? 1 : 0);
    const value = this.#value(end + 1, column, depth + 1, true);
    return { key, value, span: { start, end: Math.max(end, value?.span.end ?? 0) } };
  }

  /** A list whose first dash stands at the place reached, in this column. */
  #list(column: number, depth: number): LocatedArray {
    if (depth > DEPTH_LIMIT) throw DOUBT;
    const items: LocatedValue[] = [];
    const start = this.#at;
    const text = this.#text;
    do {
      if (text.charCodeAt(this.#at) !== 0x2d || text.charCodeAt(this.#at + 1) !== 0x20) throw DOUBT;
      const dash = this.#at;
      let at = dash + 1;
      while (text.charCodeAt(at) === 0x20) at++;
      KEY.lastIndex = at;
      if (KEY.test(text)) {
        this.#at = at;
        this.#column = column + at - dash;
        items.push(this.#map(this.#column, depth + 1));
      } else {
        const item = this.#value(dash + 1, column, depth + 1, false);
        if (item === undefined) throw DOUBT;
        items.push(item);
      }
    } while (this.#column === column && text.charCodeAt(this.#at) === 0x2d);
    if (this.#column > column) throw DOUBT;
    const { end } = items.at(-1)!.span;
    // To the library, comments behind a list can be part of it, and so can a key without a value at its end.
    if (text.slice(end, this.#at).trim() !== '') throw DOUBT;
    return { kind: 'array', span: { start, end }, items: items.slice() };
  }

  /**
   * What stands behind a colon or a dash, on the same line or further in on the next ones.
   * @param column of the key or dash
   * @param ofKey whether a list may stand as far out as the key
   */
  #value(from: number, column: number, depth: number, ofKey: boolean): LocatedValue | undefined {
    const text = this.#text;
    let at = from;
    while (text.charCodeAt(at) === 0x20) at++;
    const tagged = text.charCodeAt(at) === 0x21;
    if (!tagged) return this.#untagged(at, column, depth, ofKey);
    TAG.lastIndex = at;
    const name = TAG.exec(text)?.[1];
    if (name === undefined || (name !== 'Ref' && !SHORT_FORMS.has(name))) throw DOUBT;
    const behind = at + name.length + 1;
    let next = behind;
    while (text.charCodeAt(next) === 0x20) next++;
    const value = this.#untagged(next, column, depth, ofKey, true);
    if (value === undefined) throw DOUBT;
    return fromTag(`!${name}`, { start: at, end: value.span.end }, value);
  }

  /** @param tagged whether a function is applied to it: what a scalar says is then a string whatever it looks like */
  #untagged(
    at: number,
    column: number,
    depth: number,
    ofKey: boolean,
    tagged = false,
  ): LocatedValue | undefined {
    const code = this.#text.charCodeAt(at);
    const nothing = at >= this.#text.length || code === 0x0a || code === 0x23;
    if (nothing) return this.#below(at, column, depth, ofKey);
    const value = code === 0x5b ? this.#flow(at) : this.#scalar(at, tagged);
    this.#endLine(value.span.end);
    // A line further in would go on with this value.
    if (this.#column > column) throw DOUBT;
    return value;
  }

  #below(at: number, column: number, depth: number, ofKey: boolean): LocatedValue | undefined {
    // The blank in front of a comment belongs to it.
    this.#endLine(this.#text.charCodeAt(at) === 0x23 ? at - 1 : at);
    const dash = this.#text.charCodeAt(this.#at) === 0x2d;
    if (this.#column > column) return dash ? this.#list(this.#column, depth) : this.#map(this.#column, depth);
    return ofKey && dash && this.#column === column ? this.#list(column, depth) : undefined;
  }

  /** Goes on to the next line from a place behind which only a comment may stand. */
  #endLine(from: number): void {
    REST.lastIndex = from;
    const rest = REST.exec(this.#text);
    if (rest === null) throw DOUBT;
    this.#toLine(from + rest[0].length);
  }

  #scalar(at: number, tagged: boolean): LocatedString | LocatedScalar {
    const text = this.#text;
    QUOTED.lastIndex = at;
    const quoted = QUOTED.exec(text);
    if (quoted !== null) {
      const span = { start: at, end: at + quoted[0].length };
      return string(quoted[1] ?? quoted[2] ?? '', span, 1);
    }
    SCALAR.lastIndex = at;
    const written = SCALAR.exec(text)?.[0];
    if (written === undefined || /: |:$/.test(written)) throw DOUBT;
    const span = { start: at, end: at + written.length };
    if (tagged) return string(written, span, 0);
    if (BOOLEAN.test(written)) return { kind: 'scalar', span, value: written.toLowerCase() === 'true' };
    if (INTEGER.test(written)) return { kind: 'scalar', span, value: Number(written) };
    if (!DATE.test(written) && DOUBTFUL.test(written)) throw DOUBT;
    return string(written, span, 0);
  }

  #flow(at: number): LocatedArray {
    FLOW.lastIndex = at;
    const found = FLOW.exec(this.#text);
    if (found === null) throw DOUBT;
    const span = { start: at, end: at + found[0].length };
    const items: LocatedValue[] = [];
    const inside = this.#text.slice(at + 1, span.end - 1);
    if (inside.trim() === '') return { kind: 'array', span, items };
    let from = at + 1;
    for (const part of inside.split(',')) {
      const written = part.trim();
      if (!FLOW_ITEM.test(written) || NO_STRING.test(written)) throw DOUBT;
      const start = from + part.indexOf(written);
      const quote = written.startsWith('"') || written.startsWith("'") ? 1 : 0;
      const place = { start, end: start + written.length };
      items.push(string(written.slice(quote, written.length - quote), place, quote));
      from += part.length + 1;
    }
    return { kind: 'array', span, items };
  }
}

function string(value: string, span: Span, quote: 0 | 1): LocatedString {
  const inside = quote === 0 ? span : { start: span.start + 1, end: span.end - 1 };
  return { kind: 'string', span, text: textOf(value, inside, true) };
}
