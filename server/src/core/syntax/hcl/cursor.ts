import type { Sentence } from '../../explain/sentence';
import type { Span } from '../../text/span';
import type { Problem } from '../syntax';
import { PROBLEMS } from './problems';

/** Thrown inside the parser where the text is not HCL, and caught there: the block around it is left out. */
export class NotHcl extends Error {}

/** One for all: a stack trace of each would cost more than the parsing. */
const NOT_HCL = new NotHcl();

const NEWLINE = 10;
/** What is marked as a whole: a name, a string, a character. */
const TOKEN = /[\p{L}_][\p{L}\d_-]*|"[^"\r\n]*"|\S/uy;

/** Walks over the characters of an HCL text. */
export class Cursor {
  readonly text: string;
  at = 0;
  /** Nothing is read from here on. */
  end: number;
  #failed: { readonly message: Sentence; readonly span: Span } | undefined;

  constructor(text: string, at = 0, end = text.length) {
    this.text = text;
    this.at = at;
    this.end = end;
  }

  /** The code of the character here, or of one further on; NaN behind the end. */
  peek(ahead = 0): number {
    const at = this.at + ahead;
    return at < this.end ? this.text.charCodeAt(at) : Number.NaN;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  starts(word: string): boolean {
    return this.text.startsWith(word, this.at);
  }

  /** Takes `word` where it stands here. */
  take(word: string): boolean {
    if (!this.starts(word) || this.at + word.length > this.end) return false;
    this.at += word.length;
    return true;
  }

  expect(word: string, message: Sentence): void {
    if (!this.take(word)) this.fail(message);
  }

  /**
   * @param start of what is wrong, where it is not here
   * @param end of it, where it does not reach to here
   */
  fail(message: Sentence, start = this.at, end = Math.max(this.at, start)): never {
    this.#failed = { message, span: { start, end } };
    throw NOT_HCL;
  }

  /** What was wrong when reading failed. It spans a character at least. */
  get problem(): Problem {
    const { message, span } = this.#failed ?? {
      message: PROBLEMS.item,
      span: { start: this.at, end: this.at },
    };
    if (span.end > span.start) return { message, span };
    const { start } = span;
    TOKEN.lastIndex = start;
    const token = TOKEN.exec(this.text)?.[0].length;
    if (token !== undefined) return { message, span: { start, end: start + token } };
    // Where something is missing at the end of a line, the last thing on it is marked.
    const last = this.text.slice(0, start).trimEnd().length;
    return { message, span: { start: Math.max(0, last - 1), end: Math.max(last, 1) } };
  }

  /**
   * Passes over blanks and comments.
   * @param lines also over line ends
   * @returns whether a line end was passed
   */
  blanks(lines: boolean): boolean {
    let passed = false;
    for (; this.at < this.end; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === 32 || code === 9 || code === 13) continue;
      if (code === NEWLINE) {
        if (!lines) return passed;
        passed = true;
      } else if (code === 35 /* # */ || (code === 47 && this.peek(1) === 47)) {
        const end = this.text.indexOf('\n', this.at);
        this.at = (end < 0 ? this.end : Math.min(end, this.end)) - 1;
      } else if (code === 47 && this.peek(1) === 42) {
        const end = this.text.indexOf('*/', this.at + 2);
        if (end < 0 || end + 2 > this.end) this.fail(PROBLEMS.comment, this.at, this.at + 2);
        this.at = end + 1;
      } else if (code === 0xfeff && this.at === 0) {
        // A byte order mark.
      } else return passed;
    }
    return passed;
  }

  /** The names of a loop, up to what it goes over: `a, b in`. */
  loop(): void {
    do {
      this.blanks(true);
      if (this.identifier() === undefined) this.fail(PROBLEMS.loop);
      this.blanks(true);
    } while (this.take(','));
    if (this.identifier() !== 'in') this.fail(PROBLEMS.loop);
  }

  /** An identifier, or undefined where none begins here. Source: HCL native syntax specification, "Identifiers". */
  identifier(): string | undefined {
    const from = this.at;
    if (!isNameStart(this.peek())) return undefined;
    for (this.at++; this.at < this.end && isNamePart(this.text.charCodeAt(this.at)); ) this.at++;
    return this.text.slice(from, this.at);
  }
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code >= 0xaa;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || (code >= 48 && code <= 57) || code === 45;
}
