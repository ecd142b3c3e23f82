import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { eventually, panel } from './browser';
import { closeAll, findings, fixesFor, open, rangeOf } from './workspace';

const TEMPLATE = 'template.yaml';

describe('A YAML template in VS Code', () => {
  afterEach(closeAll);

  const opened = async () => {
    const { document } = await open(TEMPLATE, 'codebuild.amazonaws.com');
    await findings(document.uri, (codes) => codes.includes('self-assume-denied'));
    return document;
  };
  const run = <T>(command: string, ...args: unknown[]) => vscode.commands.executeCommand<T>(command, ...args);

  it('has hovers, lenses and an outline', async () => {
    const document = await opened();
    const { uri } = document;
    assert.equal(document.languageId, 'yaml');
    const hovers = await run<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      vscode.window.activeTextEditor!.selection.start,
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((content) => (typeof content === 'string' ? content : content.value)),
    );
    assert.match(texts.join(), /codebuild/i);
    const lenses = await run<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 20);
    assert.equal(lenses.filter(({ command }) => command?.command === 'stsLens.explain').length, 2);
    const symbols = await run<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri);
    assert.ok(symbols.some(({ name }) => name === 'Nightly'));
  });

  it('leads from a mention of a role to its declaration and back', async () => {
    const document = await opened();
    const mention = rangeOf(document, 'Nightly.Arn').start;
    const [found] = await run<vscode.Location[]>('vscode.executeDefinitionProvider', document.uri, mention);
    assert.equal(document.getText(found?.range), 'Nightly');
    const references = await run<vscode.Location[]>('vscode.executeReferenceProvider', document.uri, mention);
    assert.ok(references.length >= 3, `${references.length} references`);
    const symbols = await run<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'Nightly');
    assert.ok(symbols.some(({ name }) => name === 'NightlyReport'));
  });

  it('takes a fix in its own style', async () => {
    const document = await opened();
    const fixes = await fixesFor(document, 'self-assume-denied');
    const fix = fixes.find(({ title }) => title.startsWith("Trust the role's account"));
    assert.ok(fix?.edit, fixes.map(({ title }) => title).join());
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.match(document.getText(), /\n {16}aws:PrincipalArn: !Sub "arn:/);
    await findings(document.uri, (codes) => !codes.includes('self-assume-denied'));
  });

  it('completes services as YAML', async () => {
    const document = await opened();
    const place = rangeOf(document, 'codebuild.amazonaws.com');
    const list = await run<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      place.start.translate(0, 4),
    );
    const item = list.items.find(({ label }) => label === 'lambda.amazonaws.com');
    assert.equal(item?.insertText ?? item?.textEdit?.newText, 'lambda.amazonaws.com');
  });

  it('is explained in the panel', async () => {
    await opened();
    await run('stsLens.explain');
    await eventually(async () => assert.match((await panel()).text, /NightlyReport/));
  });
});
