import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { unifiedDiff } from '../../server/src/cli/diff';
import { large } from '../core/runs';
import { folder, removeFolders } from './command';

const line = fc.constantFrom('a\n', 'b\n', 'c\r\n', '\n', 'd d\n');
const text = fc
  .tuple(fc.array(line, { maxLength: 25 }), fc.constantFrom('', 'end'))
  .map(([lines, end]) => lines.join('') + end);

describe('The unified diff', () => {
  afterEach(removeFolders);

  it('is what git apply turns the old text into the new one with', function () {
    this.timeout(20_000);
    const here = folder();
    fc.assert(
      fc.property(text, text, fc.nat(3), (before, after, context) => {
        fc.pre(before !== after && before !== '' && after !== '');
        here.write('file', before);
        const input = unifiedDiff('file', before, after, { context });
        execFileSync('git', ['apply', '--unidiff-zero', '--whitespace=nowarn', '-'], {
          cwd: here.at,
          input,
          stdio: 'pipe',
        });
        assert.equal(here.read('file'), after);
      }),
      { numRuns: 60 },
    );
  });

  it('shows the fewest changed lines, with their surroundings', () => {
    const before = 'a\nb\nc\nd\ne\nf\n';
    assert.equal(
      unifiedDiff('x', before, 'a\nb\nC\nd\ne\nf\n', { context: 1 }),
      '--- a/x\n+++ b/x\n@@ -2,3 +2,3 @@\n b\n-c\n+C\n d\n',
    );
    assert.equal(unifiedDiff('x', before, before, { context: 1 }), '');
  });

  it('leaves out surroundings that may not be shown', () => {
    const diff = unifiedDiff('x', 'secret\nb\nc\n', 'secret\nB\nc\n', {
      context: 3,
      mayShow: (l) => l !== 'secret\n',
    });
    assert.equal(diff, '--- a/x\n+++ b/x\n@@ -2,2 +2,2 @@\n-b\n+B\n c\n');
  });

  it('is quick on texts that have nothing in common', () => {
    const lines = large(20_000);
    const many = (word: string) => Array.from({ length: lines }, (_, i) => `${word}${i}\n`).join('');
    assert.equal(unifiedDiff('x', many('a'), many('b'), { context: 0 }).split('\n').length, 2 * lines + 4);
  });
});
