import assert from 'node:assert/strict';
import { defaultOf, TOOL_IDS, TOOLS, toolAt } from '../../../server/src/core/sts/tools';
import { atLeast } from '../../../server/src/core/sts/versions';

describe('The table of tools', () => {
  it('has every tool, and tells its lines apart by version', () => {
    assert.deepEqual(new Set(TOOLS.map(({ id }) => id)), new Set(TOOL_IDS));
    assert.equal(toolAt('aws-cli', '1.45.11').name, 'AWS CLI v1');
    assert.equal(toolAt('aws-cli', '2.0.0').name, 'AWS CLI v2');
    assert.equal(defaultOf(toolAt('boto3', '1.39.99'), '1.39.99'), 'legacy');
    assert.equal(defaultOf(toolAt('boto3', '1.40.0'), '1.40.0'), 'regional');
  });

  it('compares versions by number, not by text', () => {
    assert.ok(atLeast('1.100.0', '1.40.0') && atLeast('1.40', '1.40.0') && atLeast('2', '1.99'));
    assert.ok(!atLeast('1.9.0', '1.40.0') && !atLeast('', '1') && !atLeast('x.y', '0.1'));
  });
});
