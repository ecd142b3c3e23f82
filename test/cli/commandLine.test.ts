import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { describe, it } from 'mocha';
import { CLI, folder, removeFolders } from './command';

const BROKEN = '[profile a]\nregion = eu-west-1\nnot: a setting\n';

describe('The command line', () => {
  afterEach(removeFolders);

  it('shows what there is when called with nothing', () => {
    const { code, out, err } = folder().run([]);
    assert.equal(code, 0);
    assert.match(out, /^STS Lens tells you .*\n {2}check +\S.*\n {2}explain +\S/s);
    assert.equal(err, '');
  });

  it('prints the version of the package', () => {
    const { code, out } = folder().run(['--version']);
    assert.equal(code, 0);
    assert.match(out, /^\d+\.\d+\.\d+\n$/);
  });

  it('has a help for every command', async () => {
    const here = folder();
    for (const command of ['check', 'explain', 'endpoint', 'graph', 'rule', 'server']) {
      const { code, out } = await here.runHere([command, '--help']);
      assert.equal(code, 0);
      assert.match(out, new RegExp(`^.+\\.\\n\\nUsage: sts-lens ${command}`));
      assert.equal((await here.runHere(['help', command])).out, out);
    }
  });

  it('answers a mistyped command or option with what was meant, and exit code 2', () => {
    const here = folder();
    assert.deepEqual(here.run(['chek']), {
      code: 2,
      out: '',
      err: 'sts-lens: There is no command "chek". Did you mean check?\nTry: sts-lens --help\n',
    });
    assert.deepEqual(here.run(['check', '--fomat', 'json']), {
      code: 2,
      out: '',
      err: 'sts-lens: There is no option --fomat. Did you mean --format?\nTry: sts-lens check --help\n',
    });
  });

  for (const [args, message] of [
    [['--format', 'xml'], '--format can be stylish, json; it was "xml".'],
    [['--format'], '--format needs a value: --format stylish|json'],
    [['--config', '--fix'], '--config needs a value: --config FILE'],
    [['--fix=yes'], '--fix takes no value.'],
    [['--max-warnings', 'many'], '--max-warnings needs a whole number; it was "many".'],
    [['--rule', 'syntacs=off'], 'There is no rule "syntacs". Did you mean syntax?'],
    [
      ['--rule', 'syntax=loud'],
      '--rule needs ID=LEVEL with a level of error, warning, information, hint, off: --rule syntax=off',
    ],
    [['--fix', '-'], '--fix cannot write to standard input; --fix-dry-run prints what it would change.'],
    [['--__proto__'], 'There is no option --__proto__.'],
  ] as const) {
    it(`refuses check ${args.join(' ')}`, async () => {
      const { code, out, err } = await folder().runHere(['check', ...args]);
      assert.deepEqual(
        { code, out, first: err.split('\n')[0] },
        { code: 2, out: '', first: `sts-lens: ${message}` },
      );
    });
  }

  it('takes what follows -- as a path, whatever it looks like', () => {
    const here = folder({ '--fix': BROKEN });
    const { code, out } = here.run(['check', '--', '--fix']);
    assert.equal(code, 1);
    assert.match(out, /^--fix\n/);
  });

  it('writes colours when they are forced, and none otherwise', () => {
    const here = folder({ config: BROKEN });
    const esc = String.fromCharCode(27);
    assert.ok(!here.run(['check']).out.includes(esc));
    assert.ok(here.run(['check'], { env: { FORCE_COLOR: '1' } }).out.includes(`${esc}[33mwarning`));
    assert.ok(!here.run(['check'], { env: { FORCE_COLOR: '0', NO_COLOR: '' } }).out.includes(esc));
  });

  it('ends quietly when its reader goes away', async () => {
    const here = folder();
    // More findings than a pipe holds, so that the command is still writing when the pipe closes.
    here.write('.aws/config', BROKEN.repeat(1_000));
    const child = spawn(process.execPath, [CLI, 'check', '--format', 'json'], { cwd: here.at });
    let err = '';
    child.stderr.on('data', (chunk) => (err += chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('close', resolve));
    assert.equal(err, '');
    assert.equal(code, 1);
  });
});
