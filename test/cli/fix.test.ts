import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { describe, it } from 'mocha';
import { folder, removeFolders } from './command';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const LEGACY = `[default]
region = us-east-1
sts_regional_endpoints = legacy

[profile b]
region=eu-west-1
sts_regional_endpoints=legacy
`;
const REGIONAL = LEGACY.replaceAll('legacy', 'regional');

describe('sts-lens check --fix', () => {
  afterEach(removeFolders);

  it('makes the safe fixes, says so on stderr, and finds nothing left to do', () => {
    const here = folder({ '.aws/config': LEGACY });
    assert.match(here.run(['check']).out, /fix \(--fix\): Set sts_regional_endpoints to regional/);
    assert.deepEqual(here.run(['check', '--fix']), {
      code: 0,
      out: 'No problems in 1 file.\n',
      err: 'Repaired 2 problems in 1 file.\n',
    });
    assert.equal(here.read('.aws/config'), REGIONAL);
    assert.deepEqual(here.run(['check', '--fix']), { code: 0, out: 'No problems in 1 file.\n', err: '' });
    assert.deepEqual(readdirSync(here.path('.aws')), ['config']);
  });

  it('makes fixes that stand in each other’s way one after the other', () => {
    const here = folder({
      '.aws/config': '[default]\nregion = us-east-1\nsts_regional_endpoints = legacy ; as before\n',
    });
    assert.match(here.run(['check']).out, /2 problems .* 2 fixable with --fix/);
    assert.equal(here.run(['check', '--fix']).code, 0);
    const fixed = here.read('.aws/config').split('\n');
    assert.ok(fixed.includes('; as before') && fixed.includes('sts_regional_endpoints = regional'));
  });

  it('leaves fixes that are not safe to people', () => {
    const text = '[default]\nregion = us-east-1\nsts_regional_endpoints = regionall\n';
    const here = folder({ '.aws/config': text });
    const { code, out } = here.run(['check', '--fix']);
    assert.equal(code, 1);
    assert.match(out, /fix: Set sts_regional_endpoints to regional\n/);
    assert.equal(here.read('.aws/config'), text);
  });

  it('leaves findings that are not shown', () => {
    const text = '[default]\nregion = us-east-1\nrole_arn = arn:aws:iam::111122223333:role/Deploy\n';
    const here = folder({ '.aws/config': text });
    assert.match(here.run(['check', '--level', 'hint']).out, /1 hint/);
    here.run(['check', '--fix']);
    assert.equal(here.read('.aws/config'), text);
    here.run(['check', '--fix', '--quiet']);
    assert.equal(here.read('.aws/config'), text);
  });

  it('keeps the mode, the line ends, the byte-order mark and the encoding', () => {
    const crlf = `\uFEFF${LEGACY.replaceAll('\n', '\r\n')}`;
    const here = folder({ '.aws/config': crlf, 'wide/.aws/config': Buffer.from(crlf, 'utf16le') });
    chmodSync(here.path('.aws/config'), 0o600);
    assert.equal(here.run(['check', '--fix']).code, 0);
    assert.equal(here.read('.aws/config'), crlf.replaceAll('legacy', 'regional'));
    assert.equal(
      readFileSync(here.path('wide/.aws/config'), 'utf16le'),
      crlf.replaceAll('legacy', 'regional'),
    );
    if (process.platform !== 'win32') assert.equal(statSync(here.path('.aws/config')).mode & 0o777, 0o600);
  });

  it('writes through a link and leaves it one', function () {
    if (process.platform === 'win32') this.skip();
    const here = folder({ 'real/.aws/config': LEGACY });
    symlinkSync('real/.aws', here.path('.aws'));
    symlinkSync('real/.aws/config', here.path('link'));
    assert.equal(here.run(['check', '--fix', '.aws/config']).code, 0);
    assert.equal(here.read('real/.aws/config'), REGIONAL);
    here.write('real/.aws/config', LEGACY);
    assert.equal(here.run(['check', '--fix', 'link']).code, 0);
    assert.ok(lstatSync(here.path('link')).isSymbolicLink());
    assert.equal(here.read('real/.aws/config'), REGIONAL);
  });

  it('never writes a file it could not read in full', () => {
    const latin = Buffer.from(`# caf\xe9\n${LEGACY}`, 'latin1');
    const broken = `${LEGACY}not: a setting\n`;
    const here = folder({ 'latin/.aws/config': latin, 'broken/.aws/config': broken });
    const { code, out } = here.run(['check', '--fix']);
    assert.equal(code, 1);
    assert.doesNotMatch(out, /fix/);
    assert.deepEqual(readFileSync(here.path('latin/.aws/config')), latin);
    assert.equal(here.read('broken/.aws/config'), broken);
  });
});

describe('sts-lens check --fix-dry-run', () => {
  afterEach(removeFolders);

  it('prints what --fix would change, for git to apply, and writes nothing', () => {
    const here = folder({
      '.aws/config': LEGACY,
      'c/.aws/config': LEGACY.replaceAll('\n', '\r\n').trimEnd(),
    });
    const { code, out, err } = here.run(['check', '--fix-dry-run']);
    assert.deepEqual({ code, err }, { code: 0, err: '--fix would repair 4 problems in 2 files.\n' });
    assert.match(out, /^--- a\/\.aws\/config\n\+\+\+ b\/\.aws\/config\n@@ -1,7 \+1,7 @@\n/);
    assert.equal(here.read('.aws/config'), LEGACY);
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: here.at, input: out });
    const applied = [here.read('.aws/config'), here.read('c/.aws/config')];
    here.write('.aws/config', LEGACY);
    here.write('c/.aws/config', LEGACY.replaceAll('\n', '\r\n').trimEnd());
    here.run(['check', '--fix']);
    assert.deepEqual([here.read('.aws/config'), here.read('c/.aws/config')], applied);
  });

  it('reads standard input, and shows no secret beside a change', () => {
    const input = `[default]\naws_secret_access_key = ${SECRET}\n${LEGACY.slice(LEGACY.indexOf('\n') + 1)}`;
    const { out } = folder().run(['check', '-', '--stdin-filename', '.aws/config', '--fix-dry-run'], {
      input,
    });
    assert.match(out, /^-sts_regional_endpoints = legacy\n\+sts_regional_endpoints = regional\n/m);
    assert.ok(!out.includes(SECRET));
  });
});

describe('The fixes in JSON output', () => {
  afterEach(removeFolders);

  it('are edits of the file as it is, byte-order mark included', () => {
    const here = folder({ '.aws/config': `\uFEFF${LEGACY}` });
    const { findings } = JSON.parse(here.run(['check', '--format', 'json']).out);
    let text = here.read('.aws/config');
    for (const { fixes } of findings.reverse()) {
      const { safe, edits } = fixes[0];
      assert.equal(safe, true);
      for (const { file, start, end, text: by } of edits) {
        assert.equal(file, '.aws/config');
        text = text.slice(0, start) + by + text.slice(end);
      }
    }
    here.run(['check', '--fix']);
    assert.equal(here.read('.aws/config'), text);
  });
});
