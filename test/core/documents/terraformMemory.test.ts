import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Context } from '../../../server/src/core/context';
import type { Document } from '../../../server/src/core/documents/document';
import { ReadMemory } from '../../../server/src/core/documents/memory';
import { openDocument } from '../../../server/src/core/documents/open';
import { plain } from '../../../server/src/core/explain/sentence';
import { check } from '../../../server/src/core/rules/check';
import { RULES } from '../../../server/src/core/rules/list';
import { CheckMemory } from '../../../server/src/core/rules/memory';
import { DEFAULT_SETTINGS } from '../../../server/src/core/settings';
import { runs } from '../runs';

const TEXT = `data "aws_caller_identity" "me" {}
locals {
  name = "app"
  who  = aws_iam_role.app.arn
}
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::\${data.aws_caller_identity.me.account_id}:role/app", local.who]
    }
  }
}
resource "aws_iam_role" "app" {
  name               = local.name
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
resource "aws_iam_role" "two" {
  name = "two"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "sts:AssumeRole" }]
  })
}
resource "aws_iam_role_policy" "two" {
  role   = aws_iam_role.two.id
  policy = <<EOF
{ "Statement": [{ "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "\${aws_iam_role.two.arn}" }] }
EOF
}
resource "aws_iam_role" "three" {
  assume_role_policy = "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Principal\\": {\\"AWS\\": \\"1\\"}, \\"Action\\": \\"*\\"}]}"
}
`;

/** What is made of the arguments of others, calls and endpoints. */
const MORE = `locals {
  sts = "https://sts.amazonaws.com"
  ci  = "arn:aws:iam::111122223333:role/ci"
}
resource "aws_iam_openid_connect_provider" "github" {
  url = "https://token.actions.githubusercontent.com"
}
data "aws_iam_policy_document" "ci" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }
    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:*"]
    }
  }
}
module "deploy" {
  source                = "terraform-aws-modules/iam/aws//modules/iam-assumable-role"
  create_role           = true
  role_name             = "deploy"
  trusted_role_arns     = [local.ci, "nonsense"]
  allow_self_assume_role = true
}
data "databricks_aws_unity_catalog_assume_role_policy" "u" {
  role_name   = "unity"
  external_id = "0000"
}
resource "aws_iam_role" "unity" {
  name               = "unity"
  assume_role_policy = data.databricks_aws_unity_catalog_assume_role_policy.u.json
}
resource "aws_iam_role" "alone" {
  name = "alone"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
resource "databricks_storage_credential" "s" {
  aws_iam_role {
    role_arn = aws_iam_role.alone.arn
  }
}
provider "aws" {
  assume_role {
    role_arn = local.ci
  }
  assume_role {
    role_arn = "arn:aws:iam::111122223333:role/ci"
  }
  endpoints {
    sts = local.sts
  }
}
`;

const PIECES = [
  '"',
  '{',
  '}',
  '\n',
  'x',
  '/*',
  '#',
  '${',
  'EOF\n',
  '\\',
  ' ',
  'aws_iam_role.two.arn',
  '"AWS": "*",',
  'resource "aws_iam_role" "n" {\n}\n',
];
const edit = fc.record({
  at: fc.nat(9999),
  out: fc.constantFrom(0, 0, 0, 1, 3, 60, 300),
  text: fc.constantFrom('', ...PIECES),
});

function contextOf(document: Document): Context {
  const subjects = ((kind) => document.subjects.filter((s) => s.kind === kind)) as Context['subjects'];
  const lists = new Map<string, ReturnType<typeof subjects>>();
  return {
    settings: DEFAULT_SETTINGS,
    subjects: ((kind) => {
      if (!lists.has(kind)) lists.set(kind, subjects(kind));
      return lists.get(kind)!;
    }) as Context['subjects'],
  };
}

/** All that a user can see of a document, with plain spans. */
function seen(document: Document, memory?: CheckMemory) {
  const findings = check(document, contextOf(document), RULES, memory).map((finding) => ({
    what: [finding.rule, finding.severity, plain(finding.message), finding.span.start, finding.span.end],
    related: finding.related.map(({ span }) => [span.start, span.end]),
    fixes: finding
      .fixes()
      .map(({ id, change }) => [
        id,
        change.kind === 'edits' &&
          change.files.flatMap(({ edits }) => edits.map(({ span, text }) => [span.start, span.end, text])),
      ]),
  }));
  const { subjects, problems } = document;
  return {
    findings,
    subjects: subjects.map(({ kind, span }) => [kind, span.start, span.end]),
    problems: problems.map(({ span }) => [span.start, span.end]),
  };
}

describe('A Terraform file that is edited', () => {
  it('says after each edit what it would say if it were read for the first time', () => {
    const uri = 'file:///module/main.tf';
    fc.assert(
      fc.property(fc.constantFrom(TEXT, MORE), fc.array(edit, { maxLength: 6 }), (begin, edits) => {
        const memory = new ReadMemory();
        const checked = new CheckMemory();
        let text = begin;
        for (const { at, out, text: put } of [{ at: 0, out: 0, text: '' }, ...edits]) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + put + text.slice(place + out);
          const folder = { files: [{ uri, text }] };
          const again = openDocument({ uri, text, folder }, memory);
          const fresh = openDocument({ uri, text, folder: { files: [{ uri, text }] } });
          assert.deepEqual(seen(again, checked), seen(fresh), text);
        }
      }),
      { numRuns: runs(250) },
    );
  }).timeout(60_000);

  it('keeps the subjects that an edit elsewhere leaves as they are', () => {
    const uri = 'file:///module/main.tf';
    const memory = new ReadMemory();
    const open = (text: string) =>
      openDocument({ uri, text, folder: { files: [{ uri, text }] } }, memory).subjects;
    const before = open(TEXT);
    const after = open(TEXT.replace('AWS = "*"', 'AWS = "**"'));
    const same = after.filter((subject) => before.includes(subject));
    assert.equal(after.length, before.length);
    // The policy that was edited, and its role's permissions stay apart from the others.
    assert.ok(same.length >= before.length - 2, `${same.length} of ${before.length}`);
  });
});
