import { interpolationEnd } from '../syntax/hcl/text';
import type { Span } from '../text/span';

/** A block, object, list or pair of parentheses that is open at the cursor; the file itself is the outermost block. */
export interface HclFrame {
  readonly kind: 'block' | 'object' | 'array' | 'call';
  /** Where its bracket stands; of a block its type. */
  readonly start: number;
  /** The type of a block, the name of a function. */
  readonly name: string;
  /** Of a block. */
  readonly labels: readonly string[];
  /** The attribute, key or type of a block that was read last. */
  key: string | undefined;
  /** Where that begins. */
  keyAt: number;
  /** The items before. */
  index: number;
  expects: 'key' | 'sign' | 'value' | 'rest';
  /** Where the value that was read last ends. */
  end: number;
  /** How the keys of an object are written, as far as it has any. */
  quoteKeys: boolean | undefined;
  sign: '=' | ':' | undefined;
}

/** What a cursor is in. */
export type HclToken =
  | { readonly kind: 'string'; readonly span: Span; readonly closed: boolean }
  | { readonly kind: 'heredoc' | 'word' | 'gap'; readonly span: Span };

export interface HclScan {
  /** Outermost first. */
  readonly frames: readonly HclFrame[];
  /** Undefined in comments and interpolations, and right behind a finished string. */
  readonly token: HclToken | undefined;
}

/** Reads HCL up to a cursor, token by token; nothing behind the cursor's own token is looked at. */
export function scanHclTo(text: string, offset: number): HclScan {
  return new Scanner(text, offset).scan();
}

class Scanner {
  readonly #text: string;
  readonly #offset: number;
  readonly #frames: HclFrame[] = [frame('block', 0, '', [])];
  /** Labels of the block that may begin. */
  #labels: string[] = [];

  constructor(text: string, offset: number) {
    this.#text = text;
    this.#offset = offset;
  }

  scan(): HclScan {
    const frames = this.#frames;
    for (let at = 0; at < this.#offset; ) {
      const read = this.#step(at);
      if (typeof read !== 'number') return { frames, token: read.token };
      at = read;
    }
    return { frames, token: { kind: 'gap', span: { start: this.#offset, end: this.#offset } } };
  }

  get #frame(): HclFrame {
    return this.#frames.at(-1)!;
  }

  /** @returns where the next token begins, or the token that the cursor is in */
  #step(at: number): number | { readonly token: HclToken | undefined } {
    const text = this.#text;
    const offset = this.#offset;
    const mark = text[at]!;
    if (mark === '\n') {
      this.#lineEnds();
      return at + 1;
    }
    if (/\s/.test(mark)) return at + 1;
    if (mark === '#' || text.startsWith('//', at) || text.startsWith('/*', at)) {
      const block = text[at + 1] === '*' && mark === '/';
      const found = text.indexOf(block ? '*/' : '\n', at + 1);
      const end = found < 0 ? text.length : found + (block ? 2 : 0);
      return offset < end || (offset === end && !block) ? { token: undefined } : end;
    }
    if (mark === '"') return this.#string(at);
    const heredoc = mark === '<' ? /^<<(-?)([\w-]+)[ \t\r]*\n/.exec(text.slice(at, at + 200)) : null;
    if (heredoc !== null) return this.#heredoc(at, at + heredoc[0].length, heredoc[2]!);
    if ('[]{}(),'.includes(mark)) {
      this.#bracket(mark, at);
      return at + 1;
    }
    const frame = this.#frame;
    if ((mark === '=' || (mark === ':' && frame.kind === 'object')) && frame.expects === 'sign') {
      frame.expects = 'value';
      frame.sign ??= mark as '=' | ':';
      return at + 1;
    }
    const end = this.#wordEnd(at);
    if (offset <= end) return { token: { kind: 'word', span: { start: at, end } } };
    this.#took(text.slice(at, end), at, end, false);
    return end;
  }

  /** Keys end before their sign; a value may hold what it likes, as actions hold colons. */
  #wordEnd(start: number): number {
    const stop = this.#frame.expects === 'key' ? /[\s[\]{}(),"=:#]/ : /[\s[\]{}(),"#]/;
    let end = start + 1;
    while (end < this.#text.length && !stop.test(this.#text[end]!)) end++;
    return end;
  }

  #string(start: number): number | { readonly token: HclToken | undefined } {
    const text = this.#text;
    const offset = this.#offset;
    let at = start + 1;
    let closed = false;
    let ends = true;
    for (; at < text.length; at++) {
      const mark = text[at];
      if (mark === '\n' || (mark === '\r' && text[at + 1] === '\n')) break;
      if (mark === '"') {
        closed = true;
        break;
      }
      if (mark === '\\') at++;
      else if ((mark === '$' || mark === '%') && text[at + 1] === mark && text[at + 2] === '{') at += 2;
      else if (ends && (mark === '$' || mark === '%') && text[at + 1] === '{') {
        const end = interpolationEnd(text, at);
        ends = end > at + 2;
        if (at < offset && offset < end) return { token: undefined };
        at = end - 1;
      }
    }
    const end = Math.min(at, text.length);
    if (offset <= end) {
      const span = { start: start + 1, end: closed ? end : offset };
      return { token: offset === start ? undefined : { kind: 'string', span, closed } };
    }
    const behind = closed ? end + 1 : end;
    if (closed && offset === behind) return { token: undefined };
    this.#took(text.slice(start + 1, end), start, behind, true);
    return behind;
  }

  #heredoc(start: number, from: number, marker: string): number | { readonly token: HclToken | undefined } {
    const text = this.#text;
    let end = text.length;
    let behind = text.length;
    for (let line = from; line < text.length; ) {
      const found = text.indexOf('\n', line);
      const next = found < 0 ? text.length : found + 1;
      if (text.slice(line, next).trim() === marker) {
        end = line;
        behind = line + text.slice(line, next).trimEnd().length;
        break;
      }
      line = next;
    }
    if (this.#offset < from) return { token: undefined };
    if (this.#offset < end || (this.#offset === end && end === text.length)) {
      return { token: { kind: 'heredoc', span: { start: from, end } } };
    }
    if (this.#offset <= behind) return { token: undefined };
    this.#took('', start, behind, true);
    return behind;
  }

  /** A word or string has been read: a key, a label or a value, by what is expected. */
  #took(word: string, start: number, end: number, quoted: boolean): void {
    const frame = this.#frame;
    if (frame.expects === 'key') {
      frame.key = word;
      frame.keyAt = start;
      frame.expects = 'sign';
      frame.quoteKeys = (frame.quoteKeys ?? true) && quoted;
      this.#labels = [];
    } else if (frame.expects === 'sign') this.#labels.push(word);
    else valueEnded(frame, end);
  }

  #lineEnds(): void {
    const frame = this.#frame;
    if (frame.kind === 'block' || frame.kind === 'object') frame.expects = 'key';
  }

  #bracket(mark: string, at: number): void {
    const outer = this.#frame;
    switch (mark) {
      case '{':
        if (outer.kind === 'block' && outer.expects === 'sign') {
          this.#frames.push(frame('block', outer.keyAt, outer.key ?? '', this.#labels));
        } else this.#frames.push(frame('object', at, '', []));
        return;
      case '[':
      case '(': {
        const name = /[\w-]*$/.exec(this.#text.slice(Math.max(0, at - 100), at))![0];
        // Behind a value a bracket is its index.
        const list = mark === '[' && outer.expects !== 'rest';
        this.#frames.push(frame(list ? 'array' : 'call', at, name, []));
        return;
      }
      case ',':
        if (outer.kind === 'array' || outer.kind === 'call') {
          outer.index++;
          outer.expects = 'value';
        } else if (outer.kind === 'object') outer.expects = 'key';
        return;
      default:
        this.#close(mark, at + 1);
    }
  }

  #close(mark: string, end: number): void {
    // A bracket of another kind closes what was left open inside; one that nothing opened is passed over.
    const opened = this.#frames.findLastIndex(({ kind, start }, i) => {
      if (i === 0) return false;
      if (mark === '}') return kind === 'block' || kind === 'object';
      return this.#text[start] === (mark === ']' ? '[' : '(');
    });
    if (opened < 1) return;
    this.#frames.length = opened;
    valueEnded(this.#frame, end);
  }
}

function frame(kind: HclFrame['kind'], start: number, name: string, labels: readonly string[]): HclFrame {
  const expects = kind === 'block' || kind === 'object' ? 'key' : 'value';
  return {
    kind,
    start,
    name,
    labels,
    key: undefined,
    keyAt: start,
    index: 0,
    expects,
    end: start + 1,
    quoteKeys: undefined,
    sign: undefined,
  };
}

function valueEnded(frame: HclFrame, end: number): void {
  frame.expects = 'rest';
  frame.end = end;
}
