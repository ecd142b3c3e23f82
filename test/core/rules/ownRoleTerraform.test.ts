import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Workspace } from './workspace';

const ROLES = ['own', 'other']
  .map(
    (name) => `resource "aws_iam_role" "${name}" {
  name = "${name}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}
`,
  )
  .join('');
const CALL = 'import os\nsts.assume_role(RoleArn=os.environ["ROLE_ARN"], RoleSessionName="s")\n';

const lambda = (variables: string, more = 'filename = data.archive_file.code.output_path') => `
data "archive_file" "code" {
  type        = "zip"
  source_dir  = "\${path.module}/src"
  output_path = "code.zip"
}
resource "aws_lambda_function" "report" {
  role    = aws_iam_role.own.arn
  handler = "report.handler"
  ${more}
  environment {
    variables = ${variables}
  }
}
`;

/** What is found in one file beside others, as `rule severity`, of the rules about self-assumption. */
function found(file: string, files: Readonly<Record<string, string>>): string[] {
  return new Workspace(files)
    .findings(file)
    .filter(({ rule }) => /^self-assume-(?:by-code|denied|unnecessary)$/.test(rule))
    .map(({ rule, severity }) => `${rule} ${severity}`);
}

const SURE = ['self-assume-by-code warning'];
const HINT = ['self-assume-by-code hint'];

describe('Terraform: code that assumes the role it runs with', () => {
  const inSource = (main: string, file = 'src/report.py') =>
    found(file, { 'main.tf': main, 'iam.tf': ROLES, [file]: CALL });

  it('is found in the folder that is packed for the function', () => {
    assert.deepEqual(inSource(lambda('{ ROLE_ARN = aws_iam_role.own.arn }')), SURE);
    assert.deepEqual(inSource(lambda('merge(var.common, { ROLE_ARN = aws_iam_role.own.arn })')), SURE);
    assert.deepEqual(inSource(lambda('{ ROLE_ARN = aws_iam_role.own.arn }'), 'tools/x.py'), []);
  });

  it('is found in the one file that is packed', () => {
    const single = lambda('{ ROLE_ARN = aws_iam_role.own.arn }').replace(
      /source_dir.*/,
      'source_file = "src/report.py"',
    );
    assert.deepEqual(inSource(single), SURE);
    assert.deepEqual(inSource(single, 'src/report2/a.py'), []);
  });

  it('is not found where the variable names another role, or may', () => {
    for (const variables of [
      '{ ROLE_ARN = aws_iam_role.other.arn }',
      '{ ROLE_ARN = aws_iam_role.own.name }',
      '{ ROLE_ARN = var.role }',
      'merge({ ROLE_ARN = aws_iam_role.own.arn }, var.common)',
      'var.variables',
    ])
      assert.deepEqual(inSource(lambda(variables)), [], variables);
  });

  it('is a hint where the configuration does not say where the code lies', () => {
    assert.deepEqual(inSource(lambda('{ ROLE_ARN = aws_iam_role.own.arn }', 'filename = "a.zip"')), HINT);
  });

  it('makes the trust policy of the role a finding, in whatever file it stands', () => {
    const files = {
      'main.tf': lambda('{ ROLE_ARN = aws_iam_role.own.arn }'),
      'iam.tf': ROLES,
      'src/report.py': CALL,
    };
    assert.deepEqual(found('iam.tf', files), ['self-assume-denied warning']);
    assert.deepEqual(found('iam.tf', { 'main.tf': files['main.tf'], 'iam.tf': ROLES }), []);
  });

  it('is seen in user data of instances, and in tasks as a hint', () => {
    const host = (role: string) => `
resource "aws_iam_instance_profile" "host" {
  role = aws_iam_role.own.name
}
resource "aws_instance" "host" {
  iam_instance_profile = aws_iam_instance_profile.host.name
  user_data = <<-EOF
    #!/bin/bash
    aws sts assume-role --role-arn \${aws_iam_role.${role}.arn} --role-session-name s
  EOF
}
`;
    const both = ['self-assume-by-code warning', 'self-assume-denied warning'];
    assert.deepEqual(found('main.tf', { 'main.tf': ROLES + host('own') }).sort(), both);
    assert.deepEqual(found('main.tf', { 'main.tf': ROLES + host('other') }), []);
    const task = `
resource "aws_ecs_task_definition" "app" {
  task_role_arn         = aws_iam_role.own.arn
  container_definitions = jsonencode([{ environment = [{ name = "ROLE_ARN", value = aws_iam_role.own.arn }] }])
}
`;
    assert.deepEqual(inSource(task), HINT);
    assert.deepEqual(inSource(task.replace('value = aws_iam_role.own', 'value = aws_iam_role.other')), []);
  });

  it('is seen in build specifications', () => {
    const build = `
resource "aws_codebuild_project" "b" {
  service_role = aws_iam_role.own.arn
  source {
    buildspec = <<-EOF
      phases:
        build:
          commands:
            - aws eks update-kubeconfig --name web --role-arn \${aws_iam_role.own.arn}
    EOF
  }
}
`;
    assert.ok(found('main.tf', { 'main.tf': ROLES + build }).includes('self-assume-by-code warning'));
  });
});
