import assert from 'node:assert/strict';
import { applyEdits } from '../../../server/src/core/text/edit';
import { Workspace } from './workspace';

const OWN = 'arn:aws:iam::111122223333:role/app';
const JSON_POLICY = (type: string, who: string) => `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "${type}": "${who}" },
      "Action": "sts:AssumeRole"
    }
  ]
}
`;
const role = (policy: string) =>
  `resource "aws_iam_role" "app" {\n  name               = "app"\n  assume_role_policy = ${policy}\n}\n`;
const DATA = (type: string, who: string) => `data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "${type}"
      identifiers = ["${who}"]
    }
  }
}
`;

/** The same trust policy in every form that a configuration can write it in, by the file that it stands in. */
const FORMS: Readonly<
  Record<string, { readonly at: string; files(type: string, who: string): Record<string, string> }>
> = {
  jsonencode: {
    at: 'main.tf',
    files: (type, who) => ({
      'main.tf': role(
        `jsonencode({\n    Version = "2012-10-17"\n    Statement = [\n      {\n        Effect    = "Allow"\n        Principal = { ${type} = "${who}" }\n        Action    = "sts:AssumeRole"\n      },\n    ]\n  })`,
      ),
    }),
  },
  heredoc: {
    at: 'main.tf',
    files: (type, who) => ({ 'main.tf': role(`<<EOF\n${JSON_POLICY(type, who)}EOF`) }),
  },
  'a string in quotes': {
    at: 'main.tf',
    files: (type, who) => ({ 'main.tf': role(JSON.stringify(JSON_POLICY(type, who))) }),
  },
  'a data source': {
    at: 'main.tf',
    files: (type, who) => ({ 'main.tf': DATA(type, who) + role('data.aws_iam_policy_document.trust.json') }),
  },
  'file()': {
    at: 'policies/trust.json',
    files: (type, who) => ({
      'main.tf': role('file("${path.module}/policies/trust.json")'),
      'policies/trust.json': JSON_POLICY(type, who),
    }),
  },
  'templatefile()': {
    at: 'trust.json',
    files: (type, who) => ({
      'main.tf': role('templatefile("trust.json", { account = var.account })'),
      'trust.json': JSON_POLICY(type, who),
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
      const wrong = files('Service', 'ec2.amazon.com');
      const rule = 'service-principal-invalid';
      const { found, texts } = fixed(wrong, at, rule);
      assert.equal(found.length, 1);
      assert.equal(texts.length, 1);
      for (const text of texts) {
        assert.equal(text, files('Service', 'ec2.amazonaws.com')[at]);
        assert.deepEqual(fixed({ ...wrong, [at]: text }, at, rule).found, []);
      }
    });

    it(`add a condition to a policy in ${name}`, () => {
      const before = files('AWS', OWN);
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
