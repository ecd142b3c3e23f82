import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { codes, Editor } from './editor';

const CONFIG = 'file:///home/someone/.aws/config';
const LEGACY = '[profile a]\nregion = us-east-2\nsts_regional_endpoints = legacy\n';
const RULE = 'sts-endpoint-legacy';
const severity = (editor: Editor, uri: string) =>
  editor.shown(uri)?.find(({ code }) => code === RULE)?.severity;

describe('Settings from the client', () => {
  let editor: Editor;
  afterEach(() => editor.stop());

  it('are asked for per file where the client answers, and again when they change', async () => {
    let level = 'error';
    const scopes: (string | undefined)[] = [];
    editor = await Editor.start({
      capabilities: {
        workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
      },
      configuration: (scope) => {
        scopes.push(scope);
        return { rules: { [RULE]: level } };
      },
    });
    await editor.until('a registration', () => editor.asked.includes('client/registerCapability'));
    await editor.open(CONFIG, LEGACY, 'aws-config');
    await editor.diagnostics(CONFIG, () => severity(editor, CONFIG) === 1);
    assert.deepEqual(scopes, [CONFIG]);
    level = 'off';
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.diagnostics(CONFIG, () => severity(editor, CONFIG) === undefined);
  });

  it('come with initialize or in the notification where it does not', async () => {
    editor = await Editor.start({ initializationOptions: { rules: { [RULE]: 'hint' } } });
    await editor.open(CONFIG, LEGACY, 'aws-config');
    await editor.diagnostics(CONFIG, () => severity(editor, CONFIG) === 4);
    await editor.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { stsLens: { rules: { [RULE]: 'error' } } },
    });
    await editor.diagnostics(CONFIG, () => severity(editor, CONFIG) === 1);
  });

  it('that make no sense are named in the log and passed over', async () => {
    editor = await Editor.start({
      initializationOptions: {
        rules: { [RULE]: 'loud', 'no-such-rule': 'off' },
        roles: { '*': 'Role' },
        exclud: [],
      },
    });
    await editor.open(CONFIG, LEGACY, 'aws-config');
    await editor.diagnostics(CONFIG, () => severity(editor, CONFIG) === 2);
    for (const part of [/rules\.sts-endpoint-legacy/, /no-such-rule/, /ARN of one role/, /exclud/]) {
      assert.ok(
        editor.logged.some((line) => part.test(line)),
        String(part),
      );
    }
  });

  it('never hold up diagnostics when the client announces them and never answers', async function () {
    this.timeout(8000);
    editor = await Editor.start({
      capabilities: { workspace: { configuration: true } },
      configuration: () => new Promise(() => {}),
    });
    await editor.open(CONFIG, LEGACY, 'aws-config');
    await editor.diagnostics(CONFIG, () => severity(editor, CONFIG) === 2);
  });
});

describe('Settings of the project, .sts-lens.json', () => {
  let editor: Editor;
  let folder: string;
  const uriOf = (...parts: string[]) => pathToFileURL(path.join(folder, ...parts)).toString();
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const start = async (options: object = {}) => {
    editor = await Editor.start({ folders: [pathToFileURL(folder).toString()], ...options });
  };
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'sts-lens-'));
  });
  afterEach(async () => {
    await editor.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are found upward from the file and win over the editor', async () => {
    write('.sts-lens.json', `{ // comments are fine\n "rules": { "${RULE}": "error" }, }`);
    await start({ initializationOptions: { rules: { [RULE]: 'hint' } } });
    const uri = uriOf('deep', 'er', '.aws', 'config');
    await editor.open(uri, LEGACY, 'aws-config');
    await editor.diagnostics(uri, () => severity(editor, uri) === 1);
  });

  it('take effect when they are saved', async () => {
    await start();
    const uri = uriOf('.aws', 'config');
    await editor.open(uri, LEGACY, 'aws-config');
    await editor.diagnostics(uri, () => severity(editor, uri) === 2);
    write('.sts-lens.json', `{ "rules": { "${RULE}": "off" } }`);
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('.sts-lens.json'), type: 1 }],
    });
    await editor.diagnostics(uri, () => severity(editor, uri) === undefined);
  });

  it('exclude files and folders from diagnostics, and say so when asked', async () => {
    write('.sts-lens.json', '{ "exclude": ["generated/", "*.bak.ini"] }');
    await start();
    for (const uri of [uriOf('generated', 'x', '.aws', 'config'), uriOf('a', 'old.bak.ini')]) {
      await editor.open(uri, LEGACY, 'aws-config');
      assert.deepEqual(await editor.diagnostics(uri), []);
      const status = await editor.connection.sendRequest('stsLens/status', { uri });
      assert.deepEqual(status, { kind: 'nothing', reason: 'excluded' });
    }
  });

  it('are checked themselves while they are written', async () => {
    await start();
    const uri = uriOf('.sts-lens.json');
    await editor.open(uri, '{\n  "rules": { "sts-endpoint-legacy": "loud" },\n  "role": {}\n}', 'jsonc');
    const shown = await editor.diagnostics(uri, (all) => all.length > 0);
    assert.deepEqual(
      shown.map(({ range, code }) => [range.start.line, code]),
      [
        [2, 'settings'],
        [1, 'settings'],
      ],
    );
    assert.ok(codes(shown).every((code) => code === 'settings'));
  });
});
