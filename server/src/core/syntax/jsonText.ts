import type { Span } from '../text/span';
import { type Embedding, EmbeddingBuilder } from './embedding';

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/**
 * What a JSON string says, character by character. Of a broken escape the character behind the backslash is taken.
 * @param span of the string, its quotes included
 */
export function jsonString(text: string, span: Span): Embedding {
  const builder = new EmbeddingBuilder();
  const end = text[span.end - 1] === '"' && span.end > span.start + 1 ? span.end - 1 : span.end;
  for (let i = span.start + 1; i < end; ) {
    if (text[i] !== '\\') {
      builder.raw(text[i]!, i);
      i++;
      continue;
    }
    const code = /^u([0-9a-fA-F]{4})/.exec(text.slice(i + 1, i + 6))?.[1];
    const length = code === undefined ? 2 : 6;
    const mark = text[i + 1] ?? '';
    const value =
      code === undefined ? (ESCAPES[mark] ?? mark) : String.fromCharCode(Number.parseInt(code, 16));
    builder.one(value, i, Math.min(i + length, end));
    i += length;
  }
  return builder.build(end, (written) => JSON.stringify(written).slice(1, -1));
}
