import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { describe, it } from 'mocha';
import { type Folder, folder, removeFolders } from './command';

const BROKEN = '[profile a]\nregion = eu-west-1\nnot: a setting\n';

/** The files a run reports on, in its order. */
async function reported(here: Folder, ...args: string[]): Promise<string[]> {
  const { findings } = JSON.parse((await here.runHere(['check', '--format', 'json', ...args])).out);
  return [...new Set<string>(findings.map(({ file }: { file: string }) => file))];
}

describe('sts-lens check finds files', () => {
  afterEach(removeFolders);

  it('below a folder, hidden ones too, and not what Git or nobody would look at', async () => {
    const here = folder({
      '.git/config': BROKEN,
      '.gitignore': 'build/\n*.bak\n',
      '.aws/config': BROKEN,
      'build/config': BROKEN,
      'config.bak': BROKEN,
      'deep/.gitignore': '!kept.bak\n/dropped\n',
      'deep/kept.bak': BROKEN,
      'deep/dropped': BROKEN,
      'deep/er/dropped': BROKEN,
      'node_modules/x/config': BROKEN,
      'picture.png': BROKEN,
    });
    assert.deepEqual(await reported(here), ['.aws/config', 'deep/er/dropped', 'deep/kept.bak']);
    // Rules of the repository hold below it, too; what is named is looked at all the same.
    assert.deepEqual(await reported(here, 'deep'), ['deep/er/dropped', 'deep/kept.bak']);
    assert.deepEqual(await reported(here, 'build', 'config.bak'), ['build/config', 'config.bak']);
  });

  it('once each, however they are named', async () => {
    const here = folder({ 'a/config': BROKEN });
    assert.deepEqual(await reported(here, 'a', './a/config', here.path('a/config')), ['a/config']);
  });

  it('through links, without running in circles', async function () {
    if (process.platform === 'win32') this.skip();
    const here = folder({ 'real/config': BROKEN });
    symlinkSync('..', here.path('real/up'));
    symlinkSync('self', here.path('self'));
    symlinkSync('config', here.path('real/alias'));
    symlinkSync('nowhere', here.path('dangling'));
    mkdirSync(here.path('links'));
    symlinkSync('../real/config', here.path('links/config'));
    assert.deepEqual(await reported(here), ['real/config']);
    assert.deepEqual(await reported(here, 'links'), ['links/config']);
    const { code, err } = here.run(['check', 'self']);
    assert.deepEqual({ code, err }, { code: 2, err: 'self: its symbolic links lead in a circle.\n' });
  });

  it('and says in one line which path it cannot read, checking the others', () => {
    const here = folder({ 'a/config': BROKEN });
    const { code, out, err } = here.run(['check', 'missing.json', 'a']);
    assert.equal(code, 2);
    assert.equal(err, 'missing.json: there is no such file or folder.\n');
    assert.match(out, /^a\/config\n/);
  });

  // Root may look everywhere, and Windows has no such modes: there is nothing to try there.
  const closes = process.platform !== 'win32' && process.getuid?.() !== 0;
  (closes ? it : () => {})('and goes on where it may not look', () => {
    const here = folder({ 'closed/config': BROKEN, 'secret.json': '{}', 'a/config': BROKEN });
    chmodSync(here.path('closed'), 0);
    chmodSync(here.path('secret.json'), 0);
    const { code, out, err } = here.run(['check']);
    chmodSync(here.path('closed'), 0o755);
    assert.equal(code, 2);
    assert.equal(
      err,
      'closed: it may not be read (permission denied).\nsecret.json: it may not be read (permission denied).\n',
    );
    assert.match(out, /^a\/config\n/);
  });
});

describe('sts-lens check reads', () => {
  afterEach(removeFolders);

  it('a byte-order mark and CRLF without counting them', () => {
    const here = folder({ config: `\uFEFF${BROKEN.replaceAll('\n', '\r\n')}` });
    const { findings } = JSON.parse(here.run(['check', '-f', 'json']).out);
    assert.deepEqual(
      [findings[0].start, findings[0].end],
      [
        { line: 3, column: 1 },
        { line: 3, column: 15 },
      ],
    );
  });

  it('UTF-16, which Windows PowerShell writes', async () => {
    const here = folder({ config: Buffer.from(`\uFEFF${BROKEN}`, 'utf16le') });
    assert.deepEqual(await reported(here), ['config']);
    here.write('config', Buffer.from(`\uFEFF${BROKEN}`, 'utf16le').swap16());
    assert.deepEqual(await reported(here), ['config']);
  });

  it('what it can of bytes that are not UTF-8', async () => {
    const here = folder({ config: Buffer.from(`# caf\xe9\n${BROKEN}`, 'latin1') });
    assert.deepEqual(await reported(here), ['config']);
  });

  it('no binary files', async () => {
    const here = folder({ 'data.bin': Buffer.from(`${BROKEN}\0`) });
    assert.deepEqual(await reported(here), []);
    assert.equal(here.run(['check', 'data.bin']).err, 'data.bin: left out, because it is not text.\n');
  });

  it('no file above 10 MB, and says so', () => {
    const here = folder({ 'large.json': '{ "Statement": [', 'sparse.bin': '', 'a/config': BROKEN });
    here.write('large.json', Buffer.alloc(50_000_000, '{ "Statement": [ '));
    truncateSync(here.path('sparse.bin'), 50_000_000);
    const { code, out, err } = here.run(['check']);
    assert.equal(code, 1);
    assert.equal(err, 'large.json: left out, because it is larger than 10 MB.\n');
    assert.match(out, /in 1 of 1 file\.\n$/);
    const piped = here.run(['check', '-'], { input: '[ '.repeat(5_100_000), env: {} });
    assert.equal(piped.err, 'stdin: left out, because it is larger than 10 MB.\n');
  });

  it('20,000 nested arrays, and what is beside them', () => {
    const deep = `{ "Statement": ${'['.repeat(20_000)}${']'.repeat(20_000)} }`;
    const { code, out, err } = folder({ 'deep.json': deep, config: BROKEN }).run(['check']);
    assert.deepEqual({ code, err }, { code: 1, err: '' });
    assert.equal(out.match(/nests more than 500 levels deep/g)?.length, 1);
    assert.match(out, /^config\n/m);
  });

  it('names that would move the cursor, harmlessly', async function () {
    if (process.platform === 'win32') this.skip();
    const here = folder({ 'a\x1b[2Jb': BROKEN });
    assert.match(here.run(['check']).out, /^a\\u001b\[2Jb\n/);
    assert.deepEqual(await reported(here), ['a\x1b[2Jb']);
  });
});

describe('sts-lens check is told by .sts-lens.json', async () => {
  afterEach(removeFolders);

  it('what to leave out, by the nearest one', async () => {
    const here = folder({
      '.sts-lens.json': '{ "exclude": ["third-party"] /* not ours */ }',
      'a/config': BROKEN,
      'third-party/config': BROKEN,
      'own/.sts-lens.json': '{}',
      'own/third-party/config': BROKEN,
    });
    assert.deepEqual(await reported(here), ['a/config', 'own/third-party/config']);
    assert.deepEqual(await reported(here, '--no-config', 'third-party'), ['third-party/config']);
    assert.equal(
      here.run(['check', 'third-party/config']).err,
      'third-party/config: left out, because the settings exclude it.\n',
    );
  });

  it('how loud rules are, and --rule has the last word', () => {
    const here = folder({
      '.sts-lens.json': '{ "rules": { "sts-endpoint-legacy": "error" } }',
      '.aws/config': '[default]\nregion = us-east-1\nsts_regional_endpoints = legacy\n',
    });
    const severity = (...args: string[]) =>
      / {2}(\w+) {2}With legacy/.exec(here.run(['check', ...args]).out)?.[1];
    assert.equal(severity(), 'error');
    assert.equal(severity('--no-config'), 'warning');
    assert.equal(severity('--rule', 'sts-endpoint-legacy=information'), 'information');
    assert.equal(severity('--rule', 'sts-endpoint-legacy=off'), undefined);
  });

  it('or by the file that --config names', async () => {
    const here = folder({ 'a/config': BROKEN, 'b/config': BROKEN, 'my.json': '{ "exclude": ["b"] }' });
    assert.deepEqual(await reported(here, '--config', 'my.json'), ['a/config']);
    const { code, err } = here.run(['check', '--config', 'none.json']);
    assert.deepEqual({ code, err }, { code: 2, err: 'none.json: these settings cannot be read (ENOENT).\n' });
  });

  it('once where it is wrong, with the place; the run goes on and ends with 2', () => {
    const here = folder({
      '.sts-lens.json': '{\n  "rules": { "no-such-rule": "error" }\n}\n',
      'a/config': BROKEN,
      'b/config': BROKEN,
    });
    const { code, err, out } = here.run(['check']);
    assert.deepEqual(
      { code, err },
      { code: 2, err: '.sts-lens.json:2:14: There is no rule no-such-rule.\n' },
    );
    assert.match(out, /2 problems/);
  });

  it('which cases were not asked: a test that never runs must not pass', async () => {
    const trust = `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "444455556666" }, "Action": "sts:AssumeRole" }] }`;
    const role = 'arn:aws:iam::111122223333:role/Deploy';
    const of = (name: string) => ({ role: name, caller: 'ec2.amazonaws.com', expect: 'denied' });
    const gone = { ...of(`${role}2`), name: 'no instances' };
    const elsewhere = { ...of('Deploy'), name: 'of b', file: 'b/*' };
    const none = { file: 'b/*', caller: 'ec2.amazonaws.com', expect: 'denied' };
    const here = folder({
      '.sts-lens.json': JSON.stringify({
        roles: { 'a/*.json': role },
        cases: [of('Deploy'), gone, elsewhere, none],
      }),
      'a/trust.json': trust,
    });
    const said = [
      `(no instances): no trust policy in the files checked is known to be that of ${role}2.`,
      '(of b): no trust policy in the files checked that match b/* is known to be that of Deploy.',
      '(ec2.amazonaws.com): there is no trust policy in the files checked that match b/*.',
    ]
      .map((reason) => `.sts-lens.json: A case was not asked ${reason}\n`)
      .join('');
    for (const [args, code, err] of [
      [[], 2, said],
      [['.', '--quiet'], 2, said],
      // Of a part of the folder nobody expects to have all cases asked.
      [['a'], 0, ''],
      [['a/trust.json'], 0, ''],
      [['--rule', 'case-fails=off'], 0, ''],
      [['--no-config'], 0, ''],
    ] as const) {
      const run = await here.runHere(['check', ...args]);
      assert.deepEqual({ code: run.code, err: run.err }, { code, err }, args.join(' '));
    }
  });

  it('that a Terraform configuration reads: a trust policy there is that of its role', async () => {
    const role = (name: string, call: string) =>
      `resource "aws_iam_role" "r" {\n  name = "${name}"\n  assume_role_policy = file("${call}")\n  inline_policy {\n    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::111122223333:role/\${local.x}" }] })\n  }\n}\n`;
    const own = (name: string) =>
      `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::\${account}:role/${name}" }, "Action": "sts:AssumeRole" }] }\n`;
    const here = folder({
      'app/main.tf': role('app', '${path.module}/../policies/app.json'),
      'policies/app.json': own('app'),
      'policies/two.json': own('two'),
      'one/main.tf': role('two', '../policies/two.json'),
      'two/main.tf': role('two', '../policies/two.json'),
    });
    const { out } = await here.runHere(['check', '--format', 'json', '--level', 'hint']);
    const found = JSON.parse(out).findings as { file: string; rule: string }[];
    const before = found.filter(({ rule }) => rule === 'self-reference-before-creation');
    assert.deepEqual(
      before.map(({ file }) => file),
      ['policies/app.json'],
    );
  });
});
