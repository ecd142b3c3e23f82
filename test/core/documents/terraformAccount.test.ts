import assert from 'node:assert/strict';
import { applyEdits } from '../../../server/src/core/text/edit';
import { Workspace } from '../rules/workspace';
import { role } from './terraformModule';

describe('Terraform configurations without a data source for their account', () => {
  const own = `resource "aws_iam_role_policy" "own" {
  role = aws_iam_role.app.name
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = aws_iam_role.app.arn }] })
}
`;
  const heredoc = `resource "aws_iam_role" "app" {
  name = "app"
  assume_role_policy = <<EOF
{ "Statement": [{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }] }
EOF
}
`;
  const data = `resource "aws_iam_role" "app" {
  name = "app"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}
`;
  const RULE = 'self-assume-denied';
  const mended = (files: Readonly<Record<string, string>>) => {
    const workspace = new Workspace(files);
    const finding = workspace.findings('main.tf').find(({ rule }) => rule === RULE);
    const [fix] = finding?.fixes() ?? [];
    if (fix?.change.kind !== 'edits') return undefined;
    assert.deepEqual(
      fix.change.files.map(({ uri }) => Workspace.nameOf(uri)),
      ['main.tf'],
    );
    return applyEdits(files['main.tf']!, fix.change.files[0]!.edits);
  };

  it('are repaired with one, declared once, however the policy is written', () => {
    const encoded = role('var.x').replace('AWS = var.x', 'Service = "ec2.amazonaws.com"');
    for (const text of [encoded, heredoc, data]) {
      const after = mended({ 'main.tf': text + own }) ?? '';
      assert.ok(after.endsWith('}\n\ndata "aws_caller_identity" "current" {}\n'), after);
      assert.equal(after.split('data "aws_caller_identity"').length, 2);
      assert.ok(after.includes('arn:aws:iam::${data.aws_caller_identity.current.account_id}:role/app'));
      const rules = new Workspace({ 'main.tf': after }).findings('main.tf').map((each) => each.rule);
      assert.ok(!rules.includes(RULE), rules.join(' '));
    }
  });

  it('get one under a name that is free, and none where one may be out of sight', () => {
    const text = heredoc + own;
    const other = 'data "aws_caller_identity" "current" {\n  provider = aws.other\n}\n';
    assert.ok(mended({ 'main.tf': text, 'a.tf': other })?.includes('"aws_caller_identity" "this" {}'));
    const there = mended({ 'main.tf': text, 'a.tf': 'data "aws_caller_identity" "me" {}\n' }) ?? '';
    assert.ok(there.includes('data.aws_caller_identity.me.account_id'));
    assert.ok(!there.includes('data "aws_caller_identity"'));
    assert.equal(mended({ 'main.tf': text, 'a.tf': 'data "other" {' }), undefined);
  });
});
