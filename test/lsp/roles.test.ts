import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RolesResult } from '../../server/src/lsp/protocol';
import { Editor } from './editor';

const role = (name: string, principal: string) =>
  `{"Role": {"RoleName": "${name}", "Arn": "arn:aws:iam::111122223333:role/${name}", "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/${principal}"}, "Action": "sts:AssumeRole"}]}}}`;

describe('The roles of the workspace through the protocol', () => {
  let editor: Editor;
  let folder: string;
  const uriOf = (name: string) => pathToFileURL(path.join(folder, name)).toString();
  const roles = () => editor.connection.sendRequest<RolesResult>('stsLens/roles', {});
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'sts-lens-'));
  });
  afterEach(async () => {
    await editor.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const start = async () => {
    editor = await Editor.start({
      folders: [pathToFileURL(folder).toString()],
      initializationOptions: { exclude: ['left-out/**'] },
    });
  };

  it('are there in the first answer, which waits until the workspace has been read', async () => {
    writeFileSync(path.join(folder, 'a.json'), role('A', 'B'));
    writeFileSync(path.join(folder, 'b.json'), role('B', 'Gone'));
    mkdirSync(path.join(folder, 'left-out'));
    writeFileSync(path.join(folder, 'left-out/x.json'), role('Excluded', 'B'));
    await start();
    const result = await roles();
    assert.ok(result.kind === 'explanation');
    const { diagram, tables } = result.explanation;
    assert.equal(diagram?.layered, true);
    assert.deepEqual(diagram?.nodes.map(({ label, missing }) => `${label}${missing ? '?' : ''}`).sort(), [
      'A',
      'B',
      'Gone?',
    ]);
    const places = diagram.nodes.map(({ place }) => place?.uri).filter((uri) => uri !== undefined);
    assert.deepEqual(places.sort(), [uriOf('a.json'), uriOf('b.json')]);
    assert.deepEqual(tables[0]?.rows.map(({ place }) => place?.uri).sort(), [
      uriOf('a.json'),
      uriOf('b.json'),
    ]);
  });

  it('follow what is being typed', async () => {
    await start();
    assert.deepEqual(await roles(), { kind: 'nothing' });
    await editor.open(uriOf('c.json'), role('C', 'D'));
    const result = await roles();
    assert.ok(result.kind === 'explanation');
    assert.equal(result.explanation.title.map(({ text }) => text).join(''), '1 role, 1 way to assume one');
  });
});
