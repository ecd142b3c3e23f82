import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { codes, Editor } from './editor';

const ROLE = `resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
`;
const document = (principal: string) => `data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = [${principal}]
    }
  }
}
`;
const RULE = 'self-reference-cycle';

describe('A Terraform module in the editor', () => {
  let editor: Editor;
  let folder: string;
  const uriOf = (name: string) => pathToFileURL(path.join(folder, name)).toString();
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  const start = async () => {
    editor = await Editor.start({ folders: [pathToFileURL(folder).toString()] });
    await editor.until('the index', () => editor.logged.some((line) => line.startsWith('Index: ')));
  };
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'sts-lens-'));
  });
  afterEach(async () => {
    await editor.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is read together with the files on disk beside it', async () => {
    write('main.tf', ROLE);
    await start();
    await editor.open(uriOf('iam.tf'), document('aws_iam_role.app.arn'), 'terraform');
    await editor.diagnostics(uriOf('iam.tf'), (shown) => codes(shown).includes(RULE));
  });

  it('follows what is typed in another file of the folder', async () => {
    write('iam.tf', document('"arn:aws:iam::111122223333:root"'));
    write('main.tf', ROLE);
    await start();
    await editor.open(uriOf('iam.tf'), document('local.who'), 'terraform');
    await editor.diagnostics(uriOf('iam.tf'), (shown) => !codes(shown).includes(RULE));
    await editor.open(uriOf('locals.tf'), 'locals {\n  who = aws_iam_role.app.arn\n}\n', 'terraform');
    await editor.diagnostics(uriOf('iam.tf'), (shown) => codes(shown).includes(RULE));
    await editor.close(uriOf('locals.tf'));
    await editor.diagnostics(uriOf('iam.tf'), (shown) => !codes(shown).includes(RULE));
  });

  it('follows files that change on disk', async () => {
    write('iam.tf', document('aws_iam_role.app.arn'));
    await start();
    await editor.open(uriOf('iam.tf'), document('aws_iam_role.app.arn'), 'terraform');
    await editor.diagnostics(uriOf('iam.tf'), (shown) => !codes(shown).includes(RULE));
    write('main.tf', ROLE);
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('main.tf'), type: 1 }],
    });
    await editor.diagnostics(uriOf('iam.tf'), (shown) => codes(shown).includes(RULE));
  });

  it('is told in one place what cannot be read, as long as it cannot', async () => {
    const file = uriOf('main.tf');
    await start();
    await editor.open(file, ROLE.replace('"app"\n', '\n').repeat(3), 'terraform');
    const shown = await editor.diagnostics(file, (all) => codes(all).includes('syntax'));
    assert.deepEqual(codes(shown), ['syntax']);
    assert.deepEqual([shown[0]?.severity, shown[0]?.range.start], [2, { line: 1, character: 21 }]);
    await editor.replace(file, ROLE);
    await editor.diagnostics(file, (all) => !codes(all).includes('syntax'));
  });

  it('is checked as a whole on request', async () => {
    write('main.tf', ROLE);
    write('iam.tf', document('aws_iam_role.app.arn'));
    await start();
    const files = await editor.connection.sendRequest<{ uri: string; diagnostics: { code: string }[] }[]>(
      'stsLens/checkWorkspace',
      {},
    );
    assert.deepEqual(
      files.map(({ uri, diagnostics }) => [uri, diagnostics.map(({ code }) => code)]),
      [[uriOf('iam.tf'), [RULE]]],
    );
  });

  it('gives its role to the JSON file that it reads', async () => {
    const rule = 'self-assume-denied';
    const role = ROLE.replace(
      'data.aws_iam_policy_document.trust.json',
      'file("${path.module}/policies/t.json")',
    );
    const trust =
      '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }] }';
    const own = (resource: string) =>
      `resource "aws_iam_role_policy" "own" {\n  role = aws_iam_role.app.name\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = ${resource} }] })\n}\n`;
    mkdirSync(path.join(folder, 'policies'));
    write('policies/t.json', trust);
    write('main.tf', role);
    write('own.tf', own('"arn:aws:iam::111122223333:role/other"'));
    await start();
    await editor.open(uriOf('policies/t.json'), trust, 'json');
    await editor.diagnostics(uriOf('policies/t.json'), (shown) => !codes(shown).includes(rule));
    await editor.open(uriOf('own.tf'), own('aws_iam_role.app.arn'), 'terraform');
    await editor.diagnostics(uriOf('policies/t.json'), (shown) => codes(shown).includes(rule));
    await editor.close(uriOf('own.tf'));
    await editor.diagnostics(uriOf('policies/t.json'), (shown) => !codes(shown).includes(rule));
  });
});
