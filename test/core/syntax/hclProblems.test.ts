import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openDocument } from '../../../server/src/core/documents/open';
import { plain } from '../../../server/src/core/explain/sentence';
import { parseHcl } from '../../../server/src/core/syntax/hcl';
import { HclReader } from '../../../server/src/core/syntax/hcl/reader';
import { runs } from '../runs';

/** Texts with the place that is wrong between ‹ and ›, and what is said of it. */
const CASES: readonly (readonly [string, string])[] = [
  ['a ‹=›\n', 'A value is expected here.'],
  ['a = [1, ‹=›]\n', 'A value is expected here.'],
  ['a = ‹"open›\n', 'This string is not closed on its line.'],
  ['r ‹"x {›\n}\n', 'This string is not closed on its line.'],
  ['a = "‹${var.b›"\n', 'This expression is not closed: its brace is missing.'],
  ['a = "${var.b ‹c›}"\n', 'A closing } is expected here.'],
  ['a = "%{ if b ‹c› }d%{ endif }"\n', 'A closing } is expected here.'],
  ['a = "x‹\\q›"\n', 'This escape is not one that HCL knows.'],
  ['a = ‹<<EOF›\nx\n', 'This text never ends: no line holds EOF alone.'],
  ['a = <<‹"›EOF"\nx\nEOF\n', 'The name that ends the text is expected here, and nothing else on the line.'],
  ['‹/*› never\n', 'This comment is not closed.'],
  ['‹r "x" "y"› {\n  a = 1\n', 'This block r is not closed: a closing brace is missing.'],
  [
    '‹r "x" "y"› {\n  a = 1\n\nr "z" "w" {\n  b = 2\n}\n',
    'This block r is not closed: a closing brace is missing.',
  ],
  [
    'r "x" "y" {\n  ‹inner› {\n    a = 1\n}\nr "z" "w" {\n  b = 2\n}\n',
    'This block inner is not closed: a closing brace is missing.',
  ],
  ['r {\n  a = 1\n}\n‹}›\n', 'This closing brace closes nothing.'],
  ['r {\n  a = 1\n}‹}›\n', 'This closing brace closes nothing.'],
  ['r {\n  a b ‹=› 1\n}\n', 'The opening brace of the block is expected here.'],
  ['r {\n  a‹:› 1\n}\n', 'An equals sign or an opening brace is expected behind a.'],
  ['r "x‹"›\n{\n}\n', 'The opening brace of the block is expected here.'],
  ['r {\n  ‹"a"› = 1\n}\n', 'The name of an argument may not stand in quotes.'],
  ['‹-›--\nr {\n}\n', 'The name of an argument or a block is expected here.'],
  ['a = 1 ‹b› = 2\n', 'The line should end here: each argument and each block begins on a line of its own.'],
  ['a = ["x"\n  ‹"y"›]\n', 'A comma or a closing ] is expected here.'],
  ['a = f("x" ‹"y"›)\n', 'A comma or a closing ) is expected here.'],
  ['a = f({ b = [1] ‹)›\n', 'A closing } is expected before this ).'],
  ['a = [{ b = 1 ‹]›\n', 'A closing } is expected before this ].'],
  ['a = ‹{›\n  b = 1\n', 'This bracket is not closed: } is missing.'],
  ['a = { b ‹1› }\n', '= or : is expected here, behind the key.'],
  ['a = { b = 1 ‹c› = 2 }\n', 'A comma, a new line or a closing } is expected here.'],
  ['a = (1 ‹2›)\n', 'A closing ) is expected here.'],
  ['a = b ? 1 ‹;› 2\n', 'A colon is expected here, between the two values of a choice.'],
  ['a = [for ‹1› in b : c]\n', 'The names of a loop and the word in are expected here.'],
  ['a = b.‹-›\n', 'A name is expected here.'],
];

describe('HCL that cannot be read', () => {
  for (const [marked, expected] of CASES) {
    it(`${marked.replaceAll('\n', '⏎')} is told where it is wrong`, () => {
      const text = marked.replace(/[‹›]/g, '');
      const [first] = parseHcl(text).broken;
      assert.ok(first);
      const { message, span } = first.problem;
      assert.equal(plain(message), expected);
      const said = `${text.slice(0, span.start)}‹${text.slice(span.start, span.end).slice(0, 8)}`;
      const written = /‹([^›]*)›/.exec(marked)![1]!;
      assert.ok(said.startsWith(`${text.slice(0, marked.indexOf('‹'))}‹${written.slice(0, 1)}`), said);
      if (written.length > 1) assert.equal(text.slice(span.start, span.end), written);
    });
  }

  it('is none of what HCL lets people write', () => {
    const texts = [
      'x = f (a)',
      'x = (a.b\n  .c\n  [0])',
      'x = a .b [0] . c',
      'x = f(a ...)',
      'x = (\n  a\n  ? b\n  : c\n)',
      'x = "${a ?\n  b :\n  c}"',
      'x = { for k, v in m : k => v...\n  if v\n  || w }',
      'x = [for\n  v in m :\n  v]',
      'x = {\n  a = 1 # c\n  b: 2, // d\n  "c-d" = 3, (e) = 4, 5 = 6\n}',
      'x = [\n  <<A\ny\nA\n  ,\n  <<-B\n  z\n  B\n]',
      'x = <<EOT\n"\' \\ $${a} %%{b} 100% $ ${c}\n%{ if a ~} b %{ else } c %{~ endif }\nEOT',
      'x = "$ % $$ %% 100% ${a}%"',
      'x /* a */ = /* b */ 1 /* c\n*/',
      'x = a.*.b[*].c.0.d["e"]["${f}"]',
      'x = !a && -b < 1e3 || (c)',
      'x = provider::a::b(1,)',
      'x = 12345678901234567890123456789012345678901234567890',
      'a "b" c { d {} }',
      'a { b = 1 }',
      'a {\r\n  b = 1\r\n}\r',
      'é-1 = true',
      '\uFEFFx = 1',
      'x = { for_each = 1, format = 2 }',
    ];
    for (const text of texts) {
      // Nothing may stand behind the end of a heredoc on its line.
      for (const end of text.endsWith('EOT') ? ['', '\n'] : ['', '\n', ' # c']) {
        assert.deepEqual(
          parseHcl(text + end).broken.map(({ problem }) => plain(problem.message)),
          [],
          text,
        );
      }
    }
  });

  const role = (name: string, inside = '') =>
    `resource "aws_iam_role" "${name}" {\n  name = "x"\n${inside}}\n`;
  const problems = (file: string, text: string, languageId?: string) =>
    openDocument({ uri: `file:///m/${file}`, text, ...(languageId && { languageId }) }).problems.map(
      ({ message }) => plain(message),
    );

  it('is told once for a file, however often it is wrong', () => {
    const text = Array.from({ length: 50 }, (_, i) => role(`r${i}`, '  a =\n  b = "\n')).join('\n');
    assert.deepEqual(problems('main.tf', text), ['A value is expected here.']);
    assert.deepEqual(problems('main.tofu', text), ['A value is expected here.']);
    assert.deepEqual(problems('x', text, 'terraform'), ['A value is expected here.']);
  });

  it('is told of other files in HCL that have to do with roles, and not of those that do not', () => {
    assert.deepEqual(problems('terragrunt.hcl', 'iam_role = [\n'), [
      'This bracket is not closed: ] is missing.',
    ]);
    assert.deepEqual(problems('terragrunt.hcl', 'iam_role = "x"\n'), []);
    assert.deepEqual(problems('main.pkr.hcl', 'a = [\n'), []);
    // HCL as Vault and Consul still read it.
    assert.deepEqual(problems('config.hcl', '"role_arn" = "x"\n'), []);
    assert.deepEqual(problems('main.tf', 'a = [\n'), []);
  });

  it('is not told of templates that other tools fill in', () => {
    for (const line of ['{% if role %}', '{{ cookiecutter.tags }}', '<% if x %>', '  tags = {{ tags }}']) {
      assert.deepEqual(problems('main.tf', `${role('a')}${line}\n`), [], line);
      assert.deepEqual(problems('main.tf', role('a', `${line}\n`)), [], line);
    }
  });

  it('does not take what a heredoc or a comment holds for blocks of the file', () => {
    const inside = `  a =\n  doc = <<-EOT\n${role('example')}  EOT\n/*\n${role('comment')}*/\n`;
    const { items, broken } = parseHcl(role('a', inside) + role('b'));
    assert.deepEqual(
      items.map((item) => (item.kind === 'block' ? item.labels[1] : item.name)),
      ['b'],
    );
    assert.equal(broken.length, 1);
  });

  it('is told at its place when it is read again after edits', () => {
    const parts = [role('a'), role('b', '  c = [\n'), role('d', '  e "\n'), '}\n', '# x\n', 'a = 1\n', '"'];
    const text = fc.array(fc.constantFrom(...parts), { maxLength: 6 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (versions) => {
        const reader = new HclReader();
        for (const version of versions) {
          const told = ({ broken }: ReturnType<typeof parseHcl>) =>
            broken.map(({ problem: { message, span } }) => [plain(message), span.start, span.end]);
          assert.deepEqual(told(reader.read(version)), told(parseHcl(version)));
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
