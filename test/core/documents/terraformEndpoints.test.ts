import assert from 'node:assert/strict';
import { applyEdits } from '../../../server/src/core/text/edit';
import { Workspace } from '../rules/workspace';

const GLOBAL = 'https://sts.amazonaws.com';

/** What is found in a module: file, rule, severity and the text that is marked. */
function found(files: Readonly<Record<string, string>>): string[] {
  const workspace = new Workspace(files);
  return Object.keys(files)
    .filter((name) => /\.(?:tf|tofu)$/.test(name))
    .flatMap((name) =>
      workspace
        .findings(name)
        .map(
          ({ rule, severity, span }) =>
            `${name}: ${rule}, ${severity}: ${files[name]!.slice(span.start, span.end)}`,
        ),
    );
}

const provider = (value: string) => `provider "aws" {\n  endpoints {\n    sts = ${value}\n  }\n}\n`;
const backend = (value: string) =>
  `terraform {\n  backend "s3" {\n    endpoints = {\n      sts = ${value}\n    }\n  }\n}\n`;
const local = (value: string) => `locals {\n  x = ${value}\n}\n`;
const variable = (value: string) => `variable "x" {\n  default = ${value}\n}\n`;

describe('STS endpoints in a Terraform module', () => {
  it('are found in providers and backends, written out or behind locals, in any file', () => {
    const url = `sts-endpoint-global-url, warning: ${GLOBAL}`;
    assert.deepEqual(found({ 'main.tf': provider(`"${GLOBAL}"`) }), [`main.tf: ${url}`]);
    assert.deepEqual(found({ 'main.tf': backend(`"${GLOBAL}"`) }), [`main.tf: ${url}`]);
    assert.deepEqual(found({ 'main.tofu': provider('local.x') + local(`"${GLOBAL}"`) }), [
      `main.tofu: ${url}`,
    ]);
    assert.deepEqual(found({ 'main.tf': backend('"${local.x}"'), 'a.tf': local(`"${GLOBAL}"`) }), [
      `a.tf: ${url}`,
    ]);
    const way = `locals {\n  x = local.y\n  y = "${GLOBAL}"\n}\n`;
    assert.deepEqual(found({ 'main.tf': provider('local.x') + way }), [`main.tf: ${url}`]);
    const named = `locals {\n  my_sts_endpoint = "${GLOBAL}"\n}\n`;
    assert.deepEqual(found({ 'main.tf': provider('local.my_sts_endpoint') + named }), [`main.tf: ${url}`]);
    const dynamic = `provider "aws" {\n  dynamic "endpoints" {\n    for_each = [1]\n    content {\n      sts = local.x\n    }\n  }\n}\n`;
    assert.deepEqual(found({ 'main.tf': dynamic + local(`"${GLOBAL}"`) }), [`main.tf: ${url}`]);
  });

  it('are told quietly of a variable, whose default may be replaced', () => {
    assert.deepEqual(found({ 'main.tf': provider('var.x') + variable(`"${GLOBAL}"`) }), [
      `main.tf: sts-endpoint-global-url, information: ${GLOBAL}`,
    ]);
    assert.deepEqual(found({ 'main.tf': provider('var.x') + variable('null') }), []);
    assert.deepEqual(found({ 'main.tf': `${provider('var.x')}variable "x" {\n}\n` }), []);
  });

  it('are found in the variables of functions, containers and commands', () => {
    const legacy = 'main.tf: sts-endpoint-legacy, warning: legacy';
    const lambda = `resource "aws_lambda_function" "f" {\n  environment {\n    variables = {\n      AWS_STS_REGIONAL_ENDPOINTS = local.x\n    }\n  }\n}\n`;
    assert.deepEqual(found({ 'main.tf': lambda + local('"legacy"') }), [legacy]);
    assert.deepEqual(found({ 'main.tf': lambda.replace('local.x', 'var.x') + variable('"legacy"') }), [
      legacy,
    ]);
    assert.deepEqual(found({ 'main.tf': lambda, 'a.tf': local('"legacy"') }), [legacy.replace('main', 'a')]);
    assert.deepEqual(found({ 'main.tf': lambda + local('"regional"') }), []);
    const task = `resource "aws_ecs_task_definition" "t" {\n  container_definitions = jsonencode([{\n    environment = [{ name = "AWS_STS_REGIONAL_ENDPOINTS", value = local.x }]\n  }])\n}\n`;
    assert.deepEqual(found({ 'main.tf': task + local('"legacy"') }), [legacy]);
    const exec = `provider "kubernetes" {\n  exec {\n    command = "aws"\n    env = {\n      AWS_ENDPOINT_URL_STS = local.x\n    }\n  }\n}\n`;
    assert.deepEqual(found({ 'main.tf': exec + local(`"${GLOBAL}"`) }), [
      `main.tf: sts-endpoint-global-url, warning: ${GLOBAL}`,
    ]);
  });

  it('are told once where several settings take them, and mended where they stand', () => {
    const text = `${provider('local.x')}${backend('local.x')}locals {\n  x = "${GLOBAL}"\n  region = "eu-west-1"\n}\n`;
    const [finding, ...others] = new Workspace({ 'main.tf': text }).findings('main.tf');
    assert.deepEqual(others, []);
    const [fix] = finding!.fixes();
    assert.ok(fix?.change.kind === 'edits');
    assert.equal(
      applyEdits(text, fix.change.files[0]!.edits),
      text.replace('sts.amazonaws.com', 'sts.eu-west-1.amazonaws.com'),
    );
  });

  it('leave alone what is something else, or is not known', () => {
    for (const value of [
      'local.y',
      'var.y',
      'data.a.b.c',
      'f(local.x)',
      'local.x.y',
      'local.x == "" ? "" : ""',
    ]) {
      assert.deepEqual(found({ 'main.tf': provider(value) + local(`"${GLOBAL}"`) }), [], value);
    }
    const regional = local('"https://sts.eu-west-1.amazonaws.com"');
    assert.deepEqual(found({ 'main.tf': provider('local.x') + regional }), []);
    const circle = 'locals {\n  x = local.y\n  y = local.x\n}\n';
    assert.deepEqual(found({ 'main.tf': provider('local.x') + circle }), []);
    const audience = `resource "aws_iam_openid_connect_provider" "p" {\n  client_id_list = [local.x]\n}\n`;
    assert.deepEqual(found({ 'main.tf': audience + local('"sts.amazonaws.com"') }), []);
    const other = `resource "r" "p" {\n  names = { sts = local.x }\n}\n`;
    assert.deepEqual(found({ 'main.tf': other + local(`"${GLOBAL}"`) }), []);
    const names =
      'resource "r" "p" {\n  dynamic "names" {\n    content {\n      sts = local.x\n    }\n  }\n}\n';
    assert.deepEqual(found({ 'main.tf': names + local(`"${GLOBAL}"`) }), []);
  });
});
