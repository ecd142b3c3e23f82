// Why this file is long: the grammar of expressions is one recursion, and reads best in one piece.
import type { Span } from '../../text/span';
import type { Entry, Literal, LocatedString, LocatedValue } from '../tree';
import type { Cursor } from './cursor';
import { readTemplate, type Template } from './template';
import { type Form, type HclHole, type HclString, hclHole } from './tree';

/** Deeper than any expression means anything, and far from the end of the stack. */
export const DEPTH_LIMIT = 150;
/** Characters; a longer expression is compared with no other. */
const EXPRESSION_LIMIT = 300;

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
    if (++this.#depth > DEPTH_LIMIT) cursor.fail();
    cursor.blanks(lines);
    const start = cursor.at;
    let value = this.#operation(lines);
    const back = cursor.at;
    cursor.blanks(lines);
    if (cursor.take('?')) {
      const yes = this.read(lines);
      cursor.blanks(lines);
      cursor.expect(':');
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
    const parts = [first];
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
      parts.push(this.#unary(lines));
    }
    return parts.length === 1 ? first : this.#hole('other', { start, end: parts.at(-1)!.span.end }, parts);
  }

  #unary(lines: boolean): LocatedValue {
    const cursor: Cursor = this.#cursor;
    const start = cursor.at;
    let signs = '';
    while (cursor.starts('-') || (cursor.starts('!') && !cursor.starts('!='))) {
      signs += this.#text[cursor.at++];
      cursor.blanks(lines);
    }
    const value = this.#postfix();
    if (signs === '') return value;
    const span = { start, end: value.span.end };
    if (signs === '-' && value.kind === 'scalar' && typeof value.value === 'number') {
      return { kind: 'scalar', span, value: -value.value };
    }
    return this.#hole('other', span, [value]);
  }

  #postfix(): LocatedValue {
    const cursor: Cursor = this.#cursor;
    const start = cursor.at;
    const value = this.#primary();
    if (!this.#stepBegins()) return value;
    const root = hclHole(value);
    const traversal = root?.form === 'traversal';
    const path = traversal ? [...root.path] : [];
    const parts: LocatedValue[] = traversal ? [] : [value];
    while (this.#stepBegins()) {
      if (cursor.take('[')) {
        cursor.blanks(true);
        if (!cursor.take('*')) parts.push(this.read(true));
        path.push('[]');
        cursor.blanks(true);
        cursor.expect(']');
        continue;
      }
      cursor.at++;
      const digits = /^(?:\d+|\*)/.exec(this.#text.slice(cursor.at, cursor.at + 20))?.[0];
      cursor.at += digits?.length ?? 0;
      path.push(digits === undefined ? (cursor.identifier() ?? cursor.fail()) : '[]');
    }
    return this.#hole(traversal ? 'traversal' : 'other', { start, end: cursor.at }, parts, path);
  }

  /** Whether `.name` or `[index]` follows; three dots spread a list. */
  #stepBegins(): boolean {
    const code = this.#cursor.peek();
    return code === 91 || (code === 46 && !this.#cursor.starts('...'));
  }

  #primary(): LocatedValue {
    const cursor: Cursor = this.#cursor;
    const start = cursor.at;
    switch (this.#text[start]) {
      case '"':
        return this.#quoted();
      case '<':
        return this.#heredoc();
      case '[':
        return this.#tuple();
      case '{':
        return this.#object();
      case '(': {
        cursor.at++;
        const inner = this.read(true);
        cursor.blanks(true);
        cursor.expect(')');
        const span = { start, end: cursor.at };
        return inner.kind === 'hole' ? { ...inner, span } : this.#hole('other', span, [inner]);
      }
    }
    const number = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(this.#text.slice(start, start + 40))?.[0];
    if (number !== undefined) {
      cursor.at += number.length;
      return { kind: 'scalar', span: { start, end: cursor.at }, value: Number(number) };
    }
    return this.#named(start);
  }

  #named(start: number): LocatedValue {
    const cursor: Cursor = this.#cursor;
    let name = cursor.identifier();
    if (name === undefined) cursor.fail();
    // Functions of providers: `provider::aws::arn_build(…)`.
    while (cursor.take('::')) name += `::${cursor.identifier() ?? cursor.fail()}`;
    if (!cursor.take('(')) {
      const span = { start, end: cursor.at };
      const word = WORDS.get(name);
      if (word !== undefined) return { kind: 'scalar', span, value: word };
      return this.#hole('traversal', span, [], [name]);
    }
    const parts: LocatedValue[] = [];
    for (cursor.blanks(true); !cursor.take(')'); cursor.blanks(true)) {
      parts.push(this.read(true));
      cursor.blanks(true);
      const spread = cursor.take('...');
      cursor.blanks(true);
      if (!cursor.take(',') && !cursor.starts(')')) cursor.fail();
      // What a list is spread into is not known.
      if (spread) parts.push(this.#hole('other', { start, end: cursor.at }, []));
    }
    const call: HclHole = { ...this.#hole('call', { start, end: cursor.at }, parts), name };
    return call;
  }

  #quoted(): LocatedValue {
    const cursor: Cursor = this.#cursor;
    const start = cursor.at++;
    const template = readTemplate(cursor, true, () => this.read(true));
    cursor.expect('"');
    return this.#templated(template, { start, end: cursor.at }, { start: start + 1, end: cursor.at - 1 });
  }

  /** `<<EOF` or `<<-EOF`: its value begins behind the line of the marker and ends before the line of its second. */
  #heredoc(): LocatedValue {
    const cursor: Cursor = this.#cursor;
    const start = cursor.at;
    cursor.expect('<<');
    const indented = cursor.take('-');
    const marker = cursor.identifier();
    if (marker === undefined) cursor.fail();
    while (cursor.peek() === 13) cursor.at++;
    cursor.expect('\n');
    const from = cursor.at;
    const end = endOfHeredoc(this.#text, from, marker);
    if (end === undefined || end.behind > cursor.end) cursor.fail();
    const outer = cursor.end;
    cursor.end = end.before;
    const template = readTemplate(cursor, false, () => this.read(true));
    cursor.end = outer;
    cursor.at = end.behind;
    const inside = { start: from, end: end.before };
    const heredoc = indented ? 'indented' : 'plain';
    return this.#templated(template, { start, end: end.behind }, inside, heredoc);
  }

  #templated(
    { pieces, directives }: Template,
    span: Span,
    inside: Span,
    heredoc?: HclString['heredoc'],
  ): LocatedValue {
    const holes = pieces.filter((piece) => piece.kind === 'hole');
    const parts = holes.flatMap((hole) => ('value' in hole ? [hole.value as LocatedValue] : []));
    if (directives) return this.#hole('other', span, parts);
    const [only] = pieces;
    // `"${x}"` is x itself, whatever kind of value that is.
    if (pieces.length === 1 && only?.kind === 'hole' && parts.length === 1) return { ...parts[0]!, span };
    const none: Literal = { kind: 'literal', value: '', span: inside };
    const string: HclString = {
      kind: 'string',
      span,
      text: { pieces: pieces.length === 0 ? [none] : pieces },
      inside,
      heredoc,
    };
    return string;
  }

  #tuple(): LocatedValue {
    const cursor: Cursor = this.#cursor;
    const start = cursor.at++;
    cursor.blanks(true);
    if (this.#forBegins()) return this.#for(start, ']');
    const items: LocatedValue[] = [];
    for (; !cursor.take(']'); cursor.blanks(true)) {
      items.push(this.read(true));
      cursor.blanks(true);
      if (!cursor.take(',') && !cursor.starts(']')) cursor.fail();
    }
    return { kind: 'array', span: { start, end: cursor.at }, items };
  }

  #object(): LocatedValue {
    const cursor: Cursor = this.#cursor;
    const start = cursor.at++;
    cursor.blanks(true);
    if (this.#forBegins()) return this.#for(start, '}');
    const entries: Entry[] = [];
    while (!cursor.take('}')) {
      const key = this.#key(this.read(false));
      cursor.blanks(false);
      if (!cursor.take('=') && !cursor.take(':')) cursor.fail();
      const value = this.read(false);
      entries.push({ key, value, span: { start: key.span.start, end: value.span.end } });
      cursor.blanks(false);
      const separated = cursor.take(',');
      if (!cursor.blanks(true) && !separated && !cursor.starts('}')) cursor.fail();
    }
    return { kind: 'object', span: { start, end: cursor.at }, entries };
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
    return /^for[\s]/.test(this.#text.slice(this.#cursor.at, this.#cursor.at + 4));
  }

  /** `[for a, b in c : d if e]` and `{for …: k => v...}`: only what it is made of is kept. */
  #for(start: number, close: string): LocatedValue {
    const cursor: Cursor = this.#cursor;
    cursor.at += 3;
    do {
      cursor.blanks(true);
      if (cursor.identifier() === undefined) cursor.fail();
      cursor.blanks(true);
    } while (cursor.take(','));
    if (cursor.identifier() !== 'in') cursor.fail();
    const parts = [this.read(true)];
    cursor.blanks(true);
    cursor.expect(':');
    parts.push(this.read(true));
    cursor.blanks(true);
    if (cursor.take('=>')) parts.push(this.read(true));
    cursor.blanks(true);
    cursor.take('...');
    cursor.blanks(true);
    if (cursor.starts('if') && cursor.identifier() === 'if') parts.push(this.read(true));
    cursor.blanks(true);
    cursor.expect(close);
    return this.#hole('other', { start, end: cursor.at }, parts);
  }

  #hole(form: Form, span: Span, parts: readonly LocatedValue[], path: readonly string[] = []): HclHole {
    const long = span.end - span.start > EXPRESSION_LIMIT;
    const written = long ? '' : this.#text.slice(span.start, span.end);
    const expression = /\s/.test(written) ? written.replace(/\s+/g, ' ') : written;
    return { kind: 'hole', span, expression, form, path, parts };
  }
}

/** Where a heredoc ends: before the line of its marker, and behind the marker. Undefined when it never does. */
function endOfHeredoc(text: string, from: number, marker: string) {
  for (let line = from; line <= text.length; ) {
    const next = text.indexOf('\n', line);
    const end = next < 0 ? text.length : next;
    // Most lines are told apart by their first letters: only what may be the marker is cut out.
    let at = line;
    while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
    if (text.startsWith(marker, at) && text.slice(at + marker.length, end).trim() === '') {
      return { before: line, behind: at + marker.length };
    }
    if (next < 0) return undefined;
    line = next + 1;
  }
  return undefined;
}
