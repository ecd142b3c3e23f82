import { strict as assert } from 'node:assert';
import type { Document } from '../../server/src/core/documents/document';
import { openDocument } from '../../server/src/core/documents/open';
import { SubjectIndex } from '../../server/src/lsp/subjectIndex';

const POLICY =
  '{"Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}';
const read = (name: string) => openDocument({ uri: `file:///w/${name}.json`, text: POLICY });

describe('The index of subjects', () => {
  let open: Document[];
  let index: SubjectIndex;
  const put = (name: string) => index.store(read(name), () => read(name));
  const seen = () => index.subjects('trustPolicy').map(({ source }) => source.uri.slice(10, -5));
  beforeEach(() => {
    open = [];
    index = new SubjectIndex(() => open);
  });

  it('has open documents first, and hides their files', () => {
    put('a');
    put('b');
    open = [read('b')];
    index.openChanged();
    assert.deepEqual(seen(), ['b', 'a']);
    open = [];
    index.openChanged();
    assert.deepEqual(seen(), ['a', 'b']);
  });

  it('gives the same list for as long as nothing has changed in it', () => {
    put('a');
    const before = index.subjects('trustPolicy');
    index.openChanged();
    assert.equal(index.subjects('trustPolicy'), before);
    assert.equal(index.subjects('profile'), index.subjects('profile'));
    put('b');
    assert.notEqual(index.subjects('trustPolicy'), before);
  });

  it('tells of many files at once while they are read, and of all of them in the end', () => {
    const { generation } = index;
    assert.deepEqual(seen(), []);
    index.hold();
    put('a');
    put('b');
    assert.deepEqual([index.generation, seen()], [generation, []]);
    index.settle();
    assert.deepEqual([index.generation, seen()], [generation + 1, ['a', 'b']]);
    index.settle();
    index.forget('file:///w/a.json');
    assert.equal(index.generation, generation + 1);
    index.release();
    assert.deepEqual([index.generation, seen()], [generation + 2, ['b']]);
  });

  it('holds back until the last of two readings ends', () => {
    index.hold();
    index.hold();
    put('a');
    index.release();
    assert.deepEqual(seen(), ['a']);
    put('b');
    assert.deepEqual(seen(), ['a']);
    index.release();
    assert.deepEqual(seen(), ['a', 'b']);
  });

  it('forgets what is not kept, and does not change where all is', () => {
    put('a');
    put('b');
    const { generation } = index;
    index.prune(() => true);
    assert.equal(index.generation, generation);
    index.prune((uri) => uri.endsWith('b.json'));
    assert.deepEqual(seen(), ['b']);
  });
});
