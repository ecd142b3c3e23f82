import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { plainYaml } from '../../server/src/core/syntax/yamlPlain';
import { resourcesOf } from '../../server/src/core/syntax/yamlResources';
import { yamlTree } from '../../server/src/core/syntax/yamlTree';

const CORPUS = path.resolve(__dirname, '../../../../shared/corpus');

describe('Resources of real templates', function () {
  this.timeout(120_000);
  before(function () {
    if (!existsSync(CORPUS)) this.skip();
  });

  it('are the same trees read quickly and by the library, where they are plain; half of them are', () => {
    let [all, plain] = [0, 0];
    for (const name of readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(?:ya?ml|template)$/.test(name)) continue;
      const text = readFileSync(path.join(CORPUS, name), 'utf8');
      for (const { start, end } of resourcesOf(text) ?? []) {
        const own = text.slice(start, end);
        const root = plainYaml(own);
        all++;
        if (root === undefined) continue;
        plain++;
        assert.deepEqual({ root, problems: [] }, yamlTree(own), name);
      }
    }
    assert.ok(plain > all / 2, `${plain} of ${all}`);
  });
});
