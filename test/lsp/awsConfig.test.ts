import { strict as assert } from 'node:assert';
import {
  type CompletionItem,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type Location,
  type MarkupContent,
  type SemanticTokens,
  TextDocumentSyncKind,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codes, Editor } from './editor';

const CONFIG = 'file:///home/someone/.aws/config';
const CREDENTIALS = 'file:///home/someone/.aws/credentials';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const CONFIG_TEXT = `[sso-session corp]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1

[services local]
sts =
  endpoint_url = http://localhost:4566

[profile dev]
sso_session = corp # mine
services = local
region=eu-west-1
max_attempts = 3
`;
const CREDENTIALS_TEXT = `[ops]
sso_session = corp
services = local
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = ${SECRET}
`;

describe('AWS config files in the editor', () => {
  let editor: Editor;
  before(async () => {
    editor = await Editor.start({
      capabilities: { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } },
    });
    await editor.open(CONFIG, CONFIG_TEXT, 'aws-config');
    await editor.open(CREDENTIALS, CREDENTIALS_TEXT, 'aws-config');
  });
  after(() => editor.stop());

  const at = (uri: string, text: string, nth = 0) => {
    const document = editor.texts.get(uri)!;
    let offset = -1;
    for (let i = 0; i <= nth; i++) offset = document.getText().indexOf(text, offset + 1);
    assert.ok(offset >= 0, `no ${text}`);
    return { textDocument: { uri }, position: document.positionAt(offset + 1) };
  };
  const ask = <T>(method: string, params: object): Promise<T> =>
    editor.connection.sendRequest<T>(method, params);
  const places = (found: readonly Location[]) =>
    found.map(
      ({ uri, range }) =>
        `${uri.split('/').at(-1)}: ${editor.texts.get(uri)!.getText(range)} ${range.start.line}`,
    );

  it('go to the definition of a session and of services, from the credentials file too', async () => {
    const definition = (uri: string, text: string) =>
      ask<Location[]>('textDocument/definition', at(uri, text));
    assert.deepEqual(places(await definition(CREDENTIALS, 'corp')), ['config: corp 0']);
    assert.deepEqual(places(await definition(CREDENTIALS, 'local')), ['config: local 4']);
    assert.deepEqual(places(await definition(CONFIG, 'corp # mine')), ['config: corp 0']);
  });

  it('find the references of a session in both files', async () => {
    const found = await ask<Location[]>('textDocument/references', {
      ...at(CONFIG, 'corp]'),
      context: { includeDeclaration: true },
    });
    assert.deepEqual(places(found).sort(), ['config: corp 0', 'config: corp 9', 'credentials: corp 1']);
  });

  it('rename services and sessions across both files', async () => {
    for (const [from, place] of [
      ['local', at(CREDENTIALS, 'local')],
      ['corp', at(CONFIG, 'corp]')],
    ] as const) {
      const edit = await ask<WorkspaceEdit>('textDocument/rename', { ...place, newName: 'fresh' });
      assert.equal(
        editor.after(CONFIG, edit),
        CONFIG_TEXT.replaceAll(from, 'fresh').replace('freshhost', 'localhost'),
      );
      assert.equal(editor.after(CREDENTIALS, edit), CREDENTIALS_TEXT.replaceAll(from, 'fresh'));
    }
    await assert.rejects(
      ask('textDocument/rename', { ...at(CONFIG, 'local]'), newName: 'a b' }),
      /A name has no blanks/,
    );
  });

  it('say on hover what a section is for, who names it, and what a key takes', async () => {
    const said = async (uri: string, text: string) =>
      ((await ask<Hover | null>('textDocument/hover', at(uri, text)))?.contents as MarkupContent | undefined)
        ?.value ?? '';
    assert.match(
      await said(CONFIG, '[sso-session'),
      /Named by dev and ops\.[\s\S]*sign-in to IAM Identity Center/,
    );
    assert.match(
      await said(CONFIG, 'sso_region'),
      /Region of the IAM Identity Center instance[\s\S]*Value: A Region\./,
    );
    assert.match(
      await said(CONFIG, 'services = local'),
      /Read by recent versions of most tools; not by JavaScript v2/,
    );
    assert.match(await said(CONFIG, 'max_attempts'), /A whole number from 1/);
    const secret = await said(CREDENTIALS, 'aws_secret_access_key');
    assert.match(secret, /never shows it/);
    assert.ok(!secret.includes(SECRET));
  });

  it('have symbols and folds for every section', async () => {
    const symbols = await ask<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: CONFIG },
    });
    assert.deepEqual(
      symbols.map(({ name, detail }) => `${detail} ${name}`),
      ['sso-session corp', 'services local', 'profile dev'],
    );
    assert.ok(!JSON.stringify(symbols).includes('eu-west-1'));
    const folds = await ask<FoldingRange[]>('textDocument/foldingRange', { textDocument: { uri: CONFIG } });
    assert.deepEqual(
      folds.map(({ startLine, endLine }) => [startLine, endLine]),
      [
        [0, 2],
        [4, 6],
        [5, 6],
        [8, 12],
      ],
    );
  });

  it('are coloured by meaning, but for secrets', async () => {
    const { capabilities } = editor.initialized;
    const legend = capabilities.semanticTokensProvider?.legend;
    assert.ok(legend);
    const shown = async (uri: string) => {
      const { data } = await ask<SemanticTokens>('textDocument/semanticTokens/full', {
        textDocument: { uri },
      });
      const words: string[] = [];
      let line = 0;
      let start = 0;
      for (let i = 0; i < data.length; i += 5) {
        start = data[i]! > 0 ? data[i + 1]! : start + data[i + 1]!;
        line += data[i]!;
        const end = { line, character: start + data[i + 2]! };
        const text = editor.texts.get(uri)!.getText({ start: { line, character: start }, end });
        const modifiers = legend.tokenModifiers.filter((_, bit) => data[i + 4]! & (1 << bit));
        words.push([legend.tokenTypes[data[i + 3]!], ...modifiers, text].join(' '));
      }
      return words;
    };
    const words = await shown(CONFIG);
    for (const expected of [
      'keyword sso-session',
      'namespace declaration corp',
      'property defaultLibrary sso_region',
      'enumMember us-east-1',
      'property sts',
      'namespace corp',
      'comment # mine',
      'number 3',
    ])
      assert.ok(words.includes(expected), `${expected} is not among ${words.join(', ')}`);
    assert.ok(!(await shown(CREDENTIALS)).some((word) => word.includes(SECRET)));
    assert.deepEqual(await shown(CREDENTIALS).then((all) => all.slice(0, 1)), ['namespace declaration ops']);
  });

  it('are formatted by edits that touch blanks only', async () => {
    const edits = await ask<TextEdit[]>('textDocument/formatting', {
      textDocument: { uri: CONFIG },
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.ok(edits.every(({ newText }) => newText.trim() === ''));
    const after = TextDocument.applyEdits(editor.texts.get(CONFIG)!, edits);
    assert.equal(after, CONFIG_TEXT.replace('region=eu', 'region = eu'));
    assert.equal(editor.initialized.capabilities.documentFormattingProvider, true);
    assert.deepEqual(editor.initialized.capabilities.textDocumentSync, {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
    });
  });

  it('complete sections, keys, Regions and the names of sections', async () => {
    const uri = 'file:///home/other/.aws/config';
    const labels = async (text: string) => {
      await editor.open(uri, text, 'aws-config');
      const document = editor.texts.get(uri)!;
      const found = await ask<CompletionItem[]>('textDocument/completion', {
        textDocument: { uri },
        position: document.positionAt(text.length),
      });
      await editor.close(uri);
      return found.map(({ label }) => label);
    };
    const session = '[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://example.com\n';
    assert.ok((await labels(`${session}[`)).includes('default'));
    assert.deepEqual(await labels(`${session}[profile dev]\nsso_session = `), ['corp']);
    assert.ok((await labels(`${session}[profile dev]\nregion = `)).includes('eu-central-2'));
    assert.ok((await labels(`${session}[profile dev]\n`)).includes('source_profile'));
    assert.deepEqual(await labels('[profile dev]\naws_secret_access_key = '), []);
  });

  it('get their diagnostics with the other file in mind', async () => {
    const shown = await editor.diagnostics(CONFIG, (all) => all.length > 0);
    assert.deepEqual(codes(shown), ['config-comment-in-value']);
  });

  it('say once of a line that boto3 refuses the file for it', async () => {
    const uri = 'file:///home/third/.aws/config';
    await editor.open(uri, '[default]\nregion us-east-1\n', 'aws-config');
    assert.deepEqual(codes(await editor.diagnostics(uri, (all) => all.length > 0)), ['config-file-refused']);
  });

  it('are the only ones to be formatted and coloured, where an editor can be told', async () => {
    const formatting = { dynamicRegistration: true };
    const semanticTokens = {
      dynamicRegistration: true,
      requests: { full: true },
      tokenTypes: [],
      tokenModifiers: [],
      formats: [],
    };
    const other = await Editor.start({ capabilities: { textDocument: { formatting, semanticTokens } } });
    try {
      const { capabilities } = other.initialized;
      assert.equal(capabilities.documentFormattingProvider, undefined);
      assert.equal(capabilities.semanticTokensProvider, undefined);
      const registered = () => other.asked.filter((method) => method === 'client/registerCapability').length;
      await other.until('two registrations', () => registered() === 2);
    } finally {
      await other.stop();
    }
  });
});
