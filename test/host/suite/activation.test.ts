import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { eventually } from './browser';

describe('Opening a file', () => {
  it('shows what STS Lens finds in a trust policy', async () => {
    const found = await vscode.workspace.findFiles('**/*trust-policy.json');
    const [file] = found.sort((one, other) => one.path.localeCompare(other.path));
    assert.ok(file, 'examples/ holds a trust policy');
    await vscode.window.showTextDocument(file);
    await eventually(() => {
      const sources = vscode.languages.getDiagnostics(file).map((diagnostic) => diagnostic.source);
      assert.ok(sources.includes('sts-lens'), `diagnostics come from: ${sources.join(', ') || 'nobody'}`);
    });
  });
});
