import assert from 'node:assert/strict';
import fc from 'fast-check';
import { json } from '../../../server/src/core/syntax/json';
import { jsonSize } from '../../../server/src/core/syntax/plainSize';
import { fingerprint } from '../../../server/src/core/syntax/same';
import { applyEdits } from '../../../server/src/core/text/edit';

/** No `${`, `{{` or `<`: those are placeholders, whose size is not known. Keys that stand for intrinsics are none. */
const plain = fc
  .jsonValue({ maxDepth: 3 })
  .filter(
    (value) =>
      !/[${<]{2}|<|"Ref"|"Fn::|__proto__/.test(JSON.stringify(value).replace(/^\{+|:\{+|\[\{+|,\{+/g, '')),
  );

describe('the size of a value as JSON', () => {
  it('is what JSON.stringify makes of it, however it was laid out', () => {
    fc.assert(
      fc.property(plain, fc.constantFrom(0, 2, '\t'), (value, indent) => {
        const { root } = json.parse(JSON.stringify(value, null, indent));
        assert.ok(root);
        assert.equal(jsonSize(root), JSON.stringify(value).length);
      }),
    );
  });

  it('is not known when part of the value is not', () => {
    const { root } = json.parse('{"a": ["x", "<ACCOUNT_ID>"]}');
    assert.ok(root);
    assert.equal(jsonSize(root), undefined);
  });
});

describe('the fingerprint of a value', () => {
  const of = (text: string) => fingerprint(json.parse(text).root);

  it('is the same whatever the layout and the order of keys', () => {
    assert.equal(of('{"a": [1, "x"], "b": {"c": null}}'), of('{ "b": {"c":null},\n "a":[1,"\\u0078"] }'));
  });

  it('differs where the meaning may', () => {
    const values = [
      '"1"',
      '1',
      '["1"]',
      '["1", "2"]',
      '["2", "1"]',
      '"[1]"',
      '{"a": "1"}',
      '{"a": 1}',
      'null',
      '"null"',
    ];
    assert.equal(new Set(values.map(of)).size, values.length);
    const twoHoles = json.parse('[{"Ref": "A"}, {"Ref": "B"}]').root;
    assert.ok(twoHoles?.kind === 'array');
    assert.notEqual(fingerprint(twoHoles.items[0]), fingerprint(twoHoles.items[1]));
  });
});

describe('setting a property in front of all others', () => {
  const first = (text: string) => {
    const { root } = json.parse(text);
    assert.ok(root?.kind === 'object');
    return applyEdits(text, json.edits(text).set(root, 'Version', '2012-10-17', ''));
  };

  it('keeps the layout', () => {
    assert.equal(first('{\n  "a": 1\n}'), '{\n  "Version": "2012-10-17",\n  "a": 1\n}');
    assert.equal(first('{\r\n\t"a": 1\r\n}'), '{\r\n\t"Version": "2012-10-17",\r\n\t"a": 1\r\n}');
    assert.equal(first('{"a":1}'), '{"Version":"2012-10-17", "a":1}');
    assert.equal(first('{ "a": 1 }'), '{ "Version": "2012-10-17", "a": 1 }');
  });

  it('replaces the value where the property is there, and fills an empty object', () => {
    assert.equal(first('{"a": 1, "Version": "x"}'), '{"a": 1, "Version": "2012-10-17"}');
    assert.equal(JSON.parse(first('{}')).Version, '2012-10-17');
  });
});
