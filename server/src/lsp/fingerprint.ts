import type { Diagnostic } from 'vscode-languageserver';
import { keptByText } from '../core/kept';
import type { FindingData } from './diagnostic';

/**
 * A short name for what a client is shown: equal lists have equal names, and different ones as good as never. Most
 * messages are those of the version before, so each text is read once only, and nothing is written out.
 */
export function fingerprint(diagnostics: readonly Diagnostic[]): string {
  const hash = new Hash();
  for (const { range, severity, code, message, data, tags, relatedInformation } of diagnostics) {
    hash.number(range.start.line);
    hash.number(range.start.character);
    hash.number(range.end.line);
    hash.number(range.end.character);
    hash.number(severity ?? 0);
    hash.wide(hashOf(typeof message === 'string' ? message : message.value));
    hash.wide(hashOf(String(code)));
    hash.number((data as FindingData | undefined)?.offset ?? -1);
    if (tags !== undefined) hash.text(JSON.stringify(tags));
    if (relatedInformation !== undefined) hash.text(JSON.stringify(relatedInformation));
  }
  return `${hash}-${diagnostics.length.toString(36)}`;
}

const hashes = keptByText<number>(1_000_000);

function hashOf(text: string): number {
  return hashes.of(text, () => {
    const hash = new Hash();
    hash.text(text);
    return hash.whole;
  });
}

/** 64 bits in two halves. */
class Hash {
  #a = 0xdeadbeef;
  #b = 0x41c6ce57;

  text(text: string): void {
    for (let i = 0; i < text.length; i++) this.number(text.charCodeAt(i));
    this.number(text.length);
  }

  number(value: number): void {
    this.#a = Math.imul(this.#a ^ value, 2654435761);
    this.#b = Math.imul(this.#b ^ value, 1597334677) ^ (this.#a >>> 15);
  }

  /** What `whole` has given. */
  wide(value: number): void {
    this.number(value);
    this.number(value / 2 ** 32);
  }

  /** Both halves as one number, as far as a number holds them. */
  get whole(): number {
    return (this.#a >>> 0) + (this.#b >>> 0) * 2 ** 21;
  }

  toString(): string {
    return `${(this.#a >>> 0).toString(36)}-${(this.#b >>> 0).toString(36)}`;
  }
}
