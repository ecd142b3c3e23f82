import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'mocha';
import { CLI, Folder } from './command';

const DIST = path.dirname(CLI);
const TRUST =
  '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}';

/** Runs the built command, and names the files of dist/ that were loaded for it. */
function loadedFor(folder: Folder, args: readonly string[], before = ''): string[] {
  const program = `${before};
    process.argv = ['node', ${JSON.stringify(CLI)}, ...${JSON.stringify(args)}];
    process.on('exit', () => process.stderr.write(JSON.stringify([Object.keys(require.cache), globalThis.asked])));
    require(${JSON.stringify(CLI)});`;
  const { stderr } = spawnSync(process.execPath, ['-e', program], { cwd: folder.at, encoding: 'utf8' });
  const [files, asked] = JSON.parse(stderr) as [string[], string | undefined];
  return [
    ...files.filter((file) => path.dirname(file) === DIST).map((file) => path.basename(file)),
    ...(asked ? [asked] : []),
  ].sort();
}

describe('The built command', () => {
  const folder = new Folder({
    'trust.json': TRUST,
    'template.yaml': 'Resources: {A: {Type: "AWS::IAM::Role", Properties: {AssumeRolePolicyDocument: *x}}}',
  });
  after(() => folder.remove());

  it('loads no more than it needs', () => {
    assert.deepEqual(loadedFor(folder, ['check', 'trust.json']), ['cli.js', 'commands.js']);
    assert.deepEqual(loadedFor(folder, ['check', 'template.yaml']), ['cli.js', 'commands.js', 'yaml.js']);
  });

  it('has Node keep what it has compiled, where Node can', () => {
    const stub = "require('node:module').enableCompileCache = () => { globalThis.asked = 'kept'; }";
    assert.ok(loadedFor(folder, ['check', 'trust.json'], stub).includes('kept'));
    const none = "require('node:module').enableCompileCache = undefined";
    assert.deepEqual(loadedFor(folder, ['check', 'trust.json'], none), ['cli.js', 'commands.js']);
  });

  it('is in ASCII, as is everything built for Node: V8 takes half the memory for it', () => {
    const all = readdirSync(DIST);
    // Readable bundles with source maps are as they were written.
    for (const file of all.filter((name) => name.endsWith('.js') && !all.includes(`${name}.map`))) {
      assert.doesNotMatch(readFileSync(path.join(DIST, file), 'latin1'), /[^\0-\x7f]/, file);
    }
  });
});
