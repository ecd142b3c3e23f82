import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import picomatch from 'picomatch/posix';
import { INDEX_GLOB, indexable } from '../../server/src/lsp/fileNames';

describe('The files of the index', () => {
  const matches = picomatch(INDEX_GLOB, { dot: true, nocase: true });
  for (const [name, wanted] of [
    ['policy.json', true],
    ['a/template.yml', true],
    ['.aws/config', true],
    ['config', false],
    ['.env', true],
    ['.env.local', true],
    ['prod.env', true],
    ['Dockerfile', true],
    ['Dockerfile.prod', true],
    ['a/b/run.sh', true],
    ['requirements-dev.txt', true],
    ['notes.txt', false],
    ['go.mod', true],
    ['go.sum', false],
    ['main.py', false],
    ['setup.py', true],
    ['App.csproj', true],
    ['xgo.mod', false],
  ] as const) {
    it(`${wanted ? 'have' : 'do not have'} ${name} among them, by name and by glob`, () => {
      assert.equal(indexable(`file:///w/${name}`), wanted);
      assert.equal(matches(name), wanted);
    });
  }
});
