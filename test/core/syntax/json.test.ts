import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { json } from '../../../server/src/core/syntax/json';
import type { Plain } from '../../../server/src/core/syntax/syntax';
import {
  entryOf,
  knownString,
  type LocatedObject,
  type LocatedValue,
  propertyOf,
} from '../../../server/src/core/syntax/tree';
import { applyEdits } from '../../../server/src/core/text/edit';
import { runs } from '../runs';
import { plainOf } from './plainly';

function rootOf(text: string): LocatedObject {
  const { root } = json.parse(text);
  assert.equal(root?.kind, 'object');
  return root as LocatedObject;
}

/** JSON values that no placeholder or intrinsic reading could change. */
const plainJson = fc
  .jsonValue({ maxDepth: 4 })
  .filter((v) => !/Ref|Fn::|[<{$]/.test(JSON.stringify(v).replaceAll(/[{}](?=["\]},]|$)/g, '')));

describe('JSON', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(plainJson, fc.constantFrom(0, 2, 4), (value, indent) => {
        const { root, problems } = json.parse(JSON.stringify(value, null, indent));
        assert.deepEqual(problems, []);
        assert.deepEqual(plainOf(root), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('gives every value the span of its own text', () => {
    const text = '{ "a": ["x", 12, true, null], "b": { "c": "d" } }';
    const a = propertyOf(rootOf(text), 'a');
    assert.equal(
      a?.kind === 'array' && a.items.map((i) => text.slice(i.span.start, i.span.end)).join(' '),
      '"x" 12 true null',
    );
  });

  it('never throws and keeps its spans inside the text, whatever the bytes', () => {
    const inside = (text: string, value: LocatedValue | undefined): void => {
      if (value === undefined) return;
      assert.ok(0 <= value.span.start && value.span.start <= value.span.end && value.span.end <= text.length);
      if (value.kind === 'array') for (const item of value.items) inside(text, item);
      if (value.kind === 'object') for (const entry of value.entries) inside(text, entry.value);
    };
    const noise = fc.string({ unit: fc.constantFrom(...'{}[]":,\\/*\n 0atrue-.'.split('')), maxLength: 60 });
    fc.assert(
      fc.property(noise, (text) => inside(text, json.parse(text).root)),
      { numRuns: runs(2000) },
    );
  });

  it('reads every beginning of a document, half-typed as it is', () => {
    const text = '{\n  "Statement": [{ "Effect": "Allow", "Principal": { "AWS": ["a", "b"] } }]\n}\n';
    for (let end = 1; end < text.length; end++) assert.ok(json.parse(text.slice(0, end)).root, `at ${end}`);
    assert.equal(knownString(propertyOf(rootOf('{"a": "b", "c'), 'a')), 'b');
  });

  it('reads a byte order mark, comments and trailing commas', () => {
    assert.equal(knownString(propertyOf(rootOf('\uFEFF{ // why\n "a": "b", }'), 'a')), 'b');
  });

  it('names whatever it reads that JSON.parse refuses, and what to take out', () => {
    const strict = (text: string) => {
      try {
        return { value: JSON.parse(text) as unknown };
      } catch {
        return undefined;
      }
    };
    const plainly = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value, null, 2));
    // Behind a token of JSON and outside of its strings; commas before closing brackets are trailing ones.
    const decorated = fc
      .tuple(
        plainly,
        fc.array(fc.constantFrom('', '', '', '/* , ] */', '// "c" }\n', ' // c\r\n', ','), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.boolean(),
      )
      .map(([text, marks, marked]) => {
        let i = 0;
        const body = text.replace(/"(?:[^"\\]|\\.)*"|[\]}]|[:[{]/g, (token) => {
          const mark = marks[i++ % marks.length]!;
          if (/[\]}]/.test(token)) return `${mark}${token}`;
          return mark === ',' || mark === '' ? token : `${token}${mark}`;
        });
        return { text: `${marked ? '\uFEFF' : ''}${body}`, bare: text };
      });
    fc.assert(
      fc.property(decorated, ({ text, bare }) => {
        const { problems, tolerated = [] } = json.parse(text);
        if (problems.length > 0) return;
        assert.equal(tolerated.length === 0, strict(text) !== undefined, text);
        const spans = tolerated.map(({ span }) => span.start);
        assert.deepEqual(
          spans,
          spans.toSorted((a, b) => a - b),
        );
        const edits = tolerated.map(({ removal }) => ({ span: removal, text: '' }));
        assert.deepEqual(strict(applyEdits(text, edits)), { value: JSON.parse(bare) as unknown });
      }),
      { numRuns: runs(2000) },
    );
  });

  it('keeps both of two duplicate keys and answers with the last', () => {
    const root = rootOf('{"a": "first", "a": "last"}');
    assert.equal(root.entries.length, 2);
    assert.equal(knownString(propertyOf(root, 'a')), 'last');
  });

  it('survives twenty thousand nested arrays and says so once', () => {
    const { root, problems } = json.parse('['.repeat(20_000));
    assert.equal(root, undefined);
    assert.equal(problems.length, 1);
  });

  it('tells placeholders from what IAM fills in itself', () => {
    const hole = (value: string) => {
      const root = propertyOf(rootOf(JSON.stringify({ v: value })), 'v');
      return root?.kind === 'string' && root.text.pieces.some((p) => p.kind === 'hole');
    };
    for (const value of [
      'arn:aws:iam::${AWS::AccountId}:root',
      '${Account}',
      '{{ account }}',
      '<ACCOUNT_ID>',
    ]) {
      assert.equal(hole(value), true, value);
    }
    for (const value of ['${aws:username}', '${*}', 'a<b', '$x', 'arn:aws:iam::111122223333:root']) {
      assert.equal(hole(value), false, value);
    }
  });
});

describe('JSON edits', () => {
  /** Applies one edit of the value at `path` and returns the text. */
  function edited(
    text: string,
    change: (
      edits: ReturnType<typeof json.edits>,
      root: LocatedObject,
    ) => ReturnType<ReturnType<typeof json.edits>['set']>,
  ): string {
    return applyEdits(text, change(json.edits(text), rootOf(text)));
  }

  const append = (text: string, item: Plain) => edited(text, (e, r) => e.append(propertyOf(r, 'a')!, [item]));

  it('turns a lone string into a list', () => {
    assert.equal(append('{\n  "a": "x" // keep\n}', 'y'), '{\n  "a": ["x", "y"] // keep\n}');
  });

  it('appends to a list in the way it is written', () => {
    assert.equal(append('{"a": ["x"]}', 'y'), '{"a": ["x", "y"]}');
    assert.equal(
      append('{\r\n\t"a": [\r\n\t\t"x"\r\n\t]\r\n}', 'y'),
      '{\r\n\t"a": [\r\n\t\t"x",\r\n\t\t"y"\r\n\t]\r\n}',
    );
    assert.equal(append('{"a": [\n  "x", // one\n]}', 'y'), '{"a": [\n  "x", // one\n  "y",\n]}');
    assert.equal(append('{"a": [\n  "x" // one\n]}', 'y'), '{"a": [\n  "x", // one\n  "y"\n]}');
    assert.equal(
      append('{"a": [\r\n  "x" /* one */\r\n]}', 'y'),
      '{"a": [\r\n  "x", /* one */\r\n  "y"\r\n]}',
    );
    assert.equal(append('{"a": []}', 'y'), '{"a": ["y"]}');
  });

  it('turns a lone object into a list of objects', () => {
    assert.equal(
      append('{\n  "a": {\n    "b": 1\n  }\n}', { c: 'd' }),
      '{\n  "a": [\n    {\n      "b": 1\n    },\n    {\n      "c": "d"\n    }\n  ]\n}',
    );
  });

  it('adds a property at the end or behind another', () => {
    assert.equal(
      edited('{\n  "a": 1\n}', (e, r) => e.set(r, 'b', ['x'])),
      '{\n  "a": 1,\n  "b": [\n    "x"\n  ]\n}',
    );
    assert.equal(
      edited('{"a": 1, "c": 3}', (e, r) => e.set(r, 'b', 'x', 'a')),
      '{"a": 1, "b": "x", "c": 3}',
    );
  });

  it('removes an entry with its comma', () => {
    const remove = (text: string, key: string) => edited(text, (e, r) => e.removeEntry(r, entryOf(r, key)!));
    assert.equal(remove('{"a": 1, "b": 2, "c": 3}', 'b'), '{"a": 1, "c": 3}');
    assert.equal(remove('{"a": 1, "b": 2}', 'b'), '{"a": 1}');
    assert.equal(remove('{ "a": 1 }', 'a'), '{}');
    assert.equal(remove('{ "a": 1, /* why */ }', 'a'), '{ /* why */ }');
  });

  it('keeps every value that it does not speak of', () => {
    const object = fc.dictionary(fc.stringMatching(/^[a-f]{1,3}$/), plainJson, {
      minKeys: 1,
      maxKeys: 5,
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(object, fc.constantFrom(0, 2, 4), fc.boolean(), (value, indent, crlf) => {
        let text = JSON.stringify(value, null, indent);
        if (crlf) text = text.replaceAll('\n', '\r\n');
        const keys = Object.keys(value);
        const added = edited(text, (e, r) => e.set(r, 'added', { x: ['y'] }));
        assert.deepEqual(JSON.parse(added), { ...JSON.parse(text), added: { x: ['y'] } });
        const [first] = keys;
        const removed = edited(text, (e, r) => e.removeEntry(r, entryOf(r, first!)!));
        const { [first!]: _, ...rest } = JSON.parse(text) as Record<string, unknown>;
        assert.deepEqual(JSON.parse(removed), rest);
      }),
    );
  });
});
