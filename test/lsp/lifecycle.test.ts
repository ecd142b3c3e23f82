import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { codes, Editor } from './editor';

const CONFIG = 'file:///home/someone/.aws/config';
const SERVER = path.resolve(__dirname, '../../../dist/server.js');

describe('The life of a connection', () => {
  let editor: Editor;
  afterEach(() => editor.stop());

  it('begins without any flag: stdio is what an editor without settings uses', async () => {
    editor = await Editor.start({ args: [] });
    assert.equal(editor.initialized.serverInfo?.name, 'sts-lens');
  });

  it('offers the utf-16 encoding only, whatever the client would take', async () => {
    editor = await Editor.start({ capabilities: { general: { positionEncodings: ['utf-8', 'utf-16'] } } });
    assert.equal(editor.initialized.capabilities.positionEncoding, 'utf-16');
  });

  it('refuses requests before initialize', async () => {
    editor = new Editor({});
    const hover = editor.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: CONFIG },
      position: { line: 0, character: 0 },
    });
    await assert.rejects(hover, { code: -32002 });
  });

  it('refuses a second initialize', async () => {
    editor = await Editor.start();
    const again = editor.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
    });
    await assert.rejects(again, { code: -32600 });
  });

  it('refuses requests after shutdown, and ends with exit code 0', async () => {
    editor = await Editor.start({ args: ['--stdio'] });
    await editor.connection.sendRequest('shutdown');
    const lens = editor.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: CONFIG } });
    await assert.rejects(lens, { code: -32600 });
    const ended = once(editor.process, 'exit');
    await editor.connection.sendNotification('exit');
    assert.deepEqual(await ended, [0, null]);
  });

  it('answers requests for documents that were never opened with nothing', async () => {
    editor = await Editor.start();
    const textDocument = { uri: 'file:///nowhere.json' };
    const position = { line: 3, character: 1 };
    const range = { start: position, end: position };
    const send = editor.connection.sendRequest.bind(editor.connection) as (
      method: string,
      params: unknown,
    ) => Promise<unknown>;
    assert.equal(await send('textDocument/hover', { textDocument, position }), null);
    assert.deepEqual(await send('textDocument/codeLens', { textDocument }), []);
    assert.deepEqual(await send('textDocument/documentSymbol', { textDocument }), []);
    assert.deepEqual(
      await send('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }),
      [],
    );
    assert.deepEqual(await send('stsLens/explain', { uri: textDocument.uri, position }), {
      kind: 'nothing',
      reason: 'notOpen',
    });
  });

  it('logs a request that makes no sense, answers it with nothing and goes on', async () => {
    editor = await Editor.start();
    const send = editor.connection.sendRequest.bind(editor.connection) as (
      method: string,
      params: unknown,
    ) => Promise<unknown>;
    assert.equal(await send('textDocument/hover', { textDocument: 7 }), null);
    assert.deepEqual(await send('textDocument/codeAction', {}), []);
    assert.equal(
      await send('workspace/executeCommand', { command: 'stsLens.explain', arguments: [1, 2] }),
      null,
    );
    await editor.until('the failure in the log', () =>
      editor.logged.some((line) => /codeAction failed/.test(line)),
    );
    await editor.open(CONFIG, '[profile a\n', 'aws-config');
    await editor.diagnostics(CONFIG, (shown) => shown.length > 0);
  });

  it('survives notifications that make no sense', async () => {
    editor = await Editor.start();
    const notify = editor.connection.sendNotification.bind(editor.connection) as (
      method: string,
      params: unknown,
    ) => Promise<void>;
    await notify('textDocument/didChange', {
      textDocument: { uri: CONFIG, version: 4 },
      contentChanges: [{ text: '' }],
    });
    await notify('textDocument/didOpen', { textDocument: { uri: 5 } });
    await notify('workspace/didChangeConfiguration', {
      settings: { stsLens: { rules: 3, roles: [], what: 1 } },
    });
    await notify('workspace/didChangeWatchedFiles', { changes: [{ uri: 'no uri at all%', type: 1 }] });
    await notify('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [{ uri: 'x' }] } });
    await editor.open(CONFIG, '[profile a\n', 'aws-config');
    await editor.diagnostics(CONFIG, (shown) => shown.length > 0);
  });

  it('ends when its input ends', async () => {
    editor = await Editor.start({ args: ['--stdio'] });
    const ended = once(editor.process, 'exit');
    editor.process.stdin.end();
    await ended;
  });

  it('ends by itself on input that is no protocol at all, without a stack trace on its output', async () => {
    editor = await Editor.start();
    const server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: 'pipe' });
    let output = '';
    server.stdout.on('data', (chunk) => {
      output += String(chunk);
    });
    server.stdin.end('\u0000\u0001 GET / HTTP/1.1\r\n\r\n{"jsonrpc":');
    await once(server, 'exit');
    assert.equal(output, '');
  });
});

describe('Pushed diagnostics', () => {
  let editor: Editor;
  afterEach(() => editor.stop());

  it('follow the text, carry its version where the client reads it, and go away with the document', async () => {
    editor = await Editor.start({
      capabilities: { textDocument: { publishDiagnostics: { versionSupport: true } } },
    });
    await editor.open(CONFIG, '[profile a\n', 'aws-config');
    assert.ok((await editor.diagnostics(CONFIG)).length > 0);
    await editor.replace(CONFIG, '[profile a]\nregion = us-east-2\n');
    await editor.diagnostics(CONFIG, (shown) => !codes(shown).includes('config-file-refused'));
    assert.equal(editor.published.at(-1)?.version, 2);
    await editor.replace(CONFIG, '[profile a\n');
    await editor.diagnostics(CONFIG, (shown) => codes(shown).includes('config-file-refused'));
    await editor.close(CONFIG);
    await editor.diagnostics(CONFIG, (shown) => shown.length === 0);
  });

  it('leave out what the client cannot read', async () => {
    editor = await Editor.start();
    await editor.open(CONFIG, '[profile a\n[profile b]\nsts_regional_endpoints = legacy\n', 'aws-config');
    for (const diagnostic of await editor.diagnostics(CONFIG, (shown) => shown.length > 0)) {
      assert.equal(diagnostic.codeDescription, undefined);
      assert.equal(diagnostic.relatedInformation, undefined);
      assert.equal(diagnostic.tags, undefined);
      assert.equal(diagnostic.source, 'sts-lens');
    }
    assert.equal(editor.published[0]?.version, undefined);
    assert.deepEqual(editor.asked, [], 'a client that can do nothing is asked nothing');
  });

  it('say nothing about JSON that is none of ours, broken or not', async () => {
    editor = await Editor.start();
    const uri = 'file:///w/package.json';
    await editor.open(uri, '{ "name": "x", }');
    assert.deepEqual(await editor.diagnostics(uri), []);
  });
});

describe('Pulled diagnostics', () => {
  let editor: Editor;
  afterEach(() => editor.stop());

  const capabilities = {
    textDocument: { diagnostic: {} },
    workspace: { diagnostics: { refreshSupport: true } },
  };
  const pull = (previousResultId?: string) =>
    editor.connection.sendRequest<{ kind: string; resultId: string; items?: unknown[] }>(
      'textDocument/diagnostic',
      {
        textDocument: { uri: CONFIG },
        ...(previousResultId !== undefined && { previousResultId }),
      },
    );

  it('come when asked for, and only a result id when nothing has changed', async () => {
    editor = await Editor.start({ capabilities });
    assert.deepEqual(editor.initialized.capabilities.diagnosticProvider, {
      identifier: 'sts-lens',
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
    await editor.open(CONFIG, '[profile a\n', 'aws-config');
    const first = await pull();
    assert.equal(first.kind, 'full');
    assert.ok(first.items!.length > 0);
    assert.deepEqual(await pull(first.resultId), { kind: 'unchanged', resultId: first.resultId });
    await editor.replace(CONFIG, '');
    assert.equal((await pull(first.resultId)).kind, 'full');
    assert.deepEqual(editor.published, [], 'nothing is pushed beside');
  });

  it('are asked for again when the settings change', async () => {
    editor = await Editor.start({ capabilities });
    await editor.open(CONFIG, '[profile a\n', 'aws-config');
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await editor.until('a refresh', () => editor.asked.includes('workspace/diagnostic/refresh'));
  });

  it('are pushed instead to a client that cannot be told to pull again', async () => {
    editor = await Editor.start({ capabilities: { textDocument: { diagnostic: {} } } });
    assert.equal(editor.initialized.capabilities.diagnosticProvider, undefined);
    await editor.open(CONFIG, '[profile a\n', 'aws-config');
    await editor.diagnostics(CONFIG, (shown) => shown.length > 0);
  });
});
