import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  MarkupContent,
  WorkspaceSymbol,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ExplainResult, StatusResult } from '../../server/src/lsp/protocol';
import { codes, Editor, rangeIn } from './editor';

const TEMPLATE = 'file:///w/template.yaml';
const TEXT = readFileSync(path.resolve(__dirname, '../../../examples/template.yaml'), 'utf8');
const OTHER = 'file:///w/other.yaml';
const OTHER_TEXT = `Resources:
  Caller:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: {Service: lambda.amazonaws.com}
            Action: sts:AssumeRole
      Policies:
        - PolicyDocument:
            Statement:
              - Effect: Allow
                Action: sts:AssumeRole
                Resource: arn:aws:iam::111122223333:role/NightlyReport
`;

describe('A YAML template in the editor', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start({
      capabilities: {
        textDocument: {
          hover: { contentFormat: ['markdown'] },
          codeAction: {
            codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } },
            resolveSupport: { properties: ['edit'] },
            dataSupport: true,
          },
          documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        },
      },
    });
    await editor.open(TEMPLATE, TEXT, 'yaml');
    await editor.open(OTHER, OTHER_TEXT, 'cloudformation');
  });
  afterEach(() => editor.stop());

  /** A place in the middle of a text, at its last occurrence where `last`. */
  const at = (uri: string, part: string, last = false) => {
    const document = editor.texts.get(uri)!;
    const text = document.getText();
    const start = last ? text.lastIndexOf(part) : text.indexOf(part);
    assert.ok(start >= 0, part);
    return { textDocument: { uri }, position: document.positionAt(start + 1) };
  };
  const ask = <T>(method: string, params: object) => editor.connection.sendRequest<T>(method, params);
  const places = (found: readonly Location[]) =>
    found.map(({ uri, range }) => {
      const document = editor.texts.get(uri)!;
      return `${path.basename(uri)}:${range.start.line + 1} ${document.getText(range)}`;
    });

  it('has findings, hovers and lenses', async () => {
    const shown = await editor.diagnostics(TEMPLATE);
    assert.deepEqual(codes(shown), ['self-assume-denied']);
    const hover = await ask<Hover>('textDocument/hover', at(TEMPLATE, 'codebuild.amazonaws.com'));
    assert.match((hover.contents as MarkupContent).value, /codebuild/);
    assert.equal(editor.texts.get(TEMPLATE)!.getText(hover.range), 'codebuild.amazonaws.com');
    const lenses = await ask<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: TEMPLATE } });
    assert.deepEqual(
      lenses.map(({ range }) => range.start.line + 1),
      [9, 31],
    );
  });

  it('takes a fix in its own style, after which the finding is gone', async () => {
    const [finding] = await editor.diagnostics(TEMPLATE);
    const actions = await editor.actions(TEMPLATE, finding!.range, { diagnostics: [finding!] });
    const action = actions.find(({ title }) => title.startsWith("Trust the role's account")) as CodeAction;
    assert.ok(action, actions.map(({ title }) => title).join());
    const edit = action.edit ?? (await ask<CodeAction>('codeAction/resolve', action)).edit;
    const after = editor.after(TEMPLATE, edit);
    assert.match(after, /\n {12}Condition:\n {14}ArnEquals:\n {16}aws:PrincipalArn: !Sub "arn:/);
    await editor.replace(TEMPLATE, after);
    await editor.diagnostics(TEMPLATE, (left) => left.length === 0);
  });

  it('has an outline with one line for each role, and symbols of the workspace', async () => {
    const symbols = await ask<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: TEMPLATE },
    });
    assert.deepEqual(
      symbols.map(({ name, detail }) => `${name}: ${detail}`),
      ['Nightly: role NightlyReport', 'Reader: role'],
    );
    const found = await ask<WorkspaceSymbol[]>('workspace/symbol', { query: '' });
    assert.deepEqual(found.map(({ name }) => name).sort(), ['Caller', 'NightlyReport', 'Reader']);
    assert.deepEqual(
      await ask<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri: TEMPLATE } }),
      [],
    );
  });

  it('leads from every mention of a role to its declaration', async () => {
    const declared = ['template.yaml:4 Nightly'];
    const definition = (uri: string, part: string, last = false) =>
      ask<Location[]>('textDocument/definition', at(uri, part, last)).then(places);
    assert.deepEqual(await definition(TEMPLATE, 'Nightly.Arn'), declared);
    assert.deepEqual(await definition(TEMPLATE, 'Nightly.Arn', true), declared);
    assert.deepEqual(await definition(TEMPLATE, 'role/NightlyReport'), declared);
    assert.deepEqual(await definition(OTHER, 'arn:aws:iam::111122223333'), declared);
    assert.deepEqual(await definition(TEMPLATE, 'Effect'), []);
  });

  it('knows every place that names a role, in this template and others', async () => {
    const context = { includeDeclaration: false };
    const references = await ask<Location[]>('textDocument/references', {
      ...at(TEMPLATE, 'Nightly:'),
      context,
    });
    assert.deepEqual(places(references), [
      'template.yaml:35 Nightly',
      'template.yaml:39 Nightly',
      'template.yaml:26 arn:aws:iam::${AWS::AccountId}:role/NightlyReport',
      'other.yaml:15 arn:aws:iam::111122223333:role/NightlyReport',
    ]);
  });

  it('is explained, for the panel too', async () => {
    const position = at(TEMPLATE, 'codebuild.amazonaws.com').position;
    const result = await ask<ExplainResult>('stsLens/explain', { uri: TEMPLATE, position });
    assert.equal(result.kind, 'explanation');
  });

  it('does not speak up in YAML that is not ours, nor complete JSON in it', async () => {
    const uri = 'file:///w/.github/workflows/ci.yml';
    const text = 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: "npm t"\n';
    await editor.open(uri, text, 'yaml');
    const status = await ask<StatusResult>('stsLens/status', { uri });
    assert.deepEqual(status, { kind: 'nothing', reason: 'notOurs' });
    for (const part of ['npm', 'push', 'steps']) {
      const items = await ask<CompletionItem[]>('textDocument/completion', at(uri, part));
      assert.deepEqual(items, [], part);
    }
  });

  it('completes the values and elements of a trust policy as YAML', async () => {
    const complete = async (line: string, typed: string, label: string) => {
      const text = TEXT.replace('              Service: codebuild.amazonaws.com\n', line);
      await editor.replace(TEMPLATE, text);
      const document = TextDocument.create(TEMPLATE, 'yaml', 1, text);
      const { end } = rangeIn(document, line.trimEnd());
      const offset = document.offsetAt(end) - (line.trimEnd().length - line.indexOf(typed) - typed.length);
      const items = await ask<CompletionItem[]>('textDocument/completion', {
        textDocument: { uri: TEMPLATE },
        position: document.positionAt(offset),
      });
      const item = items.find((each) => each.label === label);
      assert.ok(item, `${label} of ${items.map((each) => each.label).join()}`);
      const written = TextDocument.applyEdits(document, [item.textEdit as never]);
      return written.split('\n').slice(12, 12 + line.split('\n').length - 1);
    };
    const value = '              Service: ';
    assert.deepEqual(await complete(`${value}lam\n`, 'lam', 'lambda.amazonaws.com'), [
      `${value}lambda.amazonaws.com`,
    ]);
    assert.deepEqual(await complete(`${value}"lam"\n`, 'lam', 'lambda.amazonaws.com'), [
      `${value}"lambda.amazonaws.com"`,
    ]);
    assert.deepEqual(await complete(`${value}[a.b, lam]\n`, 'lam', 'lambda.amazonaws.com'), [
      `${value}[a.b, lambda.amazonaws.com]`,
    ]);
    const list = '              Service:\n                - lam\n';
    assert.deepEqual(await complete(list, '- lam', 'lambda.amazonaws.com'), [
      '              Service:',
      '                - lambda.amazonaws.com',
    ]);
    assert.deepEqual(await complete('              Ser\n', 'Ser', 'Service'), ['              Service: ']);
  });
});
