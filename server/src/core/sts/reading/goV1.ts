import { type Sentence, say, words } from '../../explain/sentence';
import type { Span } from '../../text/span';
import { trimmed } from './blanks';
import { type GoToken, goTokens, isWhite } from './goV1Tokens';
import { type Dialect, type SeenSection, type SeenSetting, unreadable } from './reading';

/**
 * AWS SDK for Go v1 (`internal/ini` of 1.49): a grammar over tokens, not lines. A header may have blanks around it, a
 * second section of one name replaces the first, double quotes around a value are taken off, a tab behind a value
 * stays, a value with a comma in it is dropped, and many slips are errors that stop the session.
 */
export const goV1: Dialect = (file) => {
  const parser = new Parser(file.uri);
  for (const token of goTokens(file.text)) {
    const problem = parser.take(token);
    if (problem !== undefined) return unreadable(file, { message: problem, span: token.span });
  }
  const problem = parser.finish();
  if (problem !== undefined)
    return unreadable(file, { message: problem, span: { start: 0, end: file.text.length } });
  return { profiles: parser.sections, services: new Map() };
};

/** Where in the grammar a parser is. `key` and `value` are being written; `outside` is between statements. */
type State =
  | { readonly kind: 'outside' | 'assigned' }
  | { readonly kind: 'header opened'; readonly text?: never }
  | { readonly kind: 'header'; text: string }
  | { readonly kind: 'key'; text: string; readonly span: Span }
  | { readonly kind: 'value'; text: string; readonly quoted: boolean };

const OUTSIDE: State = { kind: 'outside' };

class Parser {
  readonly sections = new Map<string, SeenSection>();
  private section = new Map<string, SeenSetting>();
  private state: State = OUTSIDE;
  private key = '';
  private keySpan: Span = { start: 0, end: 0 };
  /** Skipping ends at a line end that no white space follows. */
  private skipping = false;
  private lineEnded = false;

  constructor(private readonly uri: string) {}

  /** Takes one token; returns why the file is refused, if it is. */
  take(token: GoToken): Sentence | undefined {
    if (this.skipping) {
      if (!this.lineEnded || token.kind === 'blank') {
        this.lineEnded = token.kind === 'line end';
        return undefined;
      }
      this.skipping = false;
    }
    switch (this.state.kind) {
      case 'outside':
        return this.outside(token);
      case 'header opened':
      case 'header':
        return this.header(this.state, token);
      case 'key':
        return this.inKey(this.state, token);
      case 'assigned':
        return this.assigned(token);
      case 'value':
        return this.inValue(this.state, token);
    }
  }

  finish(): Sentence | undefined {
    if (this.skipping) return undefined;
    if (this.state.kind === 'key') return words('The last line of the file has no equals sign.');
    if (this.state.kind === 'header' || this.state.kind === 'header opened')
      return words('A section header has no closing bracket.');
    if (this.state.kind === 'value') this.store(this.state);
    return undefined;
  }

  private outside(token: GoToken): Sentence | undefined {
    if (token.kind === 'literal') this.state = { kind: 'key', text: token.text, span: token.span };
    else if (token.text === '[') this.state = { kind: 'header opened' };
    else if (token.text === ']') return words('A closing bracket stands where no section header is.');
    else if (token.kind === 'separator' || token.kind === 'comma')
      return say`A line begins with ${token.text}.`;
    return undefined;
  }

  private header(state: State & { kind: 'header opened' | 'header' }, token: GoToken): Sentence | undefined {
    const { text } = state;
    if (token.text === '[' || token.kind === 'comma' || token.kind === 'comment')
      return words('A section header holds a character that does not belong there.');
    if (token.text === ']') {
      if (text === undefined) return words('A section header is empty.');
      this.section = new Map();
      this.sections.set(trimmed(text, isWhite), this.section);
      this.state = OUTSIDE;
    } else if (token.kind === 'literal' || (text !== undefined && token.kind !== 'line end')) {
      this.state = { kind: 'header', text: (text ?? '') + token.text };
    } else if (token.kind === 'separator') return words('A section header has no name.');
    return undefined;
  }

  private inKey(state: State & { kind: 'key' }, token: GoToken): Sentence | undefined {
    if (token.kind === 'separator') {
      this.key = trimmed(state.text, isWhite);
      this.keySpan = state.span;
      this.state = { kind: 'assigned' };
    } else if (token.kind === 'literal' || token.kind === 'blank') state.text += token.text;
    else if (token.kind === 'line end') this.skip(true);
    else return words('A line has no equals sign.');
    return undefined;
  }

  private assigned(token: GoToken): Sentence | undefined {
    if (token.kind === 'blank') return undefined;
    if (token.kind === 'comment') return say`The setting ${this.key} has a comment in place of a value.`;
    if (token.kind === 'comma') return say`The value of ${this.key} begins with a comma.`;
    // An empty value opens a nested block, which is skipped.
    if (token.kind === 'line end') this.skip(true);
    else this.state = { kind: 'value', text: token.text, quoted: token.quoted === true };
    return undefined;
  }

  private inValue(state: State & { kind: 'value' }, token: GoToken): Sentence | undefined {
    if (token.kind === 'comma') this.skip(false);
    else if (token.kind === 'line end' || token.kind === 'comment') {
      this.store(state);
      this.state = OUTSIDE;
    } else if (!state.quoted) state.text += token.text;
    return undefined;
  }

  private skip(lineEnded: boolean) {
    this.skipping = true;
    this.lineEnded = lineEnded;
    this.state = OUTSIDE;
  }

  private store({ text, quoted }: State & { kind: 'value' }) {
    const value = quoted
      ? text.slice(1, -1).replace(/\\(['"nt\\])/g, (_, c: string) => ESCAPED[c] ?? c)
      : trimmed(text, (c) => c === '\n' || c === ' ');
    this.section.set(this.key, { value, span: this.keySpan, uri: this.uri });
  }
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t' };
