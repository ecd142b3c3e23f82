import assert from 'node:assert/strict';
import { applyEdits } from '../../../server/src/core/text/edit';
import { Workspace } from './workspace';

const OWN = 'arn:aws:iam::111122223333:role/app';
const JSON_POLICY = (aws: string) => `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "${aws}" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;
const role = (policy: string) =>
  `resource "aws_iam_role" "app" {\n  name               = "app"\n  assume_role_policy = ${policy}\n}\n`;
const DATA = (aws: string) => `data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["${aws}"]
    }
  }
}
`;

/** The same trust policy in every form that a configuration can write it in, by the file that it stands in. */
const FORMS: Readonly<Record<string, { readonly at: string; files(aws: string): Record<string, string> }>> = {
  jsonencode: {
    at: 'main.tf',
    files: (aws) => ({
      'main.tf': role(
        `jsonencode({\n    Version = "2012-10-17"\n    Statement = [\n      {\n        Effect    = "Allow"\n        Principal = { AWS = "${aws}" }\n        Action    = "sts:AssumeRole"\n      },\n    ]\n  })`,
      ),
    }),
  },
  heredoc: { at: 'main.tf', files: (aws) => ({ 'main.tf': role(`<<EOF\n${JSON_POLICY(aws)}EOF`) }) },
  'a string in quotes': {
    at: 'main.tf',
    files: (aws) => ({ 'main.tf': role(JSON.stringify(JSON_POLICY(aws))) }),
  },
  'a data source': {
    at: 'main.tf',
    files: (aws) => ({ 'main.tf': DATA(aws) + role('data.aws_iam_policy_document.trust.json') }),
  },
  'file()': {
    at: 'policies/trust.json',
    files: (aws) => ({
      'main.tf': role('file("${path.module}/policies/trust.json")'),
      'policies/trust.json': JSON_POLICY(aws),
    }),
  },
  'templatefile()': {
    at: 'trust.json',
    files: (aws) => ({
      'main.tf': role('templatefile("trust.json", { account = var.account })'),
      'trust.json': JSON_POLICY(aws),
    }),
  },
};

/** The findings of a rule in a workspace, and its text after each fix. */
function fixed(files: Readonly<Record<string, string>>, at: string, rule: string) {
  const workspace = new Workspace(files);
  const found = workspace.findings(at).filter((each) => each.rule === rule);
  const texts = found.flatMap((each) =>
    each.fixes().flatMap(({ change }) => {
      if (change.kind !== 'edits') return [];
      assert.deepEqual(
        change.files.map(({ uri }) => Workspace.nameOf(uri)),
        [at],
      );
      return [applyEdits(files[at]!, change.files[0]!.edits)];
    }),
  );
  return { found, texts };
}

describe('Fixes in Terraform configurations', () => {
  for (const [name, { at, files }] of Object.entries(FORMS)) {
    it(`change one word of a policy in ${name}, and nothing else`, () => {
      const wrong = files('111122223333:root');
      const rule = 'principal-invalid';
      const { found, texts } = fixed(wrong, at, rule);
      assert.equal(found.length, 1);
      assert.equal(texts.length, 1);
      for (const text of texts) {
        assert.equal(text, files('arn:aws:iam::111122223333:root')[at]);
        assert.deepEqual(fixed({ ...wrong, [at]: text }, at, rule).found, []);
      }
    });

    it(`add a condition to a policy in ${name}`, () => {
      const before = files(OWN);
      const rule = 'self-reference-before-creation';
      const { found, texts } = fixed(before, at, rule);
      assert.equal(found.length, 1);
      assert.ok(texts.length > 0);
      for (const text of texts) {
        assert.match(text, /ArnEquals/);
        const again = new Workspace({ ...before, [at]: text });
        assert.deepEqual(
          again.findings(at).filter((each) => each.rule === rule || each.severity === 'error'),
          [],
          text,
        );
        assert.equal(again.document(at).problems.length, 0);
      }
    });
  }
});
