import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Document } from '../../../server/src/core/documents/document';
import { openDocument } from '../../../server/src/core/documents/open';
import { isPolicy, looseSubjects } from '../../../server/src/core/documents/stored/allSubjects';
import { nodesOf, ordinalOf } from '../../../server/src/core/documents/stored/packedForm';
import { Recent } from '../../../server/src/core/documents/stored/recent';
import { Store } from '../../../server/src/core/documents/stored/store';
import { TreePacker } from '../../../server/src/core/documents/stored/treePacker';
import { unpacked } from '../../../server/src/core/documents/stored/treeUnpacker';
import { namesOf } from '../../../server/src/core/features/seen';
import { grantsOf } from '../../../server/src/core/iam/evidence';
import { RULES } from '../../../server/src/core/rules/list';
import { DEFAULT_SETTINGS } from '../../../server/src/core/settings';
import type { Entry, LocatedObject, LocatedValue, Piece } from '../../../server/src/core/syntax/tree';
import { Workspace } from '../rules/workspace';
import { contextOf, putAway, saidOf } from './stored';

const TEXT = 'Resources: "arn:${AWS::Partition}:iam" \\u00e4 Statement\n'.repeat(4);
const span = fc.tuple(fc.nat(220), fc.nat(40)).map(([start, length]) => ({ start, end: start + length }));
const words = fc.oneof(
  span.map(({ start, end }) => TEXT.slice(start, end)),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const piece: fc.Arbitrary<Piece> = fc.oneof(
  fc.record({ kind: fc.constant('literal' as const), value: words, span }),
  fc.record({ kind: fc.constant('hole' as const), expression: words, span }),
  fc.record({
    kind: fc.constant('hole' as const),
    expression: words,
    span,
    foreign: fc.constant(true as const),
  }),
);
const quoted = span.map(({ start, end }) => ({
  kind: 'string' as const,
  span: { start: start - 1, end: end + 1 },
  text: { pieces: [{ kind: 'literal' as const, value: TEXT.slice(start, end), span: { start, end } }] },
}));
const string = fc.oneof(
  quoted,
  fc.record({
    kind: fc.constant('string' as const),
    span,
    text: fc.record({ pieces: fc.array(piece, { maxLength: 4 }) }),
  }),
);
const scalar = fc.record({
  kind: fc.constant('scalar' as const),
  span,
  value: fc.oneof(
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.double({ noNaN: true }).filter((n) => n !== 0),
  ),
});
const { object } = fc.letrec<{ value: LocatedValue; object: LocatedObject }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, string, scalar, tie('object'), array(tie('value')), hole(tie('value'))),
  object: fc.record({
    kind: fc.constant('object' as const),
    span,
    entries: fc.array(entry(tie('value')), { maxLength: 4 }),
  }),
}));

function array(item: fc.Arbitrary<LocatedValue>): fc.Arbitrary<LocatedValue> {
  // The same item twice, as an alias of YAML has it.
  const items = fc.array(item, { maxLength: 3 }).map((all) => (all.length > 1 ? [...all, all[0]!] : all));
  return fc.record({ kind: fc.constant('array' as const), span, items });
}

function hole(argument: fc.Arbitrary<LocatedValue>): fc.Arbitrary<LocatedValue> {
  const shared = { kind: fc.constant('hole' as const), span, expression: words };
  return fc.oneof(fc.record(shared), fc.record({ ...shared, argument }));
}

function entry(value: fc.Arbitrary<LocatedValue>): fc.Arbitrary<Entry> {
  return fc.record({ key: string, value: fc.option(value, { nil: undefined }), span });
}

/** A tree without the ordinals of a copy. */
function bare(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, each) => (each === Infinity ? 'inf' : each === -Infinity ? '-inf' : each)),
  );
}

describe('A tree that is packed', () => {
  it('comes back as it was, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(object, { minLength: 1, maxLength: 3 }), (trees) => {
        const packer = new TreePacker(TEXT);
        const packed = trees.map((tree) => packer.pack(tree));
        const bytes = packer.bytes();
        const copies = packed.map((each) => unpacked(bytes, each, TEXT));
        assert.deepEqual(bare(copies), bare(trees));
      }),
      { numRuns: 300 },
    );
  });

  it('knows for each value and entry of the copy which one of its own it is', () => {
    fc.assert(
      fc.property(fc.array(object, { minLength: 1, maxLength: 3 }), (trees) => {
        const packer = new TreePacker(TEXT);
        const packed = trees.map((tree) => packer.pack(tree));
        const bytes = packer.bytes();
        const copies = nodesOf(packed.map((each) => unpacked(bytes, each, TEXT)));
        const own = nodesOf(trees);
        assert.equal(copies.length, own.length);
        for (const copy of copies) assert.deepEqual(bare(copy), bare(own[ordinalOf(copy)!]));
      }),
      { numRuns: 200 },
    );
  });
});

describe('A document that is put away', () => {
  for (const rule of RULES) {
    it(`is said the same of, in the examples of ${rule.meta.id}`, () => {
      for (const example of [...rule.examples.bad, ...rule.examples.good]) {
        const { file, text, beside, settings } = example;
        const workspace = new Workspace({ ...beside, [file]: text }, settings);
        const stored = putAway(workspace.documents, new Store());
        const { settings: merged } = workspace.context;
        for (const [name, document] of workspace.documents) {
          const said = saidOf(document, contextOf(workspace.documents.values(), merged));
          assert.deepEqual(saidOf(stored.get(name)!, contextOf(stored.values(), merged)), said);
        }
      }
    });
  }

  it('lets go of every tree', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const trees: { readonly name: string; readonly tree: WeakRef<object> }[] = [];
    const store = new Store((subject, copy) => {
      namesOf.hand(subject, copy);
      if (subject.kind === 'identityPolicy' && copy.kind === 'identityPolicy') grantsOf.hand(subject, copy);
    });
    const stored: Document[] = [];
    const put = (uri: string, text: string) => {
      const document = openDocument({ uri, text });
      if (looseSubjects(document) === undefined) return;
      if (document.root !== undefined) trees.push({ name: uri, tree: new WeakRef(document.root) });
      for (const each of looseSubjects(document)!.filter(isPolicy)) {
        trees.push({ name: uri, tree: new WeakRef(each.policy.value) });
      }
      stored.push(store.put(document, () => openDocument({ uri, text })));
    };
    for (const { meta, examples } of RULES) {
      for (const { file, text } of [...examples.bad, ...examples.good]) {
        put(`file:///w/${meta.id}/${stored.length}/${file}`, text);
      }
    }
    assert.ok(stored.length > 300);
    // What a WeakRef was made of stays until the turn is over.
    await new Promise((resolve) => setTimeout(resolve, 0));
    collect();
    const kept = trees.filter(({ tree }) => tree.deref() !== undefined);
    // Compiled code remembers an object or two that it has met; what leaks does so in every file of its kind.
    assert.ok(
      kept.length < 5,
      `${kept.length} of ${trees.length}: ${kept.slice(0, 5).map(({ name }) => name)}`,
    );
    assert.ok(stored.every(({ subjects }) => subjects.every(({ source }) => source.uri.length > 0)));
  });

  it('reads the file again for edits only', () => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'ec2.amazonaws.com' },
          Action: ['sts:AssumeRole', 'sts:AssumeRole'],
        },
      ],
    });
    let read = 0;
    const again = () => {
      read++;
      return openDocument({ uri: 'file:///w/trust.json', text });
    };
    const document = new Store().put(again(), again);
    read = 0;
    const settings = { ...DEFAULT_SETTINGS, root: 'file:///w/' };
    const context = contextOf([document], settings);
    const { findings } = saidOf(document, context) as { findings: { rule: string; offered: unknown[] }[] };
    assert.deepEqual(findings.map(({ rule }) => rule).includes('duplicate-value'), true);
    assert.equal(read, 1);
    assert.notEqual(document.root, undefined);
    assert.equal(read, 1);
  });

  it('offers nothing once its file has another text', () => {
    const uri = 'file:///w/trust.json';
    const statement =
      '{"Effect":"Allow","Principal":{"AWS":"*"},"Action":["sts:AssumeRole","sts:AssumeRole"]}';
    const text = `{"Version":"2012-10-17","Statement":[${statement}]}`;
    const document = new Store().put(openDocument({ uri, text }), () =>
      openDocument({ uri, text: `${text} ` }),
    );
    const settings = { ...DEFAULT_SETTINGS, root: 'file:///w/' };
    const { findings } = saidOf(document, contextOf([document], settings)) as {
      findings: { rule: string; offered: { id: string }[] }[];
    };
    const found = findings.find(({ rule }) => rule === 'duplicate-value');
    assert.deepEqual(found?.offered, []);
  });
});

describe('What was asked for last', () => {
  it('is kept, and no more than that', () => {
    const made: number[] = [];
    const recent = new Recent(2, (key: number) => {
      made.push(key);
      return key * 10;
    });
    assert.deepEqual(
      [1, 2, 1, 3, 1, 2].map((key) => recent.get(key)),
      [10, 20, 10, 30, 10, 20],
    );
    assert.deepEqual(made, [1, 2, 3, 2]);
  });
});
