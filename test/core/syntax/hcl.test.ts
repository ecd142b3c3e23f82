import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { parseHcl } from '../../../server/src/core/syntax/hcl';
import { type HclFile, type HclItem, hclHole, hclString } from '../../../server/src/core/syntax/hcl/tree';
import { knownString, type LocatedValue, propertyOf, readable } from '../../../server/src/core/syntax/tree';
import { cpuSeconds, large, runs } from '../runs';

const EVERYTHING = `# a comment
locals {
  a = 1
  b = "x\${var.y}z" // another
  c = { k = [1, 2, "three",], "q" : true, (var.k) = null }
}
/* a
   third */
resource "aws_iam_role" "r" {
  count = var.on ? 1 : 0
  name  = "\\u00e9\\t\\"quoted\\""
  assume_role_policy = jsonencode({
    Version = "2012-10-17", Statement = [for s in local.s : merge(s, { a = !s.b && s.c >= -1 }) if s.d != ""]
  })
  policy = <<-EOT
    { "a": "\${data.x.y["k"].z}", "$\${aws:username}": %{ if var.a }1%{ else }2%{ endif } }
  EOT
  inline { }
  other = data.a.b[*].c[0].d
  f = provider::aws::arn(one(x...)...)
}
`;

function attribute(file: HclFile, ...names: readonly string[]): LocatedValue {
  let items: readonly HclItem[] = file.items;
  let value: LocatedValue | undefined;
  for (const name of names) {
    const item = items.find((each) => (each.kind === 'block' ? each.type : each.name) === name);
    assert.ok(item, `there is no ${name}`);
    if (item.kind === 'block') items = item.items;
    else value = item.value;
  }
  assert.ok(value);
  return value;
}

describe('HCL syntax', () => {
  const file = parseHcl(EVERYTHING);

  it('reads blocks, attributes and values, each with its place', () => {
    assert.deepEqual(file.broken, []);
    assert.deepEqual(
      file.items.map((item) => (item.kind === 'block' ? [item.type, ...item.labels] : item.name)),
      [['locals'], ['resource', 'aws_iam_role', 'r']],
    );
    const map = attribute(file, 'locals', 'c');
    const list = propertyOf(map, 'k');
    assert.equal(list?.kind === 'array' && list.items.length, 3);
    assert.equal(EVERYTHING.slice(list!.span.start, list!.span.end), '[1, 2, "three",]');
    assert.equal(knownString(attribute(file, 'resource', 'name')), 'é\t"quoted"');
  });

  it('keeps interpolations as holes with their places', () => {
    const value = attribute(file, 'locals', 'b');
    assert.ok(value.kind === 'string');
    assert.equal(readable(value.text), 'x${var.y}z');
    const hole = value.text.pieces.find((piece) => piece.kind === 'hole');
    assert.equal(EVERYTHING.slice(hole!.span.start, hole!.span.end), '${var.y}');
  });

  it('takes an interpolation alone for the value in it', () => {
    const value = attribute(parseHcl('a = "${data.x.y.json}"\n'), 'a');
    assert.deepEqual(hclHole(value)?.path, ['data', 'x', 'y', 'json']);
  });

  it('knows calls, choices and traversals', () => {
    assert.equal(hclHole(attribute(file, 'resource', 'count'))?.form, 'choice');
    assert.equal(hclHole(attribute(file, 'resource', 'assume_role_policy'))?.name, 'jsonencode');
    assert.deepEqual(hclHole(attribute(file, 'resource', 'other'))?.path, [
      'data',
      'a',
      'b',
      '[]',
      'c',
      '[]',
      'd',
    ]);
  });

  it('does not say what a template with directives says', () => {
    assert.equal(hclHole(attribute(file, 'resource', 'policy'))?.form, 'other');
  });

  it('undoes what stands for a dollar sign and a brace', () => {
    const value = hclString(attribute(parseHcl('a = <<EOF\n$${aws:username}\nEOF\n'), 'a'));
    assert.equal(knownString(value), '${aws:username}\n');
  });

  it('leaves a broken block out, and only that', () => {
    const read = parseHcl(
      'a = 1\nresource "x" "broken" {\n  name = "open\n}\nresource "x" "sound" {\n  name = "b"\n}\n',
    );
    assert.deepEqual(
      read.items.map((item) => (item.kind === 'block' ? item.labels[1] : item.name)),
      ['a', 'sound'],
    );
    assert.equal(read.broken.length, 1);
  });

  it('reads any text without failing, in time that grows with it', () => {
    const words = [
      'resource "a" "b" {\n',
      '}\n',
      '"',
      '${',
      '}',
      '<<EOF\n',
      'EOF\n',
      '[',
      ']',
      '(',
      'a = ',
      '%{',
      '\0',
      '\\',
      '/*',
      '?',
      ':',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        const { items, broken } = parseHcl(text);
        for (const { span } of items) assert.ok(span.start <= span.end && span.end <= text.length);
        for (const { start, end } of broken) assert.ok(start <= end && end <= text.length);
      }),
      { numRuns: runs(1000) },
    );
    const seconds = cpuSeconds(() => {
      for (const part of [
        '[',
        '(',
        '{',
        'a {\n',
        'a = <<EOF\n',
        '"${',
        'a = x ? y : ',
        '-',
        'resource "a" "b" {\n x = "${',
        '\0',
        '/*',
      ]) {
        parseHcl(`a = ${part.repeat(large(20_000))}`);
        parseHcl(part.repeat(large(20_000)));
      }
    });
    assert.ok(seconds < 20, `${seconds} s`);
  });

  it('reads every prefix of a file', () => {
    for (let end = 0; end < EVERYTHING.length; end++) parseHcl(EVERYTHING.slice(0, end));
  });
});

describe('HCL syntax beside tree-sitter', () => {
  let parser: Parser;
  const root = path.resolve(__dirname, '../../../../node_modules');
  before(async () => {
    await Parser.init();
    const grammar = path.join(root, '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm');
    parser = new Parser().setLanguage(await Language.load(readFileSync(grammar)));
  });

  /** Where every attribute stands, by our reading and by tree-sitter's. */
  function attributes(items: readonly HclItem[]): string[] {
    return items.flatMap((item) =>
      item.kind === 'block' ? attributes(item.items) : [`${item.span.start}-${item.span.end}`],
    );
  }
  function attributesOf(node: Node): string[] {
    const children = node.namedChildren.filter((child) => child !== null);
    if (node.type === 'attribute') return [`${node.startIndex}-${children.at(-1)!.endIndex}`];
    return children.flatMap(attributesOf);
  }

  it('finds the same attributes', () => {
    const tree = parser.parse(EVERYTHING)!.rootNode;
    assert.equal(tree.hasError, false);
    assert.deepEqual(attributes(parseHcl(EVERYTHING).items), attributesOf(tree));
  });

  it('finds the same attributes in files made at random, and the same files broken', () => {
    const text = fc.constantFrom(
      'a',
      '"b"',
      '"c${var.d}e"',
      '1',
      '-2.5',
      'true',
      'x.y[0].z',
      'f(x, [1])',
      '(1 + 2)',
      '!x',
      '"$${q}"',
      '<<E\n {"a": 1}\nE',
      'a ? b : c',
    );
    const expression = fc.letrec<{ any: string; list: string; map: string }>((tie) => ({
      any: fc.oneof({ maxDepth: 3 }, text, tie('list'), tie('map')),
      list: fc
        .array(
          tie('any').filter((each) => !each.startsWith('<<')),
          { maxLength: 3 },
        )
        .map((all) => `[${all.join(', ')}]`),
      map: fc
        .array(tie('any'), { maxLength: 3 })
        .map((all) => `{\n${all.map((each, i) => `  k${i} = ${each}\n`).join('')}}`),
    })).any;
    const block = fc
      .array(expression, { maxLength: 4 })
      .map((all) => `t "l" "m" {\n${all.map((each, i) => `  a${i} = ${each}\n`).join('')}}\n`);
    fc.assert(
      fc.property(fc.array(block, { maxLength: 3 }), fc.nat(), (blocks, cut) => {
        const whole = blocks.join('\n');
        const tree = parser.parse(whole)!;
        assert.equal(tree.rootNode.hasError, false);
        assert.deepEqual(attributes(parseHcl(whole).items), attributesOf(tree.rootNode));
        tree.delete();
        const part = whole.slice(0, cut % (whole.length + 1));
        const broken = parser.parse(part)!;
        // What ends in the middle of a block is broken to both.
        if (broken.rootNode.hasError) assert.ok(parseHcl(part).broken.length > 0, part);
        broken.delete();
      }),
      { numRuns: runs(300) },
    );
  });
});
