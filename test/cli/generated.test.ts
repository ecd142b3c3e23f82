import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { RULE_IDS } from '../../server/src/core/rules/ids';
import { readSettingsFile } from '../../server/src/core/settingsFile';

const ROOT = path.resolve(__dirname, '../../..');

describe('What is generated from the rules', () => {
  it('is as it would be generated now (npm run gen)', function () {
    this.timeout(20_000);
    const { status, stderr } = spawnSync(process.execPath, ['scripts/gen/main.mjs', '--check'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });

  it('describes the settings that are read, and no others', () => {
    const schema = JSON.parse(readFileSync(path.join(ROOT, 'schemas/sts-lens.schema.json'), 'utf8'));
    const settings = {
      $schema: schema.$id,
      rules: Object.fromEntries(RULE_IDS.map((id) => [id, 'off'])),
      roles: schema.properties.roles.examples[0],
      exclude: schema.properties.exclude.examples[0],
      cases: schema.properties.cases.examples[0],
    };
    assert.deepEqual(Object.keys(schema.properties), Object.keys(settings));
    assert.deepEqual(Object.keys(schema.properties.rules.properties), Object.keys(settings.rules));
    const { written, problems } = readSettingsFile(JSON.stringify(settings));
    assert.deepEqual(problems, []);
    const { $schema: _, ...said } = settings;
    assert.deepEqual(written, said);
    const kept = schema.properties.cases.items.properties;
    const whole = {
      name: 'n',
      role: 'r',
      file: 'f',
      caller: '*',
      action: 'sts:TagSession',
      context: {},
      expect: 'denied',
    };
    assert.deepEqual(Object.keys(kept), Object.keys(whole));
    assert.deepEqual(readSettingsFile(JSON.stringify({ cases: [whole] })).written.cases, [whole]);
  });
});
