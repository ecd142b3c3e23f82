import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { describe, it } from 'mocha';
import { CLI, folder, removeFolders } from './command';

const CONFIG = `[profile a]
region = eu-west-1
sts_regional_endpoints = regional

[profile b]
region = us-east-1
sts_regional_endpoints = legacy
`;

describe('sts-lens explain', () => {
  afterEach(removeFolders);

  it('explains everything in a file, with its place', () => {
    const { code, out, err } = folder({ '.aws/config': CONFIG }).run(['explain', '.aws/config']);
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.match(out, /^\.aws\/config:1:1\nProfile a: .*^\.aws\/config:5:1\nProfile b: /ms);
    assert.match(out, /^ {2}Tool +Versions/m);
  });

  it('explains what is at a place only', () => {
    const here = folder({ '.aws/config': CONFIG });
    for (const place of [
      ['--line', '6'],
      ['--line', '5', '--column', '3'],
    ]) {
      const { out } = here.run(['explain', '.aws/config', ...place]);
      assert.match(out, /Profile b: /);
      assert.doesNotMatch(out, /Profile a: /);
    }
  });

  it('writes Markdown and JSON', () => {
    const here = folder({ '.aws/config': CONFIG });
    assert.match(
      here.run(['explain', '.aws/config', '-f', 'markdown']).out,
      /^## Profile `a`: .*^\| --- \|/ms,
    );
    const { explanations } = JSON.parse(here.run(['explain', '-f', 'json', '.aws/config']).out);
    assert.deepEqual(
      explanations.map(({ file, at }: { file: string; at: unknown }) => [file, at]),
      [
        ['.aws/config', { line: 1, column: 1 }],
        ['.aws/config', { line: 5, column: 1 }],
      ],
    );
    assert.equal(typeof explanations[0].steps[0].sentence, 'string');
  });

  it('says when there is nothing to explain, and ends with 2', () => {
    const here = folder({ 'notes.txt': 'hello' });
    assert.deepEqual(here.run(['explain', 'notes.txt']), {
      code: 2,
      out: '',
      err: 'notes.txt: there is nothing here that STS Lens explains.\n',
    });
    assert.equal(here.run(['explain', 'missing.txt']).err, 'missing.txt: there is no such file or folder.\n');
    assert.match(here.run(['explain']).err, /^sts-lens: explain takes one file\./);
    assert.match(
      here.run(['explain', 'notes.txt', '--line', '0']).err,
      /^sts-lens: --line needs a number from 1/,
    );
  });
});

describe('sts-lens rule', () => {
  afterEach(removeFolders);

  it('lists the rules, as check --list-rules does', () => {
    const here = folder();
    const { code, out } = here.run(['rule']);
    assert.equal(code, 0);
    assert.match(out, /^sts-endpoint-legacy +warning +A setting /m);
    assert.equal(here.run(['check', '--list-rules']).out, out);
  });

  it('shows the page of one, the marked text underlined and the fix as a difference', () => {
    const { code, out } = folder().run(['rule', 'sts-endpoint-legacy']);
    assert.equal(code, 0);
    assert.match(out, /^# sts-endpoint-legacy\n/);
    assert.match(out, /^sts_regional_endpoints = legacy\n {25}\^{6}$/m);
    assert.match(out, /^-sts_regional_endpoints = legacy\n\+sts_regional_endpoints = regional$/m);
  });

  it('knows what a mistyped id was meant to be', () => {
    assert.match(folder().run(['rule', 'syntax']).out, /^syntax: [^\n]+\n$/);
    const { code, err } = folder().run(['rule', 'sts-endpoint-legasy']);
    assert.equal(code, 2);
    assert.match(
      err,
      /^sts-lens: There is no rule "sts-endpoint-legasy"\. Did you mean sts-endpoint-legacy\?\n/,
    );
  });
});

describe('sts-lens server', () => {
  afterEach(removeFolders);

  it('is the language server on standard input and output', async () => {
    const server = spawn(process.execPath, [CLI, 'server'], { stdio: 'pipe' });
    const send = (message: object) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    const answer = () =>
      new Promise<string>((resolve) => server.stdout.once('data', (data) => resolve(`${data}`)));
    send({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    assert.match(await answer(), /Content-Length/);
    const ended = new Promise((resolve) => server.once('close', resolve));
    send({ id: 2, method: 'shutdown' });
    await answer();
    send({ method: 'exit' });
    assert.equal(await ended, 0);
  });

  it('refuses what it does not know, in one line, instead of starting', async () => {
    const here = folder();
    for (const [args, message] of [
      [['--stdoi'], 'There is no option --stdoi. Did you mean --stdio?'],
      [['--socket=here'], '--socket needs a number; it was "here".'],
      [['folder'], 'server takes no paths; it was "folder".'],
    ] as const) {
      const { code, out, err } = await here.runHere(['server', ...args]);
      assert.deepEqual(
        { code, out, err },
        { code: 2, out: '', err: `sts-lens: ${message}\nTry: sts-lens server --help\n` },
      );
    }
  });
});
