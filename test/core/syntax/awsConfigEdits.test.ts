import assert from 'node:assert/strict';
import fc from 'fast-check';
import { awsConfig } from '../../../server/src/core/syntax/awsConfig';
import type { LocatedObject } from '../../../server/src/core/syntax/tree';
import { applyEdits, overlap, type TextEdit } from '../../../server/src/core/text/edit';
import { runs } from '../runs';
import { type Plainly, plainly, section, texts, tree } from './awsConfigTrees';

describe('AWS config edits', () => {
  function edited(
    text: string,
    edit: (s: LocatedObject, edits: ReturnType<typeof awsConfig.edits>) => TextEdit[],
  ): string {
    return applyEdits(text, edit(section(text), awsConfig.edits(text)));
  }

  it('add a setting in the style of the section', () => {
    const cases: [string, string][] = [
      ['[a]', '[a]\nnew = v'],
      ['[a]\n', '[a]\nnew = v\n'],
      ['[a]\r\nk=1\r\n\r\n# b\r\n[b]\r\n', '[a]\r\nk=1\r\nnew=v\r\n\r\n# b\r\n[b]\r\n'],
      ['[a]\n  k =1 # c\n', '[a]\n  k =1 # c\n  new =v\n'],
      ['[a]\nlong_key    = 1\nk           = 2\n', '[a]\nlong_key    = 1\nk           = 2\nnew         = v\n'],
      ['[a]\ns3 =\n  b = 1\n\n[b]', '[a]\ns3 =\n  b = 1\nnew = v\n\n[b]'],
      ['[a]\nk = 1\n  -more\n', '[a]\nk = 1\n  -more\nnew = v\n'],
      ['[a] # c\n\n\n[b]\n', '[a] # c\nnew = v\n\n\n[b]\n'],
      ['[a]\nk =\n', '[a]\nk =\nnew = v\n'],
      // The indented header would continue a setting that is indented less.
      ['[a]\n# c\n  [b]\n', '[a]\n  new = v\n# c\n  [b]\n'],
    ];
    for (const [before, expected] of cases)
      assert.equal(
        edited(before, (s, e) => e.set(s, 'new', 'v')),
        expected,
      );
  });

  it('add a setting behind another', () => {
    assert.equal(
      edited('[a]\nk = 1\nl = 2\n', (s, e) => e.set(s, 'new', 'v', 'k')),
      '[a]\nk = 1\nnew = v\nl = 2\n',
    );
  });

  it('change a value and nothing else', () => {
    const cases: [string, string][] = [
      ['[a]\nk  =  old  # c\n', '[a]\nk  =  v  # c\n'],
      ['[a]\nk = old\n  more\nl = 1', '[a]\nk = v\nl = 1'],
      ['[a]\nk =\n', '[a]\nk = v\n'],
      ['[a]\nk=\n', '[a]\nk=v\n'],
      ['[a]\nk = # c\n', '[a]\nk = v # c\n'],
      ['[a]\nK = 1\n', '[a]\nK = v\n'],
      ['[a]\nk = 1\nk = 2\n', '[a]\nk = 1\nk = v\n'],
      ['[a]\nk =\n  b = 1\n', '[a]\nk = v\n'],
    ];
    for (const [before, expected] of cases)
      assert.equal(
        edited(before, (s, e) => e.set(s, 'k', 'v')),
        expected,
      );
  });

  it('take out whole lines', () => {
    const cases: [string, string][] = [
      ['[a]\nk = 1 # c\nl = 2\n', '[a]\nl = 2\n'],
      ['[a]\r\nk = 1\r\n', '[a]\r\n'],
      ['[a]\r\nk = 1', '[a]'],
      ['[a]\nk =\n  b = 1\n  c = 2\nl = 2', '[a]\nl = 2'],
    ];
    for (const [before, expected] of cases) {
      assert.equal(
        edited(before, (s, e) => e.removeEntry(s, s.entries[0]!)),
        expected,
      );
    }
  });

  it('rename a key, and nest values below a key', () => {
    assert.equal(
      edited('[a]\nK = 1\n', (s, e) => e.rename(s.entries[0]!, 'k')),
      '[a]\nk = 1\n',
    );
    assert.equal(
      edited('[a]\nk = 1\n', (s, e) => e.set(s, 's3', { x: 'y' })),
      '[a]\nk = 1\ns3 =\n  x = y\n',
    );
  });

  it('apply cleanly on any text: what was set is read back, and nothing else changed', () => {
    const line = fc.constantFrom(
      ...[
        '[a]',
        '[profile b]',
        ' [c] # e',
        'k = v',
        'k=v # c',
        'K  =  "v"',
        'l =',
        's3 =',
        '  n = 1',
        '  m =',
        '\tmore',
      ],
      ...['# c', ' ; d', '', '  '],
    );
    const files = fc
      .tuple(
        fc.constantFrom('', '\ufeff', '# c'),
        fc.array(line, { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n', '\r'),
      )
      .map(([first, lines, end]) =>
        [first === '# c' ? `${first}${end}[z]` : `${first}[z]`, ...lines].join(end),
      );
    let tried = 0;
    fc.assert(
      fc.property(fc.oneof(texts, files), fc.nat(20), (text, pick) => {
        const root = awsConfig.parse(text).root as LocatedObject;
        if (root.entries.length === 0) return;
        const at = pick % root.entries.length;
        // A header without its bracket takes the rest of the line, so the section cannot be told apart.
        if (awsConfig.parse(text).problems.length > 0) return;
        tried++;
        const object = root.entries[at]!.value as LocatedObject;
        const edits = awsConfig.edits(text).set(object, 'new_key', 'value');
        assert.equal(overlap(edits), false);
        const result = applyEdits(text, edits);
        const before = plainly(root) as readonly (readonly [string, Plainly])[];
        const expected = before.map(([k, v], i) =>
          i === at ? [k, [...(v as []), ['new_key', 'value']]] : [k, v],
        );
        assert.deepEqual(tree(result), expected, JSON.stringify(text));
      }),
      { numRuns: runs(2000) },
    );
    assert.ok(tried >= runs(2000) / 20, `only ${tried} files without problems`);
  });
});
