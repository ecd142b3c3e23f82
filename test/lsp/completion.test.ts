import { strict as assert } from 'node:assert';
import type { CompletionItem } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Editor } from './editor';

const URI = 'file:///w/trust-policy.json';
const open = (inside: string) => `{\n  "Version": "2012-10-17",\n  "Statement": [{ ${inside} }]\n}`;

describe('Completion in the editor', () => {
  let editor: Editor;
  afterEach(() => editor.stop());

  async function at(marked: string, uri = URI, language = 'json'): Promise<CompletionItem[]> {
    const offset = marked.indexOf('<|>');
    await editor.open(uri, marked.replace('<|>', ''), language);
    const position = editor.texts.get(uri)!.positionAt(offset);
    return editor.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position });
  }

  it('sends snippets and documentation to a client that takes them', async () => {
    editor = await Editor.start({
      capabilities: {
        textDocument: {
          completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
        },
      },
    });
    assert.deepEqual(editor.initialized.capabilities.completionProvider?.resolveProvider, true);
    const items = await at(open('"Eff<|>"'));
    const effect = items.find(({ label }) => label === 'Effect')!;
    assert.equal(effect.insertTextFormat, 2);
    assert.equal(effect.filterText, '"Effect"');
    assert.deepEqual(effect.textEdit, {
      range: { start: { line: 2, character: 18 }, end: { line: 2, character: 23 } },
      newText: '"Effect": "${1|Allow,Deny|}"',
    });
    assert.equal(effect.documentation, undefined);
    const resolved: CompletionItem = await editor.connection.sendRequest('completionItem/resolve', effect);
    assert.match(
      (resolved.documentation as { value: string }).value,
      /A Deny outweighs every Allow\.\n\n\[IAM User Guide/,
    );
  });

  it('sends plain text to a client that takes nothing else, and mends a forgotten comma', async () => {
    editor = await Editor.start();
    const items = await at(open('"Effect": "Allow"\n<|>'));
    const principal = items.find(({ label }) => label === 'Principal')!;
    assert.equal(principal.insertTextFormat, undefined);
    const text = TextDocument.applyEdits(editor.texts.get(URI)!, [
      principal.textEdit as { range: never; newText: string },
      ...(principal.additionalTextEdits ?? []),
    ]);
    const statement = JSON.parse(text).Statement[0];
    assert.deepEqual(statement, { Effect: 'Allow', Principal: { AWS: '' } });
    const resolved: CompletionItem = await editor.connection.sendRequest('completionItem/resolve', principal);
    assert.equal((resolved.documentation as { kind: string }).kind, 'plaintext');
    assert.deepEqual(await editor.connection.sendRequest('completionItem/resolve', { label: 'x', data: 7 }), {
      label: 'x',
      data: 7,
    });
  });

  it('writes in the style of a configuration, and in the escapes of a string', async () => {
    editor = await Editor.start({
      capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
    });
    const role =
      'resource "aws_iam_role" "r" {\n  assume_role_policy = jsonencode({\n    Statement = [{ Eff<|>\n';
    const items = await at(role, 'file:///w/main.tf', 'terraform');
    assert.deepEqual(items.find(({ label }) => label === 'Effect')?.textEdit, {
      range: { start: { line: 2, character: 19 }, end: { line: 2, character: 22 } },
      newText: 'Effect = "${1|Allow,Deny|}"',
    });
    const list = '{"Roles": [{"AssumeRolePolicyDocument": "{\\"Statement\\": [{\\"Act<|>\\"}]}"}]}';
    const [action] = (await at(list, 'file:///w/roles.json')).filter(({ label }) => label === 'Action');
    assert.equal(action?.filterText, '\\"Action\\"');
    assert.deepEqual(action?.textEdit, {
      range: { start: { line: 0, character: 59 }, end: { line: 0, character: 66 } },
      newText: '\\\\"Action\\\\": \\\\"$1\\\\"',
    });
  });

  it('completes AWS config files, and says nothing in other documents', async () => {
    editor = await Editor.start();
    const values = await at(
      '[default]\nsts_regional_endpoints = <|>',
      'file:///home/x/.aws/config',
      'aws-config',
    );
    assert.deepEqual(
      values.map(({ label }) => label),
      ['regional', 'legacy'],
    );
    assert.deepEqual(await at('{"name": "<|>"}', 'file:///w/package.json'), []);
  });
});
