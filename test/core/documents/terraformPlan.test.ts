import assert from 'node:assert/strict';
import { openDocument } from '../../../server/src/core/documents/open';
import { readable } from '../../../server/src/core/syntax/tree';
import { Workspace } from '../rules/workspace';

const OWN = 'arn:aws:iam::111122223333:role/app';
const policy = (principal: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' }],
  });

function plan(actions: readonly string[], principal: string, more: object = {}): string {
  const values = { name: 'app', path: '/', assume_role_policy: policy(principal), ...more };
  const resource = {
    address: 'aws_iam_role.app',
    mode: 'managed',
    type: 'aws_iam_role',
    name: 'app',
    values,
  };
  const caller = {
    address: 'data.aws_caller_identity.x',
    type: 'aws_caller_identity',
    values: { account_id: '111122223333' },
  };
  return JSON.stringify({
    format_version: '1.2',
    planned_values: { root_module: { child_modules: [{ resources: [resource] }] } },
    resource_changes: [{ address: 'aws_iam_role.app', change: { actions, after: values } }],
    prior_state: { values: { root_module: { resources: [caller] } } },
  });
}

describe('Plans of Terraform', () => {
  it('give each role once, with what the plan knows of it', () => {
    const text = plan(['create'], 'arn:aws:iam::444455556666:root');
    const document = openDocument({ uri: 'file:///plan.json', text });
    assert.equal(document.kind, 'terraform-plan');
    const [subject, ...others] = document.subjects;
    assert.ok(subject?.kind === 'trustPolicy' && others.length === 0);
    assert.equal(subject.role.name && readable(subject.role.name), 'app');
    assert.equal(subject.role.lifecycle, 'created');
    assert.match(text.slice(subject.span.start, subject.span.end), /^\{\\"Version.*\}$/);
  });

  it('tell a role that is created from one that is there', () => {
    const rules = (text: string) =>
      new Workspace({ 'plan.json': text })
        .findings('plan.json')
        .map(({ rule, severity }) => `${severity} ${rule}`);
    assert.deepEqual(rules(plan(['create'], OWN)), ['error self-reference-before-creation']);
    assert.deepEqual(rules(plan(['delete', 'create'], OWN)), ['error self-reference-before-creation']);
    assert.deepEqual(rules(plan(['update'], OWN, { arn: OWN })), []);
  });

  it('offer no fixes: they are output', () => {
    const [finding] = new Workspace({ 'plan.json': plan(['create'], OWN) }).findings('plan.json');
    assert.deepEqual(finding?.fixes(), []);
  });
});
