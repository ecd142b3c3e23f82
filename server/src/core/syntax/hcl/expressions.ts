import type { Span } from '../../text/span';
import type { Entry, LocatedString, LocatedValue } from '../tree';
import type { Cursor } from './cursor';
import { expressionAt } from './hole';
import { bracketBefore, bracketExpected, bracketNotClosed, commaOr, ENTRY, PROBLEMS, SIGN } from './problems';
import { bareKey, heredoc, quoted } from './strings';
import { type Form, type HclHole, hclHole } from './tree';

/** Deeper than any expression means anything, and far from the end of the stack. */
export const DEPTH_LIMIT = 150;

const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const OPERATORS = ['==', '!=', '<=', '>=', '&&', '||', '+', '-', '*', '/', '%', '<', '>'] as const;
const OPERATOR_BEGINS = /[=!<>&|+\-*/%]/;
const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Reads HCL expressions into located values. Constant strings, lists and maps become what they are; everything else
 * becomes a hole that keeps its parts. Source: HCL native syntax specification, "Expressions".
 */
export class Expressions {
  readonly #cursor: Cursor;
  readonly #text: string;
  #depth = 0;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
    this.#text = cursor.text;
  }

  /**
   * The expression that begins here.
   * @param lines whether it may go on behind a line end, as it may inside of brackets
   * @throws NotHcl
   */
  read(lines: boolean): LocatedValue {
    const cursor: Cursor = this.#cursor;
    if (++this.#depth > DEPTH_LIMIT) cursor.fail(PROBLEMS.deep);
    cursor.blanks(lines);
    const start = cursor.at;
    let value = this.#operation(lines);
    const back = cursor.at;
    cursor.blanks(lines);
    if (cursor.take('?')) {
      const yes = this.read(lines);
      cursor.blanks(lines);
      cursor.expect(':', PROBLEMS.colon);
      const no = this.read(lines);
      value = this.#hole('choice', { start, end: no.span.end }, [value, yes, no]);
    } else cursor.at = back;
    this.#depth--;
    return value;
  }

  #operation(lines: boolean): LocatedValue {
    const cursor: Cursor = this.#cursor;
    const start = cursor.at;
    const first = this.#unary(lines);
    let parts: LocatedValue[] | undefined;
    for (;;) {
      const back = cursor.at;
      cursor.blanks(lines);
      const operator = OPERATOR_BEGINS.test(this.#text[cursor.at] ?? '')
        ? OPERATORS.find((each) => cursor.starts(each))
        : undefined;
      if (operator === undefined) {
        cursor.at = back;
        break;
      }
      cursor.at += operator.length;
      cursor.blanks(lines);
      parts ??= [first];
      parts.push(this.#unary(lines));
    }
    return parts === undefined ? first : this.#hole('other', { start, end: parts.at(-1)!.span.end }, parts);
  }

  #unary(lines: boolean): LocatedValue {
    const cursor: Cursor = this.#cursor;
    const start = cursor.at;
    let signs = '';
    while (cursor.starts('-') || (cursor.starts('!') && !cursor.starts('!='))) {
      signs += this.#text[cursor.at++];
      cursor.blanks(lines);
    }
    const value = this.#postfix(lines);
    if (signs === '') return value;
    const span = { start, end: value.span.end };
    if (signs === '-' && value.kind === 'scalar' && typeof value.value === 'number') {
      return { kind: 'scalar', span, value: -value.value };
    }
    return this.#hole('other', span, [value]);
  }

  #postfix(lines: boolean): LocatedValue {
    const cursor: Cursor = this.#cursor;
    const start = cursor.at;
    const value = this.#primary();
    if (!this.#stepBegins(lines)) return value;
    const root = hclHole(value);
    const traversal = root?.form === 'traversal';
    const path = traversal ? [...root.path] : [];
    const parts: LocatedValue[] = traversal ? [] : [value];
    while (this.#stepBegins(lines)) {
      if (cursor.take('[')) {
        cursor.blanks(true);
        if (!cursor.take('*')) parts.push(this.read(true));
        path.push('[]');
        cursor.blanks(true);
        this.#close(']');
        continue;
      }
      cursor.at++;
      cursor.blanks(lines);
      const digits = /^(?:\d+|\*)/.exec(this.#text.slice(cursor.at, cursor.at + 20))?.[0];
      cursor.at += digits?.length ?? 0;
      path.push(digits === undefined ? (cursor.identifier() ?? cursor.fail(PROBLEMS.name)) : '[]');
    }
    return this.#hole(traversal ? 'traversal' : 'other', { start, end: cursor.at }, parts, path);
  }

  /** Whether `.name` or `[index]` follows, blanks passed over; three dots spread a list. */
  #stepBegins(lines: boolean): boolean {
    const cursor: Cursor = this.#cursor;
    const back = cursor.at;
    cursor.blanks(lines);
    const code = cursor.peek();
    if (code === 91 || (code === 46 && !cursor.starts('...'))) return true;
    cursor.at = back;
    return false;
  }

  #primary(): LocatedValue {
    const cursor: Cursor = this.#cursor;
    const start = cursor.at;
    switch (this.#text[start]) {
      case '"':
        return quoted(cursor, () => this.read(true));
      case '<':
        return heredoc(cursor, () => this.read(true));
      case '[':
        return this.#tuple();
      case '{':
        return this.#object();
      case '(': {
        cursor.at++;
        const inner = this.read(true);
        cursor.blanks(true);
        this.#close(')');
        const span = { start, end: cursor.at };
        return inner.kind === 'hole' ? { ...inner, span } : this.#hole('other', span, [inner]);
      }
    }
    NUMBER.lastIndex = start;
    const number = NUMBER.exec(this.#text)?.[0];
    if (number !== undefined && start + number.length <= cursor.end) {
      cursor.at += number.length;
      return { kind: 'scalar', span: { start, end: cursor.at }, value: Number(number) };
    }
    return this.#named(start);
  }

  #named(start: number): LocatedValue {
    const cursor: Cursor = this.#cursor;
    let name = cursor.identifier();
    if (name === undefined) cursor.fail(PROBLEMS.value);
    // Functions of providers: `provider::aws::arn_build(…)`.
    while (cursor.take('::')) name += `::${cursor.identifier() ?? cursor.fail(PROBLEMS.name)}`;
    const end = cursor.at;
    cursor.blanks(false);
    if (!cursor.take('(')) {
      cursor.at = end;
      const span = { start, end };
      const word = WORDS.get(name);
      if (word !== undefined) return { kind: 'scalar', span, value: word };
      return this.#hole('traversal', span, [], [name]);
    }
    const parts: LocatedValue[] = [];
    const open = cursor.at - 1;
    for (cursor.blanks(true); this.#goesOn(open, ')'); cursor.blanks(true)) {
      parts.push(this.read(true));
      cursor.blanks(true);
      const spread = cursor.take('...');
      cursor.blanks(true);
      if (!cursor.take(',') && !cursor.starts(')')) this.#missing(open, ')');
      // What a list is spread into is not known.
      if (spread) parts.push(this.#hole('other', { start, end: cursor.at }, []));
    }
    const call: HclHole = { ...this.#hole('call', { start, end: cursor.at }, parts), name };
    return call;
  }

  /** Whether something stands before the bracket that closes the one at `open`; takes the bracket if not. */
  #goesOn(open: number, close: string): boolean {
    const cursor: Cursor = this.#cursor;
    if (cursor.take(close)) return false;
    if (cursor.done || ')]}'.includes(this.#text[cursor.at]!)) this.#missing(open, close);
    return true;
  }

  /** @param otherwise what to say where neither the text ends nor another bracket is closed */
  #missing(open: number, close: string, otherwise = commaOr(close)): never {
    const cursor: Cursor = this.#cursor;
    if (cursor.done) cursor.fail(bracketNotClosed(close), open, open + 1);
    const found = this.#text[cursor.at]!;
    cursor.fail(')]}'.includes(found) ? bracketBefore(close, found) : otherwise);
  }

  #tuple(): LocatedValue {
    const cursor: Cursor = this.#cursor;
    const start = cursor.at++;
    cursor.blanks(true);
    if (this.#forBegins()) return this.#for(start, ']');
    const items: LocatedValue[] = [];
    for (; this.#goesOn(start, ']'); cursor.blanks(true)) {
      items.push(this.read(true));
      cursor.blanks(true);
      if (!cursor.take(',') && !cursor.starts(']')) this.#missing(start, ']');
    }
    return { kind: 'array', span: { start, end: cursor.at }, items: items.slice() };
  }

  #object(): LocatedValue {
    const cursor: Cursor = this.#cursor;
    const start = cursor.at++;
    cursor.blanks(true);
    if (this.#forBegins()) return this.#for(start, '}');
    const entries: Entry[] = [];
    while (this.#goesOn(start, '}')) {
      const key = bareKey(cursor) ?? this.#key(this.read(false));
      cursor.blanks(false);
      if (!cursor.take('=') && !cursor.take(':')) cursor.fail(SIGN);
      const value = this.read(false);
      entries.push({ key, value, span: { start: key.span.start, end: value.span.end } });
      cursor.blanks(false);
      const separated = cursor.take(',');
      if (!cursor.blanks(true) && !separated && !cursor.starts('}')) this.#missing(start, '}', ENTRY);
    }
    return { kind: 'object', span: { start, end: cursor.at }, entries: entries.slice() };
  }

  /** A bare name as a key is that name; what is in parentheses or dots is an expression. */
  #key(value: LocatedValue): LocatedString {
    const { span } = value;
    if (value.kind === 'string') return value;
    const written = this.#text.slice(span.start, span.end);
    const bare = value.kind === 'scalar' || /^[\p{L}_][\p{L}\d_-]*$/u.test(written);
    if (bare) return { kind: 'string', span, text: { pieces: [{ kind: 'literal', value: written, span }] } };
    const expression = value.kind === 'hole' ? value.expression : '';
    return { kind: 'string', span, text: { pieces: [{ kind: 'hole', expression, span }] } };
  }

  #forBegins(): boolean {
    const { at } = this.#cursor;
    return this.#cursor.starts('for') && /\s/.test(this.#text[at + 3] ?? '');
  }

  /** `[for a, b in c : d if e]` and `{for …: k => v...}`: only what it is made of is kept. */
  #for(start: number, close: string): LocatedValue {
    const cursor: Cursor = this.#cursor;
    cursor.at += 3;
    cursor.loop();
    const parts = [this.read(true)];
    cursor.blanks(true);
    cursor.expect(':', PROBLEMS.loopColon);
    parts.push(this.read(true));
    cursor.blanks(true);
    if (cursor.take('=>')) parts.push(this.read(true));
    cursor.blanks(true);
    cursor.take('...');
    cursor.blanks(true);
    if (cursor.starts('if') && cursor.identifier() === 'if') parts.push(this.read(true));
    cursor.blanks(true);
    this.#close(close);
    return this.#hole('other', { start, end: cursor.at }, parts);
  }

  #close(bracket: string): void {
    this.#cursor.expect(bracket, bracketExpected(bracket));
  }

  #hole(form: Form, span: Span, parts: readonly LocatedValue[], path: readonly string[] = []): HclHole {
    return expressionAt(this.#text, span, form, parts, path);
  }
}
