import { type Embedding, EmbeddingBuilder } from './embedding';

/**
 * What a URL-encoded text says, the way IAM's own API answers with policies (RFC 3986). Characters that are not
 * encoded stand for themselves, but a plus sign for a blank: forms write blanks so, and IAM encodes a plus sign. Bytes
 * that are no UTF-8 make the whole undefined.
 * Source: IAM API Reference, "GetRole": "The policy returned is URL-encoded compliant with RFC 3986".
 */
export function percentDecoded(text: string): Embedding | undefined {
  const builder = new EmbeddingBuilder();
  for (let i = 0; i < text.length; ) {
    if (text[i] !== '%') {
      builder.raw(text[i] === '+' ? ' ' : text[i]!, i);
      i++;
      continue;
    }
    const lead = Number.parseInt(text.slice(i + 1, i + 3), 16);
    const bytes = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const encoded = text.slice(i, i + 3 * bytes);
    try {
      builder.one(decodeURIComponent(encoded), i, i + encoded.length);
    } catch {
      return undefined;
    }
    i += 3 * bytes;
  }
  return builder.build(text.length, (written) => encodeURIComponent(onlyData(written)));
}

/** Indentation is not worth its escapes. */
function onlyData(json: string): string {
  return json.replace(/\r?\n[\t ]*/g, '');
}
