import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { eventually } from './browser';
import { closeAll, open } from './workspace';

const TRUST = 'RoleA-trust-policy.json';

describe('Completion', () => {
  afterEach(closeAll);

  /** An editor with this text instead of the file's own, and the cursor at the mark. */
  async function typing(name: string, marked: string): Promise<vscode.TextEditor> {
    const editor = await open(name);
    const { document } = editor;
    const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
    await editor.edit((edit) => edit.replace(whole, marked.replace('<|>', '')));
    const cursor = document.positionAt(marked.indexOf('<|>'));
    editor.selection = new vscode.Selection(cursor, cursor);
    return editor;
  }

  async function labels({ document, selection }: vscode.TextEditor): Promise<string[]> {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      selection.active,
    );
    return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  }

  it('offers what fits in a trust policy and in a profile', async () => {
    const policy = await typing(
      TRUST,
      '{"Version":"2012-10-17","Statement":[{"Principal":{"Service":"<|>"}}]}',
    );
    await eventually(async () => assert.ok((await labels(policy)).includes('lambda.amazonaws.com')));
    const profile = await typing('.aws/config', '[default]\nsts_regional_endpoints = <|>\n');
    await eventually(async () => assert.ok((await labels(profile)).includes('regional')));
  });

  it('writes an element with its quotes and its value, as a person takes it from the list', async () => {
    const editor = await typing(TRUST, '{"Version":"2012-10-17","Statement":[{"<|>"}]}');
    await eventually(async () => assert.ok((await labels(editor)).includes('Effect')));
    await vscode.commands.executeCommand('type', { text: 'Eff' });
    await eventually(async () => {
      await vscode.commands.executeCommand('editor.action.triggerSuggest');
      await new Promise((resolve) => setTimeout(resolve, 500));
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      assert.equal(editor.document.getText(), '{"Version":"2012-10-17","Statement":[{"Effect": "Allow"}]}');
    });
  });
});

describe('Going to a definition', () => {
  afterEach(closeAll);

  it('leads from a profile to the profile it takes its credentials from', async () => {
    const { document } = await open('.aws/config');
    const text = document.getText();
    const [, name] = /^source_profile *= *(\S+)/m.exec(text) ?? [];
    assert.ok(name !== undefined);
    const place = document.positionAt(text.indexOf(name, text.search(/^source_profile/m)));
    const found = await eventually(async () => {
      const all = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        place,
      );
      assert.ok(all.length > 0);
      return all;
    });
    const [first] = found;
    const range = first !== undefined && 'range' in first ? first.range : first!.targetRange;
    assert.equal(document.getText(range), name);
  });
});
