import { strict as assert } from 'node:assert';
import type { CodeLens, DocumentSymbol, Hover, MarkupContent } from 'vscode-languageserver/node';
import type { ExplainResult, RenderedStep } from '../../server/src/lsp/protocol';
import { Editor, rangeIn } from './editor';

const POLICY = 'file:///w/role-trust.json';
const TRUST = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
      "Action": "sts:AssumeRole",
      "Condition": { "StringEquals": { "sts:ExternalId": "<img src=x>\`[x](y)\`**" } }
    }
  ]
}
`;
const CREDENTIALS = 'file:///home/someone/.aws/credentials';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const KEYS = `[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${SECRET}\naws_session_token = ${SECRET}Token\n`;

describe('Explanations through the protocol', () => {
  let editor: Editor;
  afterEach(() => editor.stop());

  const position = (part: string, uri = POLICY) => rangeIn(editor.texts.get(uri)!, part).start;
  const hover = (part: string, uri = POLICY) =>
    editor.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position: position(part, uri),
    });
  const explain = (part: string, uri = POLICY) =>
    editor.connection.sendRequest<ExplainResult>('stsLens/explain', { uri, position: position(part, uri) });

  it('are Markdown in a hover where the client shows it, and plain text where not', async () => {
    editor = await Editor.start({
      capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } },
    });
    await editor.open(POLICY, TRUST);
    const rich = (await hover('arn:aws:iam'))!.contents as MarkupContent;
    assert.equal(rich.kind, 'markdown');
    assert.match(rich.value, /\]\(https:\/\//);
    await editor.stop();
    editor = await Editor.start();
    await editor.open(POLICY, TRUST);
    const bare = (await hover('arn:aws:iam'))!;
    const { kind, value } = bare.contents as MarkupContent;
    assert.equal(kind, 'plaintext');
    assert.ok(value.includes('<img src=x>`[x](y)`**'), 'what stands in the file is no mark');
    assert.doesNotMatch(value.replace('`[x](y)`**', ''), /\]\(|\*\*|`/);
    assert.match(value, /111122223333/);
    assert.ok(bare.range, 'a hover says which text it is about');
  });

  it('stand above a policy as a lens whose command another editor can run: it returns Markdown', async () => {
    editor = await Editor.start();
    await editor.open(POLICY, TRUST);
    const [lens] = await editor.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: POLICY },
    });
    assert.equal(lens?.command?.command, 'stsLens.explain');
    const { command, arguments: args } = lens!.command!;
    const markdown = await editor.connection.sendRequest<string>('workspace/executeCommand', {
      command,
      arguments: args,
    });
    assert.match(markdown, /^## /);
    const { uri, position: at } = args![0] as { uri: string; position: unknown };
    const inParts = await editor.connection.sendRequest('workspace/executeCommand', {
      command,
      arguments: [uri, at],
    });
    assert.equal(inParts, markdown, 'its argument may come as one object or in parts');
  });

  it('leave the command to a client that has a panel', async () => {
    editor = await Editor.start({ initializationOptions: { panel: true } });
    assert.equal(editor.initialized.capabilities.executeCommandProvider, undefined);
  });

  it('have no lens where the user wants none', async () => {
    editor = await Editor.start({ initializationOptions: { codeLens: false } });
    await editor.open(POLICY, TRUST);
    const lenses = await editor.connection.sendRequest('textDocument/codeLens', {
      textDocument: { uri: POLICY },
    });
    assert.deepEqual(lenses, []);
  });

  it('are plain data with places for a panel: words apart from values, nothing that could be markup', async () => {
    editor = await Editor.start();
    await editor.open(POLICY, TRUST);
    const result = await explain('"Version"');
    assert.equal(result.kind, 'explanation');
    if (result.kind !== 'explanation') return;
    const { explanation, version } = result;
    assert.equal(version, 1);
    const places: string[] = [];
    const values: string[] = [];
    const walk = (step: RenderedStep) => {
      if (step.place) places.push(editor.texts.get(POLICY)!.getText(step.place.range));
      for (const part of step.sentence) if (part.value) values.push(part.text);
      step.steps.forEach(walk);
    };
    explanation.steps.forEach(walk);
    assert.ok(places.some((text) => text.includes('ExternalId')));
    for (const { rows } of explanation.tables) {
      for (const { cells } of rows) {
        for (const part of cells.flat()) if (part.value) values.push(part.text);
        for (const part of cells.flat()) assert.ok(part.value || !part.text.includes('<img'));
      }
    }
    assert.ok(
      values.some((value) => value.includes('<img')),
      'a value of the file is told apart from the words around it',
    );
    assert.match(explanation.markdown, /^## /);
  });

  it('say why there are none', async () => {
    editor = await Editor.start({ initializationOptions: { exclude: ['left.json'] } });
    const reason = async (uri: string, text: string) => {
      await editor.open(uri, text);
      const result = await editor.connection.sendRequest<ExplainResult>('stsLens/explain', {
        uri,
        position: { line: 0, character: 0 },
      });
      return result.kind === 'nothing' ? result.reason : result.kind;
    };
    assert.equal(await reason('file:///w/package.json', '{"name":"x"}'), 'notOurs');
    assert.equal(await reason('file:///w/left.json', TRUST), 'excluded');
  });

  it('never hold a secret, nor does the log', async () => {
    editor = await Editor.start({
      capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } },
    });
    await editor.open(CREDENTIALS, KEYS, 'aws-config');
    const shown = await editor.diagnostics(CREDENTIALS);
    const said: unknown[] = [shown];
    for (const part of ['[default]', 'aws_secret', SECRET, 'aws_session', `${SECRET}Token`]) {
      said.push(await hover(part, CREDENTIALS), await explain(part, CREDENTIALS));
    }
    for (const method of ['textDocument/codeLens', 'textDocument/documentSymbol']) {
      said.push(await editor.connection.sendRequest(method, { textDocument: { uri: CREDENTIALS } }));
    }
    said.push(editor.logged);
    assert.ok(!JSON.stringify(said).includes(SECRET));
  });

  it('come with an outline of the profiles', async () => {
    editor = await Editor.start({
      capabilities: { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } },
    });
    await editor.open(CREDENTIALS, KEYS, 'aws-config');
    const [profile] = await editor.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: CREDENTIALS },
    });
    assert.equal(profile?.name, 'default');
    assert.deepEqual(
      profile?.children?.map(({ name }) => name),
      ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'],
    );
  });
});
