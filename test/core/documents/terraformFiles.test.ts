import assert from 'node:assert/strict';
import { Workspace } from '../rules/workspace';
import { ACCOUNT, ROOT, shown, subjectsOf } from './terraformModule';

describe('Terraform configurations that read a policy from another file', () => {
  const service = (name: string) =>
    `{\n  "Statement": [{ "Effect": "Allow", "Principal": { "Service": "${name}" }, "Action": "sts:AssumeRole" }]\n}\n`;
  const reading = (call: string) =>
    `resource "aws_iam_role" "app" {\n  name = "app"\n  assume_role_policy = ${call}\n}\n`;
  const own =
    'resource "aws_iam_role_policy" "own" {\n  role = aws_iam_role.app.name\n  policy = file("policies/own.json")\n}\n';
  const identity =
    '{ "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::111122223333:role/b" }] }';

  it('give it to the role, in the file where it stands', () => {
    const calls = [
      'file("${path.module}/policies/trust.json")',
      'file("policies/trust.json")',
      'file("./policies/../policies/trust.json")',
      'templatefile("${path.module}/policies/trust.json", { a = var.a })',
      'trimspace(file("${ path.module }/policies/trust.json"))',
    ];
    for (const call of calls) {
      const text = service('ec2.amazonaws.com');
      const files = {
        'main.tf': reading(call) + own,
        'policies/trust.json': text,
        'policies/own.json': identity,
      };
      assert.deepEqual(subjectsOf(files).trusts, [], call);
      const { document, trusts } = subjectsOf(files, 'policies/trust.json');
      assert.equal(document.kind, 'iam-json');
      const [found, ...more] = trusts;
      assert.deepEqual(more, []);
      assert.equal(shown(found?.role.name), 'app', call);
      assert.equal(found?.role.lifecycle, 'created');
      assert.equal(text.slice(found.span.start, found.span.end), text.trim());
      assert.deepEqual(
        found.identityPolicies.map(({ source }) => source.uri),
        [`${ROOT}policies/own.json`],
      );
      const [attached] = subjectsOf(files, 'policies/own.json').identities;
      assert.equal(shown(attached?.attachedTo?.name), 'app');
    }
  });

  it('say nothing of it where it is not in sight, or where another one is meant', () => {
    const calls = [
      'file("/policies/trust.json")',
      'file("${path.root}/policies/trust.json")',
      'file("${var.folder}/trust.json")',
      'file("../../../../policies/trust.json")',
      'file("trust.json")',
      'filebase64("policies/trust.json")',
    ];
    for (const call of calls) {
      const files = { 'main.tf': reading(call), 'policies/trust.json': service('ec2.amazonaws.com') };
      const [found] = subjectsOf(files, 'policies/trust.json').trusts;
      assert.equal(found?.role.lifecycle, 'standalone', call);
    }
    const twice = `${reading('file("t.json")')}${reading('file("t.json")').replaceAll('app', 'other')}`;
    const [shared] = subjectsOf(
      { 'main.tf': twice, 't.json': service('ec2.amazonaws.com') },
      't.json',
    ).trusts;
    assert.equal(shared?.role.name, undefined);
  });

  it('are repaired in it, but never with an expression that it cannot hold', () => {
    const workspace = new Workspace({
      'main.tf': `${ACCOUNT}${reading('file("t.json")')}`,
      't.json': service('ec2.amazon.com'),
    });
    const findings = workspace.findings('t.json');
    const fixes = findings.flatMap((each) => each.fixes());
    assert.ok(fixes.length > 0);
    const edits = fixes.flatMap(({ change }) =>
      change.kind === 'edits' ? change.files : change.answer('an-answer'),
    );
    assert.deepEqual([...new Set(edits.map(({ uri }) => uri))], ['file:///workspace/t.json']);
    assert.doesNotMatch(JSON.stringify(edits), /data\.aws_caller_identity/);
  });
});
