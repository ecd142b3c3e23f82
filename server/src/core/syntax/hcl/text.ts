import type { Span } from '../../text/span';
import { type Embedding, EmbeddingBuilder } from '../embedding';

/** Where the content of a string in quotes or of a heredoc stands. */
export interface HclTextPlace {
  readonly inside: Span;
  readonly quoted: boolean;
}

/** Characters of one interpolation: a longer one is no value in a policy. */
const LIMIT = 2000;

/**
 * What a string in quotes or a heredoc says, character by character. An interpolation is a place to be filled in, as
 * every syntax knows it; `$${` says `${`. Source: HCL native syntax specification, "Templates".
 */
export function hclText(text: string, { inside, quoted }: HclTextPlace): Embedding {
  const builder = new EmbeddingBuilder();
  /** Whether interpolations end: behind one that does not, none is looked for. */
  let ends = true;
  for (let i = inside.start; i < inside.end; ) {
    const mark = text[i]!;
    const next = text[i + 1];
    if ((mark === '$' || mark === '%') && next === mark && text[i + 2] === '{') {
      builder.one(mark, i, i + 2);
      i += 2;
    } else if (ends && (mark === '$' || mark === '%') && next === '{') {
      const end = Math.min(interpolationEnd(text, i), inside.end);
      ends = end > i + 2;
      const inner = text.slice(i + 2, end - 1).replace(/["\\{}\r\n]/g, "'");
      builder.one(`\${${inner}}`, i, end);
      i = end;
    } else if (quoted && mark === '\\') {
      const [escaped, short, long, letter = ''] = /^\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.)?)/s.exec(
        text.slice(i, i + 10),
      )!;
      const point = Number.parseInt(short ?? long ?? '', 16);
      const said = Number.isNaN(point)
        ? (LETTERS[letter] ?? letter)
        : String.fromCodePoint(Math.min(point, 0x10ffff));
      builder.one(said, i, Math.min(i + escaped.length, inside.end));
      i += escaped.length;
    } else {
      builder.raw(mark, i);
      i++;
    }
  }
  return builder.build(inside.end, (written) => {
    const plain = quoted ? JSON.stringify(written).slice(1, -1) : written;
    return plain.replace(/[$%](?=\{)/g, '$&$&');
  });
}

const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * Where an interpolation or a directive ends, strings in it included; behind its opening where it does not.
 * @param start of its `${` or `%{`
 */
export function interpolationEnd(text: string, start: number): number {
  const limit = Math.min(text.length, start + LIMIT);
  let depth = 0;
  let string = false;
  for (let i = start + 1; i < limit; i++) {
    const mark = text[i];
    if (mark === '\\' && string) i++;
    else if (mark === '"') string = !string;
    else if (string) continue;
    else if (mark === '{') depth++;
    else if (mark === '}' && --depth === 0) return i + 1;
    else if (mark === '\n') break;
  }
  return start + 2;
}
