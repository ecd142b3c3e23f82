import assert from 'node:assert/strict';
import { Workspace } from '../rules/workspace';
import { shown, subjectsOf } from './terraformModule';

describe('Terraform configurations in JSON', () => {
  it('give policies in strings, and say where a role refers to itself', () => {
    const policy = (who: string) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: [who] }, Action: 'sts:AssumeRole' }],
      });
    const text = JSON.stringify({
      resource: {
        aws_iam_role: {
          app: { name: 'app', assume_role_policy: policy('${aws_iam_role.app.arn}') },
          other: { name: 'other', assume_role_policy: policy('${aws_iam_role.app.arn}') },
          application: { name: 'x', assume_role_policy: policy('${aws_iam_role.application2.arn}') },
        },
      },
    });
    const { trusts } = subjectsOf({ 'main.tf.json': text }, 'main.tf.json');
    const said = trusts.map(({ role, ownReferences = [] }) => [
      shown(role.name),
      ...ownReferences.map(({ start, end }) => text.slice(start, end)),
    ]);
    assert.deepEqual(said, [['app', '\\"${aws_iam_role.app.arn}\\"'], ['other'], ['x']]);
    const found = new Workspace({ 'main.tf.json': text }).findings('main.tf.json');
    assert.deepEqual(
      found.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
      ['self-reference-cycle'],
    );
  });
});
