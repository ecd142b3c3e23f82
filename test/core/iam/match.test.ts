import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { arnMatches, compileArn, matchesGlob } from '../../../server/src/core/iam/match';
import { openArnMatch, openMatch, partsOf, sameValue } from '../../../server/src/core/iam/openMatch';
import { splitValue, type Value } from '../../../server/src/core/iam/value';
import { cpuSeconds, runs } from '../runs';

/** A value with holes written as `${x}`. */
function value(text: string): Value {
  if (!text.includes('${')) return text;
  const span = { start: 0, end: 0 };
  const pieces = text
    .split(/(\$\{[^}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith('${')
        ? ({ kind: 'hole', expression: piece.slice(2, -1), span } as const)
        : ({ kind: 'literal', value: piece, span } as const),
    );
  return { pieces };
}

describe('IAM wildcards', () => {
  const cases: [string, string, boolean][] = [
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['a', 'a', true],
    ['a', 'A', false],
    ['a*', 'a', true],
    ['*a', 'ba', true],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'acb', false],
    ['*ab*', 'aab', true],
    ['a*a', 'a', false],
    ['?', '', false],
    ['?', 'x', true],
    ['a?c*e', 'abcde', true],
    ['*?', '', false],
    ['*b?d*', 'abbcd', true],
    ['.*', 'x', false],
    ['a.c', 'abc', false],
  ];
  for (const [pattern, text, expected] of cases) {
    it(`${pattern || '(empty)'} ${expected ? 'matches' : 'does not match'} ${text || '(empty)'}`, () => {
      assert.equal(matchesGlob(pattern, text), expected);
    });
  }

  it('agree with regular expressions', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ':'), maxLength: 12 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', ':'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        const expression = new RegExp(`^${p.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        assert.equal(matchesGlob(p, t), expression.test(t));
        assert.equal(openMatch(partsOf(p, 'wild'), t), expression.test(t) ? 'yes' : 'no');
      }),
      { numRuns: runs(2000) },
    );
  });

  it('stay fast on patterns made to be slow', () => {
    const seconds = cpuSeconds(() => {
      const text = 'a'.repeat(2048);
      for (let i = 0; i < 5; i++) {
        assert.equal(matchesGlob(`${'*a'.repeat(500)}b`, text), false);
        assert.equal(matchesGlob(`*${'a?'.repeat(500)}b*`, text), false);
        assert.equal(matchesGlob('*a?'.repeat(100_000), text), false);
      }
    });
    assert.ok(seconds < 3, `${seconds} s`);
  });
});

describe('ARN patterns', () => {
  const arn = 'arn:aws:iam::111122223333:role/app/Deploy';
  const cases: [string, boolean][] = [
    [arn, true],
    ['*', true],
    ['arn:aws:iam::*:role/*', true],
    ['arn:*:iam::111122223333:role/app/Deploy', true],
    ['arn:aws:iam::111122223333:*', true],
    ['arn:*', false],
    ['arn:*:role/app/Deploy', false],
    ['arn:aws:*:111122223333:role/app/Deploy', false],
    ['arn:aws:iam::111122223333:role/Deploy', false],
    ['arn:aws:iam::11112222333?:role/app/D*', true],
  ];
  for (const [pattern, expected] of cases) {
    it(`${pattern} ${expected ? 'matches' : 'does not match'} the role`, () => {
      assert.equal(arnMatches(compileArn(pattern), arn), expected);
      assert.equal(openArnMatch(partsOf(pattern, 'wild'), arn), expected ? 'yes' : 'no');
    });
  }
});

describe('ARN patterns on values with holes', () => {
  const cases: [string, string, string][] = [
    ['arn:aws:iam::*:role/x', 'arn:aws:iam::${A}:role/x', 'yes'],
    ['arn:aws:iam::*:role/x', 'arn:aws:${Rest}', 'depends'],
    ['arn:aws:iam::*:role/x', 'arn:aws:s3:${Rest}', 'no'],
    ['arn:aws:iam::*:role/x', 'arn:aws:iam', 'no'],
    ['arn:aws:iam:*:role/x', 'arn:aws:iam::${A}:role/x', 'no'],
  ];
  for (const [pattern, text, expected] of cases) {
    it(`${pattern} on ${text}: ${expected}`, () => {
      assert.equal(openArnMatch(partsOf(pattern, 'wild'), value(text)), expected);
    });
  }
});

describe('matching with holes', () => {
  const cases: [string, string, string][] = [
    ['arn:aws:iam::${A}:role/x', 'arn:aws:iam::${A}:role/x', 'yes'],
    ['arn:aws:iam::${A}:role/x', 'arn:aws:iam::${B}:role/x', 'depends'],
    ['arn:aws:iam::${A}:role/x', 'arn:aws:iam::${A}:role/y', 'no'],
    ['arn:aws:iam::${A}:role/x', 'arn:aws:iam::111122223333:role/x', 'depends'],
    ['arn:aws:iam::${A}:role/x', 'arn:aws:iam::111122223333:user/x', 'no'],
    ['arn:aws:iam::*:role/*', 'arn:aws:iam::${A}:role/${P}x', 'yes'],
    ['${Ref}', '${Ref}', 'depends'],
    ['a?c', 'a${x}c', 'depends'],
    ['a*', '${x}', 'depends'],
    ['${x}', 'anything', 'depends'],
    ['Ref', '${Ref}', 'depends'],
  ];
  for (const [pattern, text, expected] of cases) {
    it(`${pattern} on ${text}: ${expected}`, () => {
      assert.equal(openMatch(partsOf(value(pattern), 'wild'), value(text)), expected);
    });
  }

  it('does not take two intrinsics for the same because their names are', () => {
    assert.equal(sameValue(value('${Ref}'), value('${Ref}')), 'depends');
    assert.equal(sameValue(value('${Fn::Sub}'), value('${Fn::Sub}')), 'depends');
    assert.equal(sameValue(value('${AWS::AccountId}'), value('${AWS::AccountId}')), 'yes');
  });

  it('says what every filling says', () => {
    const piece = fc.constantFrom('a', 'b', '*', '?', '${x}', '${y}');
    const pattern = fc.array(piece, { maxLength: 5 }).map((list) => list.join(''));
    const text = fc
      .array(fc.constantFrom('a', 'b', '${x}', '${z}'), { maxLength: 5 })
      .map((list) => list.join(''));
    const fillings = ['', 'a', 'b', 'ab'];
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        const answer = openMatch(partsOf(value(p), 'wild'), value(t));
        for (const x of fillings) {
          for (const y of fillings) {
            for (const z of fillings) {
              const fill = (s: string) => s.replaceAll('${x}', x).replaceAll('${y}', y).replaceAll('${z}', z);
              const held = matchesGlob(fill(p), fill(t)) ? 'yes' : 'no';
              if (answer !== 'depends') assert.equal(answer, held);
            }
          }
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('leaves a question open that would take too long', () => {
    const long = 'x'.repeat(100_000);
    assert.equal(openMatch(partsOf(value(`${long}\${a}`), 'wild'), value(`${long}\${b}`)), 'depends');
  });
});

describe('splitting values', () => {
  it('keeps holes in their parts and the rest in the last one', () => {
    assert.deepEqual(splitValue('a:b:c', ':', 2), ['a', 'b:c']);
    const [head, account, tail] = splitValue(value('arn:${A}:r:s'), ':', 3);
    assert.equal(head, 'arn');
    assert.equal(typeof account, 'object');
    assert.equal(tail, 'r:s');
  });
});
