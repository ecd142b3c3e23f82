import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { codes, Editor, type Start } from './editor';
import { knownRoles, role } from './knownRoles';

const LEGACY = '[profile a]\nregion = us-east-2\nsts_regional_endpoints = legacy\n';
/** Of the same profile: what the credentials file says comes before what the config file says. */
const CREDENTIALS = '[a]\nsts_regional_endpoints = regional\n';
const RULE = 'sts-endpoint-legacy';

describe('Evidence from other files of the workspace', () => {
  let editor: Editor;
  let folder: string;
  const uriOf = (...parts: string[]) => pathToFileURL(path.join(folder, ...parts)).toString();
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const start = async (options: Start = {}) => {
    editor = await Editor.start({ folders: [pathToFileURL(folder).toString()], ...options });
  };
  const opened = async () => {
    const uri = uriOf('.aws', 'config');
    await editor.open(uri, LEGACY, 'aws-config');
    return uri;
  };
  const known = (...expected: string[]) => knownRoles(editor, ...expected);
  const tell = (...changes: (readonly [type: number, name: string])[]) =>
    editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: changes.map(([type, name]) => ({ uri: uriOf(...name.split('/')), type })),
    });

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'sts-lens-'));
  });
  afterEach(async () => {
    await editor.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is found on disk after the start', async () => {
    write('.aws/credentials', CREDENTIALS);
    await start();
    const uri = await opened();
    await editor.diagnostics(uri, (shown) => !codes(shown).includes(RULE));
  });

  it('is taken from what is being typed in another editor, and forgotten when that is closed', async () => {
    await start();
    const uri = await opened();
    await editor.diagnostics(uri, (shown) => codes(shown).includes(RULE));
    await editor.open(uriOf('.aws', 'credentials'), CREDENTIALS, 'aws-config');
    await editor.diagnostics(uri, (shown) => !codes(shown).includes(RULE));
    await editor.close(uriOf('.aws', 'credentials'));
    await editor.diagnostics(uri, (shown) => codes(shown).includes(RULE));
  });

  it('says that code assumes its function’s own role, by a template on disk', async () => {
    const role = (service: string) =>
      `  Own:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement: { Effect: Allow, Principal: { Service: ${service} }, Action: sts:AssumeRole }\n`;
    const variables = 'Environment: { Variables: { ROLE_ARN: !GetAtt Own.Arn } }';
    write(
      'template.yaml',
      `Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src code/\n      Handler: app.handler\n      Role: !GetAtt Own.Arn\n      ${variables}\n${role('lambda.amazonaws.com')}`,
    );
    await start();
    const uri = uriOf('src code', 'app.py');
    await editor.open(uri, 'sts.assume_role(RoleArn=os.environ["ROLE_ARN"])\n', 'python');
    await editor.diagnostics(uri, (shown) => codes(shown).includes('self-assume-by-code'));
  });

  it('follows files that appear, change and go away', async () => {
    await start();
    const uri = await opened();
    const changed = (type: number) =>
      editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: uriOf('.aws', 'credentials'), type }],
      });
    await editor.diagnostics(uri, (shown) => codes(shown).includes(RULE));
    write('.aws/credentials', CREDENTIALS);
    await changed(1);
    await editor.diagnostics(uri, (shown) => !codes(shown).includes(RULE));
    write('.aws/credentials', '[b]\nregion = us-east-1\n');
    await changed(2);
    await editor.diagnostics(uri, (shown) => codes(shown).includes(RULE));
    write('.aws/credentials', CREDENTIALS);
    await changed(2);
    await editor.diagnostics(uri, (shown) => !codes(shown).includes(RULE));
    await changed(3);
    await editor.diagnostics(uri, (shown) => codes(shown).includes(RULE));
  });

  it('is not looked for in folders of packages and build output, nor in excluded ones', async () => {
    for (const name of ['node_modules/x', 'dist', 'cdk.out', 'left'])
      write(`${name}/.aws/credentials`, CREDENTIALS);
    await start({ initializationOptions: { exclude: ['left'] } });
    const uri = await opened();
    await editor.until('the index', () => editor.logged.some((line) => line.startsWith('Index: ')));
    assert.ok(
      editor.logged.some((line) => /^Index: \d+ files read in [\d.]+ s, 0 hold something/.test(line)),
      editor.logged.join('\n'),
    );
    await editor.diagnostics(uri, (shown) => codes(shown).includes(RULE));
  });

  it('is not looked for where Git does not look', async () => {
    write('.gitignore', 'generated/\n*.local.json\n');
    write('generated/role.json', role('Generated'));
    write('src/role.json', role('Written'));
    write('src/mine.local.json', role('Mine'));
    write('src/.gitignore', '!mine.local.json\nother.json\n');
    write('src/other.json', role('Other'));
    await start();
    await editor.until('the index', () => editor.logged.some((line) => line.startsWith('Index:')));
    const found = await editor.connection.sendRequest<{ name: string }[]>('workspace/symbol', { query: '' });
    assert.deepEqual(found.map(({ name }) => name).sort(), ['Mine', 'Written']);
  });

  it('follows a folder that gets another name, of which clients tell no more than that', async () => {
    write('src/old/role.json', role('One'));
    write('src/old/deeper/role.json', role('Two'));
    write('src/older.json', role('Three'));
    await start();
    await known('One', 'Three', 'Two');
    renameSync(path.join(folder, 'src/old'), path.join(folder, 'src/new'));
    await tell([3, 'src/old']);
    await known('Three');
    await tell([1, 'src/new']);
    await known('One', 'Three', 'Two');
    rmSync(path.join(folder, 'src'), { recursive: true });
    await tell([3, 'src']);
    await known();
  });

  it('follows the .gitignore files, and leaves out what they name when it changes', async () => {
    write('.git/HEAD', 'ref: refs/heads/main');
    write('.gitignore', 'generated/\n');
    write('generated/role.json', role('Generated'));
    write('src/role.json', role('Written'));
    await start();
    await known('Written');
    write('generated/role.json', role('Again'));
    write('src/other.json', role('Other'));
    await tell([2, 'generated/role.json'], [1, 'generated'], [1, 'src/other.json']);
    await known('Other', 'Written');
    write('.gitignore', 'other.json\n');
    await tell([2, '.gitignore']);
    await known('Again', 'Written');
    write('src/.gitignore', 'role.json\n');
    await tell([1, 'src/.gitignore']);
    await known('Again');
  });

  it('forgets files of an ignored folder that were read before it was ignored', async () => {
    write('src/role.json', role('One'));
    await start();
    await known('One');
    write('.gitignore', 'src/\n');
    write('.git/HEAD', 'ref: refs/heads/main');
    await tell([2, 'src/role.json']);
    await known();
  });

  it('is asked of the client where the files are no files of this machine', async () => {
    editor = new Editor({});
    editor.connection.onRequest('stsLens/listFiles', () => ['vscode-vfs://github/o/r/.aws/credentials']);
    editor.connection.onRequest('stsLens/readFile', ({ uri }: { uri: string }) =>
      uri.endsWith('/credentials') ? { text: CREDENTIALS } : null,
    );
    await editor.connection.sendRequest('initialize', {
      processId: null,
      rootUri: 'vscode-vfs://github/o/r',
      capabilities: {},
      initializationOptions: { files: true },
    });
    await editor.connection.sendNotification('initialized', {});
    const uri = 'vscode-vfs://github/o/r/.aws/config';
    await editor.open(uri, LEGACY, 'aws-config');
    await editor.diagnostics(uri, (shown) => !codes(shown).includes(RULE));
  });

  it('watches through the client that offers it', async () => {
    await start({
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    });
    await editor.until('a registration', () => editor.asked.includes('client/registerCapability'));
  });

  it('is all checked on request, files that are not open included, without hints', async () => {
    write('.aws/config', LEGACY);
    await start();
    await editor.until('the index', () => editor.logged.some((line) => line.startsWith('Index: ')));
    const files = await editor.connection.sendRequest<{ uri: string; diagnostics: { code: string }[] }[]>(
      'stsLens/checkWorkspace',
      {},
    );
    assert.deepEqual(
      files.map(({ uri, diagnostics }) => [uri, diagnostics.map(({ code }) => code)]),
      [[uriOf('.aws', 'config'), [RULE]]],
    );
  });
});
