import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { eventually, fill, press, workbenchParts } from './browser';
import { closeAll, codeOf, file, findings, fixesFor, open } from './workspace';

const CONFIG = '.aws/config';

describe('Fixes in VS Code', () => {
  afterEach(closeAll);

  const titled = (actions: readonly vscode.CodeAction[], part: RegExp) => {
    const found = actions.find(({ title }) => part.test(title));
    assert.ok(found, `offered: ${actions.map(({ title }) => title).join(' | ') || 'nothing'}`);
    return found;
  };

  it('put a legacy endpoint setting right and change nothing else', async () => {
    const { document } = await open(CONFIG);
    const before = document.getText();
    const fix = titled(await fixesFor(document, 'sts-endpoint-legacy'), /to regional$/);
    assert.equal(fix.isPreferred, true);
    assert.ok(await vscode.workspace.applyEdit(fix.edit!));
    assert.equal(
      document.getText(),
      before.replace('sts_regional_endpoints = legacy', 'sts_regional_endpoints = regional'),
    );
    await findings(document.uri, (codes) => !codes.includes('sts-endpoint-legacy'));
  });

  it('put a misspelt endpoint setting right', async () => {
    const { document } = await open(CONFIG);
    const before = document.getText();
    const fix = titled(await fixesFor(document, 'sts-endpoint-invalid'), /to regional$/);
    assert.ok(await vscode.workspace.applyEdit(fix.edit!));
    assert.equal(document.getText(), before.replace('= Regional', '= regional'));
  });

  it('add the setting to a profile that has none, in the style of the profile', async () => {
    const { document } = await open(CONFIG);
    const before = document.getText();
    const fix = titled(await fixesFor(document, 'sts-endpoint-unset'), /profile reports$/);
    assert.ok(await vscode.workspace.applyEdit(fix.edit!));
    const after = document.getText();
    const added = 'sts_regional_endpoints = regional\n';
    assert.equal(after.length, before.length + added.length);
    const [reports] = after.split('[profile reports-again]');
    assert.ok(reports!.split('[profile reports]')[1]!.includes(added));
    assert.equal(after.split(added).join(''), before.split(added).join(''));
  });

  it('make every safe fix of a file with one command', async () => {
    const { document } = await open(CONFIG);
    await findings(document.uri, (codes) => codes.includes('sts-endpoint-legacy'));
    await eventually(async () => {
      await vscode.commands.executeCommand('stsLens.fixAll');
      assert.doesNotMatch(document.getText(), /= (legacy|Regional)/);
    });
    const left = await findings(document.uri, (codes) => !codes.includes('sts-endpoint-invalid'));
    assert.ok(left.map(codeOf).includes('sts-region-missing'), 'what needs an answer is left alone');
  });

  it('name the role in its trust policy after the user has confirmed it', async () => {
    const { document } = await open('roles/get-role-Reports.json');
    const before = document.getText();
    const fix = titled(
      await fixesFor(document, 'self-assume-denied'),
      /^Name arn:aws:iam::123456789012:role\/Reports in statement 1/,
    );
    assert.notEqual(fix.isPreferred, true);
    const applied = vscode.workspace.applyEdit(fix.edit!, { isRefactoring: true });
    await eventually(async () => {
      await vscode.commands.executeCommand('refactorPreview.apply');
      assert.notEqual(document.getText(), before);
    });
    assert.ok(await applied);
    assert.equal(
      document.getText(),
      before.replace(
        '"Service": "ec2.amazonaws.com"\n',
        '"Service": "ec2.amazonaws.com",\n            "AWS": "arn:aws:iam::123456789012:role/Reports"\n',
      ),
    );
    await findings(document.uri, (codes) => !codes.includes('self-assume-denied'));
  });

  const picker = '.quick-input-widget';
  const pickerText = async () => (await workbenchParts(`${picker}:visible`))[0]?.text ?? '';

  it('ask for what only the user knows, and take nothing that cannot be right', async () => {
    const { document } = await open(CONFIG);
    const before = document.getText();
    const fix = titled(await fixesFor(document, 'sts-region-missing'), /Region to profile no-region/);
    assert.equal(fix.edit, undefined);
    const answered = vscode.commands.executeCommand(fix.command!.command, ...fix.command!.arguments!);
    await eventually(async () => {
      assert.match(await pickerText(), /eu-central-1/, 'a Region of the other profiles is a candidate');
      assert.match(await pickerText(), /Requests to other services/, 'the consequence is in view');
    });
    await fill(`${picker} input`, 'Ireland', { where: 'workbench' });
    await eventually(async () => assert.match(await pickerText(), /A Region looks like eu-west-1/));
    await press('Enter');
    await fill(`${picker} input`, 'eu-west-3', { where: 'workbench' });
    await eventually(async () => assert.doesNotMatch(await pickerText(), /looks like/));
    await press('Enter');
    await answered;
    const [head, section] = before.split('[profile no-region]\n');
    assert.ok(section);
    const expected = section.replace(
      'source_profile = default\n',
      'source_profile = default\nregion = eu-west-3\n',
    );
    assert.equal(document.getText(), `${head}[profile no-region]\n${expected}`);
  });

  it('ask for the role of a trust policy that nothing names, in a file that was never saved', async () => {
    const content = `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111122223333:role/Caller" },
    "Action": "sts:AssumeRole"
  }
}
`;
    const document = await vscode.workspace.openTextDocument({ language: 'json', content });
    await vscode.window.showTextDocument(document);
    const fix = titled(await fixesFor(document, 'self-assume-not-granted'), /the role's own ARN/);
    const answered = vscode.commands.executeCommand(fix.command!.command, ...fix.command!.arguments!);
    await eventually(async () => assert.notEqual(await pickerText(), ''));
    await fill(`${picker} input`, 'arn:aws:iam::111122223333:role/Mine', { where: 'workbench' });
    await eventually(async () => assert.doesNotMatch(await pickerText(), /looks like/));
    await press('Enter');
    await answered;
    assert.deepEqual(JSON.parse(document.getText()).Statement.Principal.AWS, [
      'arn:aws:iam::111122223333:role/Caller',
      'arn:aws:iam::111122223333:role/Mine',
    ]);
  });

  it('leave a file as it is when the question is dismissed', async () => {
    const { document } = await open(CONFIG);
    const before = document.getText();
    const fix = titled(await fixesFor(document, 'sts-region-missing'), /no-region/);
    const answered = vscode.commands.executeCommand(fix.command!.command, ...fix.command!.arguments!);
    await eventually(async () => assert.notEqual(await pickerText(), ''));
    await press('Escape');
    await answered;
    assert.equal(document.getText(), before);
  });
});

describe('Settings in VS Code', () => {
  afterEach(async () => {
    await vscode.workspace.getConfiguration('stsLens').update('rules', undefined);
    await closeAll();
  });

  it('change the level of a rule in open files at once', async () => {
    await open(CONFIG);
    await findings(file(CONFIG), (codes) => codes.includes('sts-endpoint-legacy'));
    const rules = { 'sts-endpoint-legacy': 'off', 'sts-endpoint-invalid': 'hint' };
    await vscode.workspace.getConfiguration('stsLens').update('rules', rules);
    await findings(file(CONFIG), (codes) => !codes.includes('sts-endpoint-legacy'));
    await eventually(() => {
      const left = vscode.languages.getDiagnostics(file(CONFIG));
      const invalid = left.find((finding) => codeOf(finding) === 'sts-endpoint-invalid');
      assert.equal(invalid?.severity, vscode.DiagnosticSeverity.Hint);
    });
  });
});
