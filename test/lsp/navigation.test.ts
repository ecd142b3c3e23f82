import { strict as assert } from 'node:assert';
import type { FoldingRange, Location, WorkspaceEdit, WorkspaceSymbol } from 'vscode-languageserver/node';
import { Editor } from './editor';

const CONFIG = 'file:///home/someone/.aws/config';
const CREDENTIALS = 'file:///home/someone/.aws/credentials';
const ROLE = 'file:///w/role.json';
const ARN = 'arn:aws:iam::111122223333:role/Deploy';
const ROLE_TEXT = `{
  "Role": {
    "RoleName": "Deploy",
    "Arn": "${ARN}",
    "AssumeRolePolicyDocument": {
      "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "${ARN}" }, "Action": "sts:AssumeRole" }]
    }
  }
}`;
const CONFIG_TEXT = `[profile deploy]\nrole_arn = ${ARN}\nsource_profile = base\n`;

describe('Navigation in the editor', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
    await editor.open(ROLE, ROLE_TEXT);
    await editor.open(CONFIG, CONFIG_TEXT, 'aws-config');
    await editor.open(CREDENTIALS, '[base]\nregion = us-east-1\n', 'aws-config');
  });
  afterEach(() => editor.stop());

  const ask = <T>(method: string, uri: string, text: string, more: object = {}): Promise<T> => {
    const document = editor.texts.get(uri)!;
    const position = document.positionAt(document.getText().indexOf(text) + 1);
    return editor.connection.sendRequest<T>(method, { textDocument: { uri }, position, ...more });
  };
  const places = (found: readonly Location[]) =>
    found.map(({ uri, range }) => `${uri}: ${editor.texts.get(uri)!.getText(range)}`);

  it('goes from a profile to the trust policy, and to the profile beside it', async () => {
    assert.deepEqual(places(await ask('textDocument/definition', CONFIG, ARN)), [`${ROLE}: "Deploy"`]);
    assert.deepEqual(places(await ask('textDocument/definition', CONFIG, 'base')), [`${CREDENTIALS}: base`]);
    assert.deepEqual(await ask('textDocument/definition', ROLE, 'Effect'), []);
  });

  it('finds the references of a role across files, with or without its definition', async () => {
    const context = (includeDeclaration: boolean) => ({ context: { includeDeclaration } });
    const all = [`${ROLE}: ${ARN}`, `${CONFIG}: ${ARN}`];
    assert.deepEqual(places(await ask('textDocument/references', ROLE, '"Deploy"', context(false))), all);
    assert.deepEqual(places(await ask('textDocument/references', CONFIG, ARN, context(true))), [
      `${ROLE}: "Deploy"`,
      ...all,
    ]);
  });

  it('renames a profile in both files, and says why it does not', async () => {
    const edit = await ask<WorkspaceEdit>('textDocument/rename', CONFIG, 'base', { newName: 'root' });
    assert.match(editor.after(CONFIG, edit), /source_profile = root\n/);
    assert.match(editor.after(CREDENTIALS, edit), /^\[root\]/);
    assert.equal(await ask('textDocument/prepareRename', ROLE, 'Deploy'), null);
    await assert.rejects(
      ask('textDocument/rename', CONFIG, 'base', { newName: 'a b' }),
      /A name has no blanks/,
    );
  });

  it('folds sections, and finds roles and profiles of the workspace', async () => {
    const folds = await ask<FoldingRange[]>('textDocument/foldingRange', CONFIG, '[');
    assert.deepEqual(folds, [{ startLine: 0, endLine: 2 }]);
    const found = await editor.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', {
      query: 'depl',
    });
    assert.deepEqual(found.map(({ name, containerName }) => `${containerName} ${name}`).sort(), [
      'profile deploy',
      'role Deploy',
    ]);
  });
});
