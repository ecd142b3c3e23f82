import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Subject } from '../../../server/src/core/documents/subjects';
import { Workspace } from '../rules/workspace';
import { cpuSeconds, large, runs } from '../runs';

const HCL = [
  'module "m" {\n  source = "terraform-aws-modules/iam/aws//modules/iam-assumable-role"\n  create_role = true\n',
  'module "g" {\n  source = "terraform-aws-modules/iam/aws//modules/iam-github-oidc-role"\n',
  'module "r" {\n  source = "terraform-aws-modules/iam/aws//modules/iam-role"\n  enable_oidc = true\n  enable_github_oidc = local.a\n',
  '  trust_policy_permissions = { a = { principals = [{ type = "AWS", identifiers = ["*"] }], condition = [1] }, b = 1 }\n',
  'data "databricks_aws_unity_catalog_assume_role_policy" "x" {\n',
  'resource "databricks_storage_credential" "s" {\n  aws_iam_role {\n    role_arn = aws_iam_role.r.arn\n  }\n',
  'resource "aws_iam_role" "r" {\n  name = "r"\n  assume_role_policy = data.databricks_aws_unity_catalog_assume_role_policy.x.json\n',
  'provider "aws" {\n  profile = "p"\n  assume_role {\n    role_arn = local.a\n  }\n',
  'provider "kubernetes" {\n  exec {\n    command = "aws"\n    args = ["eks", "get-token", "--role-arn", local.a]\n  }\n',
  'terraform {\n  backend "s3" {\n    role_arn = "x"\n  }\n',
  'locals {\n  a = local.b\n  b = local.a\n  c = "https://sts.amazonaws.com"\n',
  '  trusted_role_arns = ["*", local.a, 1, null]\n',
  '  allow_self_assume_role = true\n',
  '  subjects = ["o/r:*", var.s, { a = 1 }]\n',
  '  role_name = aws_iam_role.r.name\n',
  '  endpoints {\n    sts = local.c\n  }\n',
  '  env = { AWS_PROFILE = "p", AWS_ENDPOINT_URL_STS = local.c }\n',
  '}\n',
  '"',
  '${',
  '[',
];
const JSON_VALUES: readonly unknown[] = [
  { statement: { actions: 'sts:AssumeRole', principals: [{ type: 'AWS', identifiers: ['*'] }] } },
  '${data.aws_iam_policy_document.x.json}',
  '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"${local.a}"},"Action":"sts:AssumeRole"}]}',
  '${jsonencode({"Statement" = [{ Effect = "Allow" }]})}',
  '${a[\n"',
  [[{}], null, 3],
  {
    source: 'terraform-aws-modules/iam/aws//modules/iam-role-for-service-accounts-eks',
    oidc_providers: { a: 1 },
  },
  { aws_iam_role: { r: { name: '${local.a}', assume_role_policy: '${local.b}' } } },
];

/** Every place that a subject speaks of lies in its file. */
function within(subject: Subject, text: string): void {
  const { span } = subject;
  assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, subject.kind);
}

describe('Terraform that makes no sense', () => {
  it('is read without a crash, in HCL and in JSON side by side', () => {
    const key = fc.constantFrom(
      ...[
        'resource',
        'data',
        'module',
        'locals',
        'provider',
        'terraform',
        'variable',
        'aws_iam_role',
        'x',
        '//',
      ],
      ...[
        'aws_iam_policy_document',
        'assume_role_policy',
        'statement',
        'backend',
        's3',
        'dynamic',
        'content',
        'a',
      ],
    );
    const json = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        fc.constantFrom(...JSON_VALUES),
        fc.dictionary(key, tie('any'), { maxKeys: 4, noNullPrototype: true }),
        fc.array(tie('any'), { maxLength: 3 }),
      ),
    })).any;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...HCL), { maxLength: 25 }),
        fc.dictionary(key, json, { maxKeys: 6, noNullPrototype: true }),
        fc.nat(),
        (parts, value, cut) => {
          const whole = JSON.stringify(value, undefined, cut % 3);
          const texts = {
            'main.tf': parts.join(''),
            'more.tf.json': cut % 2 === 0 ? whole : whole.slice(0, cut % (whole.length + 1)),
          };
          const workspace = new Workspace(texts);
          for (const [name, text] of Object.entries(texts)) {
            for (const subject of workspace.document(name).subjects) within(subject, text);
            for (const finding of workspace.findings(name)) finding.fixes();
          }
        },
      ),
      { numRuns: runs(400) },
    );
  });

  it('takes no longer the more of it there is', () => {
    const size = large(200_000);
    const open = (name: string, text: string) => {
      const spent = cpuSeconds(() => void new Workspace({ [name]: text }).document(name));
      assert.ok(spent < 10, `${spent} s for ${text.slice(0, 60)}`);
    };
    for (const part of HCL.slice(0, -3)) {
      open('main.tf', `${part}}\n`.repeat(size / part.length));
    }
    for (const part of ['{"a":', '["x",', '"${a[', '{"locals":{"a":"${', '{"resource":']) {
      open('main.tf.json', part.repeat(size / part.length));
    }
    const many = Object.fromEntries(Array.from({ length: size / 200 }, (_, i) => [`r${i}`, JSON_VALUES[2]]));
    open('main.tf.json', JSON.stringify({ locals: many }));
  });
});
