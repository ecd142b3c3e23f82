import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDocument, type Scalar, stringify } from 'yaml';
import { type Embedding, hostSpan, nested } from '../../../server/src/core/syntax/embedding';
import { jsonString } from '../../../server/src/core/syntax/jsonText';
import { percentDecoded } from '../../../server/src/core/syntax/percent';
import { yamlScalar } from '../../../server/src/core/syntax/yamlText';

/** Text as people embed it: policies, with whatever may need an escape. */
const piece = fc.constantFrom(
  '{"a": "b"}',
  '"',
  "'",
  '\\',
  '\n',
  '\n\n',
  '  ',
  '\t',
  ': ',
  ' #',
  '%',
  '+',
  'é',
  '😀',
  '${X}',
  '-',
  '\u2028',
  'word',
);
const texts = fc.array(piece, { minLength: 1, maxLength: 20 }).map((pieces) => pieces.join(''));

/** Every stretch of the host that stands for one character says that character when it is read alone. */
function exact(embedding: Embedding, host: string, decode: (source: string) => string): void {
  const { content, starts, ends } = embedding;
  assert.equal(starts.length, content.length + 1);
  assert.equal(ends.length, content.length);
  for (let i = 0; i < content.length; i++) {
    assert.ok(starts[i]! <= starts[i + 1]!, 'places never go back');
    if (i > 0 && starts[i] === starts[i - 1]) continue;
    const span = hostSpan(embedding, { start: i, end: i + 1 });
    const source = host.slice(span.start, span.end);
    if (/\s/.test(content[i]!) || /\\?\n/.test(source)) continue;
    assert.ok(decode(source).startsWith(content[i]!), `${JSON.stringify(source)} is ${content[i]}`);
  }
}

const words = (text: string) =>
  text
    .split(/[ \n\t]+/)
    .join(' ')
    .trim();

function scalarIn(text: string): { span: { start: number; end: number }; value: string } | undefined {
  const document = parseDocument(text, { logLevel: 'silent' });
  const node = (document.contents as { items?: { value: Scalar }[] } | null)?.items?.[0]?.value;
  if (document.errors.length > 0 || typeof node?.value !== 'string' || !node.range) return undefined;
  return { span: { start: node.range[0], end: node.range[1] }, value: node.value };
}

describe('Text inside of strings', () => {
  it('is read from JSON strings as JSON.parse reads it, to the character', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, ascii) => {
        let host = JSON.stringify(text);
        if (ascii)
          host = host.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
        const read = jsonString(`  ${host}`, { start: 2, end: host.length + 2 });
        assert.equal(read.content, text);
        exact(read, `  ${host}`, (source) => JSON.parse(`"${source}"`));
        assert.equal(JSON.parse(`"${read.write(text, 0)}"`), text);
      }),
    );
  });

  it('is read from YAML scalars of every style as the yaml package reads it, to the character', () => {
    const styles = ['QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED', 'PLAIN'] as const;
    let tried = 0;
    fc.assert(
      fc.property(
        texts,
        fc.constantFrom(...styles),
        fc.boolean(),
        fc.constantFrom(20, 80),
        (value, style, windows, lineWidth) => {
          const written = stringify({ key: value }, { defaultStringType: style, lineWidth });
          const text = windows ? written.replaceAll('\n', '\r\n') : written;
          const scalar = scalarIn(text);
          if (scalar === undefined) return;
          const read = yamlScalar(text, scalar.span);
          // Of white space it is enough that there is some.
          assert.equal(words(read.content), words(scalar.value), JSON.stringify(text));
          tried++;
          const mark = text[scalar.span.start];
          exact(read, text, (source) =>
            mark === '"'
              ? JSON.parse(
                  `"${source.replace(/^\\e$/, '\\u001b').replace(/^\\([LPN_])$/, (_, c) => ({ L: '\\u2028', P: '\\u2029', N: '\\u0085', _: '\\u00a0' })[c as 'L'])}"`,
                )
              : source.replaceAll("''", "'"),
          );
        },
      ),
      { numRuns: 600 },
    );
    assert.ok(tried > 300, `${tried}`);
  });

  it('is read from broken YAML quotes and hand-made blocks', () => {
    for (const text of [
      'key: |2-\n    a\n   b\n',
      'key: >\n  a\n  b\n\n  c\n    d\n  e\n',
      'key: "a\n  b\\\n   c  \n\n  d"\n',
      "key: 'it''s\n   here'\n",
      'key: |+\n  a\n\n',
      'key: a\n  b\n',
      'key: |\n  a\n\n  b\n',
    ]) {
      const scalar = scalarIn(text)!;
      assert.equal(yamlScalar(text, scalar.span).content.trimEnd(), scalar.value.trimEnd(), text);
    }
  });

  it('is read from URL-encoded text as decodeURIComponent reads it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const host = encodeURIComponent(text);
        const read = percentDecoded(host)!;
        assert.equal(read.content, text);
        exact(read, host, decodeURIComponent);
      }),
    );
    assert.equal(percentDecoded('%E4%'), undefined);
    assert.equal(percentDecoded('%zz'), undefined);
  });

  it('keeps its places through several layers', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const inner = JSON.stringify(encodeURIComponent(text));
        const host = JSON.stringify(inner);
        const outer = jsonString(host, { start: 0, end: host.length });
        const middle = nested(outer, jsonString(outer.content, { start: 0, end: outer.content.length }));
        const all = nested(middle, percentDecoded(middle.content)!);
        assert.equal(all.content, text);
        exact(all, host, (source) => decodeURIComponent(source.replaceAll('\\\\', '\\')));
      }),
    );
  });
});
