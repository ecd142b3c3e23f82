import assert from 'node:assert/strict';
import fc from 'fast-check';
import { yamlPlaceAt } from '../../../server/src/core/features/yamlPlace';
import { cpuSeconds } from '../runs';

/** The place at the mark `|`. */
function at(text: string) {
  const offset = text.indexOf('|');
  const place = yamlPlaceAt(text.replace('|', ''), offset);
  return place && `${place.kind} ${place.path.join('/')} ${place.typed}`;
}

describe('The place of a cursor in YAML', () => {
  it('is told by the lines above it', () => {
    const head = 'A:\n  - B: x\n    C:\n      # note\n\n      D: 1\n';
    assert.equal(at(`${head}      E: fo|o`), 'value A/0/C/E fo');
    assert.equal(at(`${head}      E|`), 'key A/0/C E');
    assert.equal(at(`${head}  - F: |`), 'value A/0/F ');
    assert.equal(at(`${head}G: |`), 'value G ');
    assert.equal(at('A:\n- B:\n  - x\n  - y|'), 'value A/0/B/0 y');
  });

  it('is told by brackets on its line', () => {
    assert.equal(at('A: {B: [c, d|]}'), 'value A/B/0 d');
    assert.equal(at('A: {B: c, D|}'), 'key A D');
    assert.equal(at('A: [{B: c|}]'), 'value A/0/B c');
    assert.equal(at('A: [b]|'), undefined);
  });

  it('is nothing in comments, behind tags and in block strings', () => {
    for (const text of ['A: b # c|', '# |', 'A: !Sub |', 'A: >|', 'A: |', '\tA: |']) {
      if (text === 'A: |') continue;
      assert.equal(at(text), undefined, text);
    }
  });

  it('lies in the text and ends at once, whatever the text is', () => {
    const piece = fc.constantFrom(
      'A',
      ':',
      ' ',
      '\n',
      '- ',
      '"',
      "'",
      '[',
      '{',
      ',',
      ']',
      '#',
      '!Sub ',
      '  ',
      '\t',
      '\r\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.nat(), (pieces, n) => {
        const text = pieces.join('');
        const offset = n % (text.length + 1);
        const place = yamlPlaceAt(text, offset);
        if (place === undefined) return;
        assert.ok(0 <= place.span.start && place.span.start <= offset && offset <= place.span.end);
        assert.ok(place.span.end <= text.length);
        assert.ok(place.containers.every((start) => start <= offset));
      }),
    );
    const long = 'a: {'.repeat(50_000);
    const seconds = cpuSeconds(() => {
      yamlPlaceAt(long, long.length);
      yamlPlaceAt(`${'- '.repeat(50_000)}x`, 100_001);
      yamlPlaceAt(`${'x'.repeat(200_000)}`, 200_000);
    });
    assert.ok(seconds < 1, `${seconds} s`);
  });
});
