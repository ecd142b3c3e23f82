import assert from 'node:assert/strict';
import fc from 'fast-check';
import { closest, distance } from '../../../server/src/core/text/closest';

/** The same by recursion on the definition, slow and without a limit. */
function naive(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const same = a.at(-1) === b.at(-1) ? 0 : 1;
  const options = [
    naive(a.slice(0, -1), b) + 1,
    naive(a, b.slice(0, -1)) + 1,
    naive(a.slice(0, -1), b.slice(0, -1)) + same,
  ];
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    options.push(naive(a.slice(0, -2), b.slice(0, -2)) + 1);
  }
  return Math.min(...options);
}

const word = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 }).map((letters) => letters.join(''));

describe('distance', () => {
  it('counts letters changed, left out, added and swapped, up to the limit', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
        const expected = naive(a, b);
        assert.equal(distance(a, b, limit), expected <= limit ? expected : undefined);
      }),
      { numRuns: 400 },
    );
  });

  it('does not compare very long words', () => {
    assert.equal(distance('x'.repeat(1e6), 'x'.repeat(1e6), 2), undefined);
  });
});

describe('closest', () => {
  it('finds the word that was meant', () => {
    assert.equal(closest('lamdba', ['lambda', 'ec2', 'logs']), 'lambda');
    assert.equal(closest('Servcie', ['Service', 'AWS']), 'Service');
  });

  it('finds none when two are equally near', () =>
    assert.equal(closest('dms', ['kms', 'ds', 'dmz']), undefined));

  it('wants short words to be nearer', () => assert.equal(closest('ram', ['rds', 'lambda']), undefined));
});
