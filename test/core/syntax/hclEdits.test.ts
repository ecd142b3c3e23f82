import assert from 'node:assert/strict';
import { parseHcl } from '../../../server/src/core/syntax/hcl';
import { hclEdits } from '../../../server/src/core/syntax/hclEdits';
import { NotWritable, type TreeEdits } from '../../../server/src/core/syntax/syntax';
import {
  entryOf,
  type LocatedArray,
  type LocatedObject,
  type LocatedValue,
  propertyOf,
} from '../../../server/src/core/syntax/tree';
import { applyEdits, type TextEdit } from '../../../server/src/core/text/edit';

/** Changes the value of the only attribute of a text. */
function changed(
  text: string,
  change: (edits: TreeEdits, value: LocatedValue) => readonly TextEdit[],
): string {
  const [item] = parseHcl(text).items;
  assert.ok(item?.kind === 'attribute', text);
  const made = applyEdits(text, change(hclEdits(text), item.value));
  const { items, broken } = parseHcl(made);
  assert.equal(items.length, 1, made);
  assert.deepEqual(broken, [], made);
  return made;
}

const list = (value: LocatedValue | undefined): LocatedArray => {
  assert.ok(value?.kind === 'array');
  return value;
};
const object = (value: LocatedValue | undefined): LocatedObject => {
  assert.ok(value?.kind === 'object');
  return value;
};

describe('Edits of HCL', () => {
  it('append to a list in the way it is written', () => {
    const append = (text: string) => changed(text, (edits, value) => edits.append(value, ['b']));
    const cases: [string, string][] = [
      ['a = ["a"]', 'a = ["a", "b"]'],
      ['a = ["a",]', 'a = ["a", "b"]'],
      ['a = []', 'a = ["b"]'],
      ['a = "a"', 'a = ["a", "b"]'],
      ['a = [\n  "a",\n]', 'a = [\n  "a",\n  "b",\n]'],
      ['a = [\n  "a"\n]', 'a = [\n  "a",\n  "b"\n]'],
      ['a = [\r\n  "a", # why\r\n]', 'a = [\r\n  "a", # why\r\n  "b",\r\n]'],
    ];
    for (const [before, after] of cases) assert.equal(append(before), after);
  });

  it('set a property behind another, signs under each other, in the style of the keys beside it', () => {
    const set = (text: string) =>
      changed(text, (edits, value) => edits.set(object(value), 'Sid', 'own', 'Effect'));
    const cases: [string, string][] = [
      [
        'a = {\n  Effect = "Allow"\n  Action = "x"\n}',
        'a = {\n  Effect = "Allow"\n  Sid    = "own"\n  Action = "x"\n}',
      ],
      [
        'a = {\n  "Effect": "Allow",\n  "Action": "x",\n}',
        'a = {\n  "Effect": "Allow",\n  "Sid": "own",\n  "Action": "x",\n}',
      ],
      ['a = { Effect = "Allow" }', 'a = { Effect = "Allow", Sid = "own" }'],
      ['a = { Effect = "Allow", Sid = "old" }', 'a = { Effect = "Allow", Sid = "own" }'],
    ];
    for (const [before, after] of cases) assert.equal(set(before), after);
  });

  it('take entries and items out with the commas and lines that were theirs', () => {
    const without = (text: string) =>
      changed(text, (edits, value) => edits.removeEntry(object(value), entryOf(value, 'b')!));
    assert.equal(without('a = { a = 1, b = 2 }'), 'a = { a = 1 }');
    assert.equal(without('a = {\n  a = 1\n  b = 2\n  c = 3\n}'), 'a = {\n  a = 1\n  c = 3\n}');
    const first = (text: string) =>
      changed(text, (edits, value) => edits.removeItem(list(value), list(value).items[0]!));
    assert.equal(first('a = ["a", "b"]'), 'a = ["b"]');
    assert.equal(first('a = [\n  "a",\n  "b",\n]'), 'a = [\n  "b",\n]');
  });

  it('write expressions as they are, and what only looks like one so that it stays text', () => {
    const replaced = (by: string) => changed('a = "x"', (edits, value) => edits.replace(value, by));
    assert.equal(replaced('${local.a}/b'), 'a = "${local.a}/b"');
    assert.equal(replaced('${aws:username}'), 'a = "$${aws:username}"');
    assert.equal(replaced('a "b" \\'), 'a = "a \\"b\\" \\\\"');
  });

  it('refuse to add to what is an expression', () => {
    const text = 'a = { b = var.b }';
    assert.throws(
      () => changed(text, (edits, value) => edits.append(propertyOf(value, 'b')!, ['c'])),
      NotWritable,
    );
  });
});
