import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cpuSeconds } from '../runs';

// The highlighter of VS Code is no dependency of ours; the grammar is a few line patterns, which JavaScript runs too.
const FOLDER = path.resolve(__dirname, '../../../../syntaxes');

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly include?: string;
  readonly patterns?: readonly Pattern[];
  readonly captures?: Readonly<
    Record<string, { readonly name?: string; readonly patterns?: readonly Pattern[] }>
  >;
}

const grammar = JSON.parse(readFileSync(path.join(FOLDER, 'aws-config.tmLanguage.json'), 'utf8')) as {
  patterns: Pattern[];
  repository: Record<string, Pattern>;
};

/** The first word of the scope of every piece of a line, as `scope: text`. */
function tokens(text: string, patterns: readonly Pattern[] = grammar.patterns): string[] {
  for (const listed of patterns) {
    const pattern = listed.include === undefined ? listed : grammar.repository[listed.include.slice(1)]!;
    if (pattern.match === undefined) return tokens(text, pattern.patterns);
    const match = new RegExp(pattern.match).exec(text);
    if (match === null) continue;
    if (pattern.captures === undefined) return [`${scope(pattern.name)}: ${match[0].trim()}`];
    return Object.entries(pattern.captures).flatMap(([group, capture]) => {
      const piece = match[Number(group)];
      if (piece === undefined || piece === '') return [];
      return capture.patterns === undefined
        ? [`${scope(capture.name)}: ${piece}`]
        : tokens(piece, capture.patterns);
    });
  }
  return [];
}

function scope(name: string | undefined): string {
  return (name ?? '').split('.').slice(0, 2).join('.');
}

describe('AWS config grammar', () => {
  it('tells sections, settings, values and comments apart', () => {
    const cases: [string, string[]][] = [
      ['# c = d', ['comment.line: # c = d']],
      ['  ; c', ['comment.line: ; c']],
      [
        '[profile foo] # c',
        [
          'punctuation.definition: [',
          'keyword.other: profile',
          'entity.name: foo',
          'punctuation.definition: ]',
          'comment.line: # c',
        ],
      ],
      ['[default]', ['punctuation.definition: [', 'entity.name: default', 'punctuation.definition: ]']],
      ['[profiles]', ['punctuation.definition: [', 'entity.name: profiles', 'punctuation.definition: ]']],
      [
        'region = us-east-2 ; home',
        [
          'variable.other: region',
          'keyword.operator: =',
          'string.unquoted: us-east-2',
          'comment.line: ; home',
        ],
      ],
      ['a=b#c', ['variable.other: a', 'keyword.operator: =', 'string.unquoted: b#c']],
      [
        'sts_regional_endpoints = regional',
        ['variable.other: sts_regional_endpoints', 'keyword.operator: =', 'constant.language: regional'],
      ],
      [
        '  max_queue_size = 1000',
        ['variable.other: max_queue_size', 'keyword.operator: =', 'constant.numeric: 1000'],
      ],
      ['s3 =', ['variable.other: s3', 'keyword.operator: =']],
      ['  --flag', ['string.unquoted: --flag']],
      [
        'credential_process = /bin/a b',
        ['variable.other: credential_process', 'keyword.operator: =', 'string.unquoted: /bin/a b'],
      ],
    ];
    for (const [line, expected] of cases) assert.deepEqual(tokens(line), expected, line);
  });

  it('has patterns that take time in proportion to the line', () => {
    const seconds = cpuSeconds(() => {
      for (const line of [
        ' '.repeat(20_000),
        `a${' '.repeat(20_000)}b`,
        `[${' '.repeat(20_000)}`,
        `a = ${'b '.repeat(10_000)}`,
      ])
        tokens(line);
    });
    assert.ok(seconds < 3, `${seconds} s`);
  });

  it('names only scopes of its own, and includes only what is there', () => {
    const text = JSON.stringify(grammar);
    for (const [, name] of text.matchAll(/"name":"([^"]+)"/g))
      assert.match(name!, /(\.aws-config|^AWS config)$/);
    for (const [, name] of text.matchAll(/"include":"#([^"]+)"/g)) assert.ok(grammar.repository[name!], name);
  });
});

describe('AWS config language configuration', () => {
  const configuration = JSON.parse(
    readFileSync(path.join(FOLDER, 'aws-config.language-configuration.json'), 'utf8'),
  );

  it('comments with a number sign and folds from a header to the next empty line', () => {
    assert.equal(configuration.comments.lineComment, '#');
    assert.match('[profile x]', new RegExp(configuration.folding.markers.start));
    assert.match('', new RegExp(configuration.folding.markers.end));
    assert.doesNotMatch('region = x', new RegExp(configuration.folding.markers.end));
  });

  it('takes keys, Regions and ARNs apart where a double click should', () => {
    const word = new RegExp(configuration.wordPattern, 'g');
    assert.deepEqual('region = us-east-2'.match(word), ['region', 'us-east-2']);
  });
});
