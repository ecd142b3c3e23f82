import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse as parseIni } from 'ini';
import { plain } from '../../../server/src/core/explain/sentence';
import { awsConfig } from '../../../server/src/core/syntax/awsConfig';
import { known, type LocatedObject, objectsIn } from '../../../server/src/core/syntax/tree';
import { cpuSeconds, large, runs } from '../runs';
import { type Plainly, texts, tree } from './awsConfigTrees';

/** The settings of the only section `[a]`. */
function settings(body: string): Plainly {
  return (tree(`[a]\n${body}`) as readonly (readonly [string, Plainly])[])[0]![1];
}

function problems(text: string): string[] {
  return awsConfig
    .parse(text)
    .problems.map((p) => `${text.slice(p.span.start, p.span.end)}: ${plain(p.message)}`);
}

describe('AWS config syntax', () => {
  it('reads sections with the whole text between their brackets', () => {
    assert.deepEqual(tree('[default]\n[ profile\tfoo ]\n[sso-session a]# x\n[services b] ; y\n[]'), [
      ['default', []],
      [' profile\tfoo ', []],
      ['sso-session a', []],
      ['services b', []],
      ['', []],
    ]);
  });

  it('splits a setting at its first equals sign and trims both sides', () => {
    assert.deepEqual(settings('a=1\nb = x=y=z\nc \t= \t v \t\nUPPER = Case\nd ='), [
      ['a', '1'],
      ['b', 'x=y=z'],
      ['c', 'v'],
      ['UPPER', 'Case'],
      ['d', ''],
    ]);
  });

  it('takes a comment only behind white space', () => {
    assert.deepEqual(
      settings('a = 1 # c\nb = 1 ; c\nc = 1#c\nd = 1;c\ne = 1\t# c\nf = # c\ng =#c\n# a = 2\n; b\n  # c'),
      [
        ['a', '1'],
        ['b', '1'],
        ['c', '1#c'],
        ['d', '1;c'],
        ['e', '1'],
        ['f', ''],
        ['g', '#c'],
      ],
    );
  });

  it('keeps quotes, because they are not syntax', () => {
    assert.deepEqual(settings('a = "x y"\nb = \'z\''), [
      ['a', '"x y"'],
      ['b', "'z'"],
    ]);
  });

  it('continues a value on indented lines, across blank lines', () => {
    assert.deepEqual(settings('a = x\n  -y # kept\n\n\t-z\nb = 1'), [
      ['a', 'x\n-y # kept\n-z'],
      ['b', '1'],
    ]);
  });

  it('nests indented settings below one without a value', () => {
    assert.deepEqual(settings('s3 =\n  a = 1\n\n  b =\n  c d = 2 # c\nregion = x'), [
      [
        's3',
        [
          ['a', '1'],
          ['b', ''],
          ['c d', '2'],
        ],
      ],
      ['region', 'x'],
    ]);
  });

  it('reads a whole section that is indented', () => {
    assert.deepEqual(tree('  [default]\n  a = 1\n  b = 2\n  [profile x]\n  c = 3'), [
      [
        'default',
        [
          ['a', '1'],
          ['b', '2'],
        ],
      ],
      ['profile x', [['c', '3']]],
    ]);
  });

  it('keeps duplicate sections and keys', () => {
    assert.deepEqual(tree('[a]\nk = 1\nk = 2\n[a]\nK = 3'), [
      [
        'a',
        [
          ['k', '1'],
          ['k', '2'],
        ],
      ],
      ['a', [['K', '3']]],
    ]);
  });

  it('reads every kind of line end and a byte order mark', () => {
    for (const eol of ['\n', '\r\n', '\r']) {
      assert.deepEqual(tree(['\ufeff[a]', 'k = 1', '', 'l = 2', ''].join(eol)), [
        [
          'a',
          [
            ['k', '1'],
            ['l', '2'],
          ],
        ],
      ]);
    }
  });

  it('keeps names that mean something to JavaScript', () => {
    assert.deepEqual(tree('[__proto__]\n__proto__ = 1\nconstructor = 2'), [
      [
        '__proto__',
        [
          ['__proto__', '1'],
          ['constructor', '2'],
        ],
      ],
    ]);
  });

  it('says what it could not read, once for a run of lines', () => {
    const equals = 'This line has no equals sign, so it is not a setting.';
    assert.deepEqual(problems('[a]\nfoo\nbar\nbaz\nk = 1\nqux'), [`foo: ${equals}`, `qux: ${equals}`]);
    assert.deepEqual(problems('k = 1\nl = 2\n[a]'), [
      'k = 1: This line stands before the first section, so it belongs to no profile.',
    ]);
    assert.deepEqual(problems('[a\nk = 1'), [
      '[a: This section header has no closing bracket, so its name is not known.',
    ]);
    assert.deepEqual(problems('[a]\n= 1'), ['= 1: This setting has no name before its equals sign.']);
    assert.deepEqual(problems('[a]\ns3 =\n  x'), [
      'x: An indented line below a setting without a value needs an equals sign of its own.',
    ]);
    assert.deepEqual(problems('[a]\nk = 1\n'), []);
  });

  it('keeps a half-typed key as an entry without a value', () => {
    assert.deepEqual(settings('region = x\nsts_reg'), [
      ['region', 'x'],
      ['sts_reg', undefined],
    ]);
  });

  it('gives a section all its lines, but not the remarks of the next one', () => {
    const text = '[a]\nk = 1\n\n# of a\n\n# of b\n[b]\r\nl = 2\r\n[c]\n';
    const spans = (awsConfig.parse(text).root as LocatedObject).entries.map((e) =>
      text.slice(e.span.start, e.span.end),
    );
    assert.deepEqual(spans, ['a]\nk = 1\n\n# of a\n', 'b]\r\nl = 2', 'c]\n']);
  });
});

describe('AWS config syntax on any text', () => {
  it('never throws and keeps its spans in order and inside the text', () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'binary' })), (text) => {
        const { root, problems } = awsConfig.parse(text);
        for (const p of problems)
          assert.ok(0 <= p.span.start && p.span.start < p.span.end && p.span.end <= text.length);
        for (const object of objectsIn(root)) {
          let from = object.span.start;
          for (const { key, value, span } of object.entries) {
            assert.ok(from <= span.start && span.start === key.span.start && key.span.end <= span.end);
            assert.ok(span.end <= object.span.end && object.span.end <= text.length);
            assert.equal(text.slice(key.span.start, key.span.end), known(key.text));
            if (value !== undefined)
              assert.ok(key.span.end <= value.span.start && value.span.end === span.end);
            from = span.end;
          }
        }
      }),
      { numRuns: runs(2000) },
    );
  });

  it('parses every prefix of a file', () => {
    const text =
      '\ufeff# c\r\n[profile a]\r\nrole_arn = arn # x\r\ns3 =\r\n  a = 1\r\n[services b]\nsts =\n\tendpoint_url = u\n';
    for (let end = 0; end <= text.length; end++)
      assert.doesNotThrow(() => awsConfig.parse(text.slice(0, end)));
  });

  it('takes time in proportion to the text', () => {
    const shapes = ['[', '[a', 'a', ' ', 'a=\n a=1\n', '[a]\n', '\n', 'a = b\n c\n', '#', ' #'];
    const seconds = cpuSeconds(() => {
      for (const shape of shapes) awsConfig.parse(`[p]\n${shape.repeat(large(400_000) / shape.length)}`);
    });
    assert.ok(seconds < 20, `${seconds} s`);
  });
});

describe('AWS config syntax against the ini package, on the subset that ini reads rightly', () => {
  const word = fc
    .stringMatching(/^[a-z][a-z0-9_-]{0,8}$/)
    .filter((w) => !['true', 'false', 'null'].includes(w));
  const value = fc
    .stringMatching(/^[a-z][a-z0-9:/@._-]{0,20}$/)
    .filter((w) => !['true', 'false', 'null'].includes(w));
  const body = fc.uniqueArray(fc.tuple(word, value), { selector: ([k]) => k, maxLength: 5 });
  const file = fc.uniqueArray(fc.tuple(word, body), { selector: ([n]) => n, maxLength: 4 });

  it('reads the same sections, keys and values', () => {
    fc.assert(
      fc.property(
        file,
        fc.constantFrom('=', ' = ', '\t= '),
        fc.constantFrom('\n', '\r\n', '\n# c\n\n'),
        (sections, eq, eol) => {
          const lines = sections.flatMap(([name, pairs]) => [
            `[${name}]`,
            ...pairs.map(([k, v]) => `${k}${eq}${v}`),
          ]);
          const text = lines.join(eol);
          const ours = (tree(text) as [string, [string, string][]][]).map(([n, s]) => [
            n,
            Object.fromEntries(s),
          ]);
          const theirs = Object.entries(parseIni(text)).map(([n, s]) => [n, { ...s }]);
          // Sort: JavaScript objects put number-like names first.
          assert.deepEqual(ours.sort(), theirs.sort());
        },
      ),
      { numRuns: runs(500) },
    );
  });
});
