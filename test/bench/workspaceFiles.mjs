/**
 * A workspace of many files as a platform team keeps it: templates in YAML and JSON, SAM applications, Terraform
 * modules, policies and role dumps, and among them files of the same endings that are none of ours. All of it is made
 * up here, from a seed, so that two runs read the same. It is long because it holds a form of every kind of file.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes the files and says what was written.
 * @param {string} folder an empty folder
 * @param {number} count files, all of them of names that are looked into
 * @returns {{ files: string[], roles: number, bytes: number }} paths below the folder, roles that the files create or
 *   describe, bytes
 */
export function writeWorkspace(folder, count) {
  const random = randomFrom(20_211_015);
  const made = { files: [], roles: 0, bytes: 0 };
  const write = (name, text) => {
    if (made.files.length >= count) return;
    const at = path.join(folder, name);
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, text);
    made.files.push(name);
    made.bytes += Buffer.byteLength(text);
    made.roles += rolesIn(text);
  };
  for (let i = 0; made.files.length < count; i++) {
    const team = `team-${i % 40}/service-${i % 400}`;
    KINDS[i % KINDS.length](i, team, random, write);
  }
  return made;
}

function rolesIn(text) {
  return text.match(/AssumeRolePolicyDocument\W|assume_role_policy\s*=/g)?.length ?? 0;
}

/** Numbers from 0 to 1, the same ones for the same seed. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Of one in twenty of these each, so that three files in five are ours. A module of Terraform is several files. */
const KINDS = [
  yamlTemplate,
  yamlTemplate,
  yamlTemplate,
  yamlTemplate,
  yamlTemplate,
  jsonTemplate,
  jsonTemplate,
  jsonTemplate,
  samTemplate,
  samTemplate,
  terraformModule,
  terraformModule,
  trustPolicy,
  permissionsPolicy,
  getRole,
  packageJson,
  translations,
  manifest,
  openApi,
  workflow,
];

const between = (random, least, most) => least + Math.floor(random() * (most - least + 1));
const oneOf = (random, values) => values[Math.floor(random() * values.length)];
const ACCOUNTS = ['111122223333', '123456789012', '444455556666'];
const SERVICES = ['lambda', 'ec2', 'ecs-tasks', 'states', 'codebuild', 'glue'];

function trustStatement(i, random) {
  const kind = random();
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  if (kind < 0.6) return { ...statement, Principal: { Service: `${oneOf(random, SERVICES)}.amazonaws.com` } };
  const account = oneOf(random, ACCOUNTS);
  if (kind < 0.8)
    return {
      ...statement,
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Condition: { StringEquals: { 'sts:ExternalId': `external-${i}` } },
    };
  return { ...statement, Principal: { AWS: `arn:aws:iam::${account}:role/Deployer${i % 50}` } };
}

function permissions(i, random) {
  const Statement = Array.from({ length: between(random, 1, 4) }, (_, n) => ({
    Sid: `Part${n}`,
    Effect: 'Allow',
    Action: [`s3:GetObject`, `dynamodb:Query`, `logs:PutLogEvents`].slice(0, between(random, 1, 3)),
    Resource: `arn:aws:s3:::bucket-${i}-${n}/*`,
  }));
  return { Version: '2012-10-17', Statement };
}

/** Resources of a template by logical ID: some roles, and others up to a size in characters of JSON. */
function resources(i, random) {
  const Resources = {};
  const roles = between(random, 1, 8);
  for (let n = 0; n < roles; n++) {
    Resources[`Role${n}`] = {
      Type: 'AWS::IAM::Role',
      Properties: {
        ...(random() < 0.4 && { RoleName: `service-${i}-role-${n}` }),
        AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trustStatement(i, random)] },
        ...(random() < 0.6 && {
          Policies: [{ PolicyName: 'Own', PolicyDocument: permissions(i, random) }],
        }),
        ...(random() < 0.3 && {
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
        }),
      },
    };
  }
  const size = between(random, 1500, 18_000);
  for (let n = 0; JSON.stringify(Resources).length < size; n++) {
    Resources[`Function${n}`] = {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Handler: 'index.handler',
        Runtime: 'nodejs20.x',
        MemorySize: 256,
        Timeout: 30,
        Role: { 'Fn::GetAtt': [`Role${n % roles}`, 'Arn'] },
        Code: { S3Bucket: 'artifacts', S3Key: `service-${i}/function-${n}.zip` },
        Environment: { Variables: { STAGE: 'prod', TABLE: { Ref: `Table${n}` }, LOG_LEVEL: 'info' } },
      },
    };
    Resources[`Table${n}`] = {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        Tags: [{ Key: 'team', Value: `team-${i % 40}` }],
      },
    };
  }
  return Resources;
}

function jsonTemplate(i, team, random, write) {
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Service ${i}`,
    Resources: resources(i, random),
  };
  write(`${team}/templates/stack-${i}.template.json`, `${JSON.stringify(template, undefined, 2)}\n`);
}

function yamlTemplate(i, team, random, write) {
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Service ${i}`,
    Parameters: { Stage: { Type: 'String', Default: 'prod' } },
    Resources: resources(i, random),
    Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['Role0', 'Arn'] } } },
  };
  write(`${team}/stack-${i}.yaml`, yamlOf(template, 0));
}

function samTemplate(i, team, random, write) {
  const Resources = resources(i, random);
  Resources.Api = {
    Type: 'AWS::Serverless::Function',
    Properties: {
      Handler: 'app.handler',
      Runtime: 'python3.12',
      CodeUri: 'src/',
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trustStatement(i, random)] },
      Policies: [permissions(i, random)],
      Events: { Get: { Type: 'Api', Properties: { Path: '/items', Method: 'get' } } },
    },
  };
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Transform: 'AWS::Serverless-2016-10-31',
    Globals: { Function: { Timeout: 10 } },
    Resources,
  };
  write(`${team}/sam-${i}/template.yaml`, yamlOf(template, 0));
}

/** Block YAML with the short forms of CloudFormation's functions, as people write it. */
function yamlOf(value, indent) {
  const pad = ' '.repeat(indent);
  return Object.entries(value)
    .map(
      ([key, item]) =>
        `${pad}${/^[\w:-]+$/.test(key) && !key.includes(':') ? key : `"${key}"`}:${inYaml(item, indent)}`,
    )
    .join('');
}

function inYaml(value, indent) {
  if (typeof value !== 'object') return ` ${yamlScalar(value)}\n`;
  if ('Fn::GetAtt' in value) return ` !GetAtt ${value['Fn::GetAtt'].join('.')}\n`;
  if ('Ref' in value) return ` !Ref ${value.Ref}\n`;
  if (!Array.isArray(value)) return `\n${yamlOf(value, indent + 2)}`;
  const pad = ' '.repeat(indent + 2);
  return `\n${value
    .map((item) =>
      typeof item === 'object'
        ? `${pad}- ${yamlOf(item, indent + 4).trimStart()}`
        : `${pad}- ${yamlScalar(item)}\n`,
    )
    .join('')}`;
}

function yamlScalar(value) {
  const text = String(value);
  return typeof value === 'string' && /^[\d*&!]|: |#/.test(text) ? `"${text}"` : text;
}

function terraformModule(i, team, random, write) {
  const folder = `${team}/terraform-${i}`;
  let roles = 'data "aws_caller_identity" "current" {}\n';
  for (let n = between(random, 1, 8); n > 0; n--) {
    const statement = trustStatement(i, random);
    const principal = Object.entries(statement.Principal).map(([key, value]) => `${key} = "${value}"`);
    roles += `
resource "aws_iam_role" "role_${n}" {
  name = "service-${i}-${n}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { ${principal} }
      Action    = "sts:AssumeRole"
    }]
  })
  tags = local.tags
}

data "aws_iam_policy_document" "policy_${n}" {
  statement {
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["\${aws_s3_bucket.data.arn}/*"]
  }
}

resource "aws_iam_role_policy" "policy_${n}" {
  role   = aws_iam_role.role_${n}.id
  policy = data.aws_iam_policy_document.policy_${n}.json
}
`;
  }
  write(`${folder}/iam.tf`, roles);
  let main = 'terraform {\n  required_version = ">= 1.5"\n}\n\nlocals {\n  tags = { team = "platform" }\n}\n';
  for (let n = between(random, 3, 30); n > 0; n--) {
    main += `
resource "aws_security_group" "group_${n}" {
  name        = "service-${i}-${n}"
  description = "Traffic of service ${i}"
  vpc_id      = var.vpc_id

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.${n}.0/24"]
  }
}
`;
  }
  write(`${folder}/main.tf`, main);
  write(
    `${folder}/variables.tf`,
    'variable "vpc_id" {\n  type        = string\n  description = "The network."\n}\n',
  );
}

function trustPolicy(i, team, random, write) {
  const policy = { Version: '2012-10-17', Statement: [trustStatement(i, random)] };
  write(`${team}/policies/trust-${i}.json`, `${JSON.stringify(policy, undefined, 2)}\n`);
}

function permissionsPolicy(i, team, random, write) {
  write(
    `${team}/policies/permissions-${i}.json`,
    `${JSON.stringify(permissions(i, random), undefined, 2)}\n`,
  );
}

function getRole(i, team, random, write) {
  const Role = {
    Path: '/',
    RoleName: `Existing${i}`,
    RoleId: `AROAEXAMPLE${String(i).padStart(10, '0')}`,
    Arn: `arn:aws:iam::${oneOf(random, ACCOUNTS)}:role/Existing${i}`,
    CreateDate: '2021-03-04T05:06:07+00:00',
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trustStatement(i, random)] },
    MaxSessionDuration: 3600,
  };
  write(`${team}/dumps/role-${i}.json`, `${JSON.stringify({ Role }, undefined, 4)}\n`);
}

function packageJson(i, team, random, write) {
  const dependencies = Object.fromEntries(
    Array.from({ length: between(random, 5, 60) }, (_, n) => [`package-${n}`, `^${n}.${i % 10}.0`]),
  );
  const name = `service-${i}`;
  write(
    `${team}/app-${i}/package.json`,
    `${JSON.stringify({ name, version: '1.0.0', scripts: { test: 'mocha' }, dependencies }, undefined, 2)}\n`,
  );
}

function translations(i, team, random, write) {
  const words = Object.fromEntries(
    Array.from({ length: between(random, 40, 300) }, (_, n) => [
      `page.${n}.title`,
      `The statement of ${n} is shown to readers of resource ${i}`,
    ]),
  );
  write(`${team}/app-${i}/locales/en.json`, `${JSON.stringify(words, undefined, 2)}\n`);
}

function manifest(i, team, random, write) {
  const containers = Array.from({ length: between(random, 1, 6) }, (_, n) => ({
    name: `c${n}`,
    image: `registry.example.com/service-${i}:1.${n}`,
    resources: { limits: { cpu: '500m', memory: '256Mi' } },
    env: Array.from({ length: 12 }, (_, e) => ({ name: `SETTING_${e}`, value: `value ${e}` })),
  }));
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `service-${i}`, labels: { app: `service-${i}` } },
    spec: { replicas: 3, template: { spec: { containers } } },
  };
  write(`${team}/deploy/deployment-${i}.yaml`, yamlOf(deployment, 0));
}

function openApi(i, team, random, write) {
  const paths = Object.fromEntries(
    Array.from({ length: between(random, 10, 60) }, (_, n) => [
      `/items/${n}`,
      {
        get: {
          summary: `Reads item ${n}`,
          responses: { 200: { description: 'The item', content: 'application/json' } },
        },
      },
    ]),
  );
  const text = { openapi: '3.0.3', info: { title: `Service ${i}`, version: '1.0.0' }, paths };
  if (i % 2 === 0) write(`${team}/api/openapi-${i}.json`, `${JSON.stringify(text, undefined, 2)}\n`);
  else write(`${team}/api/openapi-${i}.yaml`, yamlOf(text, 0));
}

function workflow(i, team, random, write) {
  const steps = Array.from({ length: between(random, 4, 25) }, (_, n) => ({
    name: `Step ${n}`,
    uses: n % 3 === 0 ? 'actions/checkout@v4' : 'actions/setup-node@v4',
    with: { 'fetch-depth': '0', cache: 'npm' },
  }));
  const text = {
    name: `Build ${i}`,
    on: { push: { branches: ['main'] } },
    jobs: { build: { 'runs-on': 'ubuntu-latest', steps } },
  };
  write(`${team}/workflows/build-${i}.yml`, yamlOf(text, 0));
}
