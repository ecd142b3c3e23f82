import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { folder, removeFolders } from './command';

const BROKEN = '[profile a]\nregion = eu-west-1\nnot: a setting\n';
const MESSAGE = 'This line has no equals sign, so it is not a setting.';
const WHOLE = '[profile a]\nregion = eu-west-1\nsts_regional_endpoints = regional\n';

describe('sts-lens check', () => {
  afterEach(removeFolders);

  it('shows a finding with its text, in the order of paths and places', () => {
    const here = folder({
      'b/.aws/config': `${BROKEN}output = json\nnor: this\n`,
      'a/config': BROKEN,
      'c/config': WHOLE,
    });
    assert.deepEqual(here.run(['check']), {
      code: 1,
      err: '',
      out: `a/config
  3:1  warning  ${MESSAGE}  syntax
    │ not: a setting
    │ ^^^^^^^^^^^^^^

b/.aws/config
  3:1  warning  ${MESSAGE}  syntax
    │ not: a setting
    │ ^^^^^^^^^^^^^^

  5:1  warning  ${MESSAGE}  syntax
    │ nor: this
    │ ^^^^^^^^^

3 problems (3 warnings) in 2 of 3 files.
`,
    });
  });

  it('writes the same as JSON', () => {
    const { code, out } = folder({ 'a/config': BROKEN, 'b/config': WHOLE }).run([
      'check',
      '--format',
      'json',
    ]);
    assert.equal(code, 1);
    const { version, ...rest } = JSON.parse(out);
    assert.match(version, /^\d+\.\d+\.\d+$/);
    assert.deepEqual(rest, {
      findings: [
        {
          file: 'a/config',
          rule: 'syntax',
          severity: 'warning',
          message: MESSAGE,
          start: { line: 3, column: 1 },
          end: { line: 3, column: 15 },
          fixes: [],
        },
      ],
      summary: { files: 2, error: 0, warning: 1, information: 0, hint: 0 },
    });
  });

  it('is clean without findings, and says so', () => {
    assert.deepEqual(folder({ config: WHOLE }).run(['check', 'config']), {
      code: 0,
      out: 'No problems in 1 file.\n',
      err: '',
    });
  });

  it('is clean where there is nothing to check', () => {
    const { code, out } = folder({ 'notes.txt': 'hello' }).run(['check']);
    assert.deepEqual(
      { code, out },
      { code: 0, out: 'No files with trust policies or AWS profiles found.\n' },
    );
  });

  it('fails from --fail-on up, shows from --level up, and counts what it does not show', () => {
    const here = folder({ config: BROKEN });
    assert.equal(here.run(['check', '--fail-on', 'error']).code, 0);
    assert.equal(here.run(['check', '--exit-zero']).code, 0);
    const quiet = here.run(['check', '--quiet']);
    assert.deepEqual(quiet, {
      code: 1,
      out: 'No problems in 1 file. 1 warning not shown (use --level warning).\n',
      err: '',
    });
  });

  it('tolerates warnings up to --max-warnings', () => {
    const here = folder({ config: BROKEN });
    assert.equal(here.run(['check', '--max-warnings', '1']).code, 0);
    assert.equal(here.run(['check', '--max-warnings', '0']).code, 1);
    assert.equal(here.run(['check', '--max-warnings', '1', '--rule', 'syntax=error']).code, 1);
  });

  it('lets --rule change and silence a level', () => {
    const here = folder({ config: BROKEN });
    assert.match(here.run(['check', '--rule', 'syntax=information']).out, / 3:1 {2}information {2}/);
    assert.equal(here.run(['check', '--rule', 'syntax=off']).out, 'No problems in 1 file.\n');
  });

  it('writes the findings to a file in a folder that is not there yet', () => {
    const here = folder({ config: BROKEN });
    const { code, out } = here.run(['check', '--output-file', 'reports/findings.txt'], {
      env: { FORCE_COLOR: '1' },
    });
    assert.deepEqual({ code, out }, { code: 1, out: '' });
    assert.match(here.read('reports/findings.txt'), /^config\n {2}3:1 {2}warning {2}/);
  });

  it('reads standard input under the name it is given', () => {
    const here = folder();
    const { code, out } = here.run(['check', '-', '--stdin-filename', '.aws/config'], { input: BROKEN });
    assert.equal(code, 1);
    assert.match(out, /^\.aws\/config\n {2}3:1 {2}warning/);
    assert.match(here.run(['check', '-', '-f', 'json'], { input: BROKEN }).out, /"file": "stdin"/);
  });

  it('never shows a secret, neither in the line of a finding nor beside it', () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const here = folder({
      config: `[profile a]\naws_secret_access_key = ${secret}\nregion\n[profile b\naws_secret_access_key ${secret}\n`,
    });
    for (const args of [[], ['--explain'], ['--format', 'json'], ['--level', 'hint']]) {
      const { out, err } = here.run(['check', ...args]);
      assert.ok(!(out + err).includes(secret), args.join(' '));
    }
  });
});
