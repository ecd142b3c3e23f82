/** Texts of about 100 KB, with something in them to find. */

/** The output of `aws iam list-roles`. */
export function listRoles(size = 100_000) {
  const roles = [];
  let length = 0;
  for (let i = 0; length < size; i++) {
    const role = {
      Path: '/',
      RoleName: `Role${i}`,
      RoleId: `AROAEXAMPLE${String(i).padStart(10, '0')}`,
      Arn: `arn:aws:iam::111122223333:role/Role${i}`,
      CreateDate: '2021-03-04T05:06:07+00:00',
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::111122223333:role/Role${i + 1}`, Service: 'ec2.amazonaws.com' },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'sts:ExternalId': `id-${i}` } },
          },
        ],
      },
      MaxSessionDuration: 3600,
    };
    roles.push(role);
    length += JSON.stringify(role, undefined, 4).length + 100;
  }
  return `${JSON.stringify({ Roles: roles }, undefined, 4)}\n`;
}

/** An AWS config file with many profiles. */
export function awsConfig(size = 100_000) {
  let text = '';
  for (let i = 0; text.length < size; i++) {
    text += `[profile p${i}]\nrole_arn = arn:aws:iam::111122223333:role/Role${i}\n`;
    text += `source_profile = p${Math.floor(i / 2)}\nregion = us-east-1\n`;
    text += i % 3 === 0 ? 'sts_regional_endpoints = legacy\n\n' : '\n';
  }
  return text;
}

/** A CloudFormation template with that many roles, as the CDK writes it. */
export function templateJson(roles = 1000) {
  const Resources = {};
  for (let i = 0; i < roles; i++) {
    Resources[`Role${i}`] = {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: `Role${i}`,
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: { 'Fn::Sub': `arn:aws:iam::\${AWS::AccountId}:role/Role${i + 1}` } },
              Action: 'sts:AssumeRole',
            },
          ],
        },
      },
    };
  }
  return `${JSON.stringify({ Resources }, undefined, 1)}\n`;
}

/** The same in YAML. */
export function templateYaml(roles = 1000) {
  let text = 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n';
  for (let i = 0; i < roles; i++) {
    text += `  Role${i}:
    Type: AWS::IAM::Role
    Properties:
      RoleName: Role${i}
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              AWS: !Sub arn:aws:iam::\${AWS::AccountId}:role/Role${i + 1}
            Action: sts:AssumeRole
`;
  }
  return text;
}

/** The same in Terraform. */
export function terraform(roles = 1000) {
  let text = 'data "aws_caller_identity" "current" {}\n';
  for (let i = 0; i < roles; i++) {
    text += `
resource "aws_iam_role" "role${i}" {
  name = "role${i}"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::\${data.aws_caller_identity.current.account_id}:role/role${i + 1}" }
      Action    = "sts:AssumeRole"
    }]
  })
}
`;
  }
  return text;
}

/** A trust policy near the largest that IAM saves: roles, accounts, services and GitHub, with conditions. */
export function fourKilobytes() {
  const github = 'token.actions.githubusercontent.com';
  const conditions = (i) => ({ StringEquals: { 'sts:ExternalId': `abc-${i}` } });
  const statements = [
    (i) => ({
      Principal: { AWS: [`arn:aws:iam::111122223333:role/team/R${i}`, 'arn:aws:iam::444455556666:root'] },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: conditions(i),
    }),
    (i) => ({
      Principal: { Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: conditions(i),
    }),
    (i) => ({
      Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${github}` },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' },
        StringLike: { [`${github}:sub`]: [`repo:acme/app-${i}:ref:refs/heads/main`] },
      },
    }),
  ];
  const Statement = Array.from({ length: 9 }, (_, i) => ({
    Sid: `S${i}`,
    Effect: 'Allow',
    ...statements[i % 3](i),
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement }, null, 2);
}
