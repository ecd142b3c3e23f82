import type { CodeCallSubject, WorkloadSubject } from '../documents/runningCode';
import { HANDED_IN, INSTEAD } from '../explain/ownRole';
import { type Sentence, say, words } from '../explain/sentence';
import { ownRoleOf } from '../iam/ownRole';
import { purposeOf } from '../text/purpose';
import type { Report } from './finding';
import { ROLE_TRUST_CHANGE } from './references';
import { rule } from './rule';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: report.handler
      Role: !GetAtt ReportRole.Arn
      Environment:
        Variables:
          ROLE_ARN: !GetAtt ReportRole.Arn
  ReportRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
`;

const PYTHON = `import os

import boto3

sts = boto3.client("sts")


def handler(event, context):
    answer = sts.assume_role(RoleArn=os.environ["ROLE_ARN"], RoleSessionName="report")
    return answer["Credentials"]["Expiration"].isoformat()
`;

const JAVASCRIPT = `import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

const sts = new STSClient({});
const roleArn = process.env.ROLE_ARN;

export const handler = async () => {
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'report' }),
  );
  return Credentials?.Expiration;
};
`;

const INSTANCE = `Resources:
  Host:
    Type: AWS::EC2::Instance
    Properties:
      IamInstanceProfile: !Ref HostProfile
      UserData:
        Fn::Base64: !Sub |
          #!/bin/bash
          cat > /root/.aws/config <<EOF
          [default]
          role_arn = \${HostRole.Arn}
          credential_source = Ec2InstanceMetadata
          EOF
  HostProfile:
    Type: AWS::IAM::InstanceProfile
    Properties:
      Roles:
        - !Ref HostRole
  HostRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: ec2.amazonaws.com
            Action: sts:AssumeRole
`;

export default rule({
  meta: {
    id: 'self-assume-by-code',
    title: 'Code assumes the role that it runs with',
    level: 'warning',
    category: 'self-assumption',
    fix: 'none',
    references: [ROLE_TRUST_CHANGE],
  },
  docs: {
    what: 'A call of AssumeRole (Python, JavaScript, TypeScript, Go, Java, Kotlin, Ruby, C#) takes its role from an environment variable, and the CloudFormation or SAM template, Terraform configuration or service of the Serverless Framework that defines the function gives that variable the role which the function already has. A role written out in the code is compared too. In user data of an instance and in build specifications, commands and profiles with `credential_source` are looked at. Where nothing says where the code of a container lies, it is a hint. Calls with a session policy, tags or a source identity are left alone.',
    why: 'Lambda, ECS, EC2, EKS and CodeBuild hand the credentials of the role to the code that they run. Assuming the same role again gives it the same permissions, for an hour at most (the limit of role chaining), and costs a call to STS. Since 21 September 2022 it works only where the trust policy of the role lets the role assume itself (roles that AWS still carries on an allow-list apart).',
    remedy:
      'Leave the call out: SDK clients that are given no credentials use those of the role, and renew them by themselves. For fewer permissions use a session policy or a second role. For development on one’s own machine, give developers a role of their own.',
  },
  examples: {
    bad: [
      {
        title: 'A Lambda function in Python',
        file: 'src/report.py',
        text: PYTHON,
        at: 'os.environ["ROLE_ARN"]',
        beside: { 'template.yaml': TEMPLATE },
      },
      {
        title: 'A Lambda function in JavaScript',
        file: 'src/report.mjs',
        text: JAVASCRIPT,
        at: 'roleArn',
        beside: { 'template.yaml': TEMPLATE },
      },
      {
        title: 'User data of an instance',
        file: 'template.yaml',
        text: INSTANCE,
        at: '${HostRole.Arn}',
      },
    ],
    good: [
      {
        title: 'The variable names another role',
        file: 'src/report.py',
        text: PYTHON,
        beside: {
          'template.yaml': TEMPLATE.replace('ROLE_ARN: !GetAtt ReportRole.Arn', 'ROLE_ARN: !Ref Target'),
        },
      },
      {
        title: 'A session with fewer permissions',
        file: 'src/report.py',
        text: PYTHON.replace('RoleSessionName="report"', 'RoleSessionName="report", Policy=POLICY'),
        beside: { 'template.yaml': TEMPLATE },
      },
      {
        title: 'Another role in the user data',
        file: 'template.yaml',
        text: INSTANCE.replace('${HostRole.Arn}', '${Target}'),
      },
    ],
  },
  subject: ['codeCall', 'workload'],
  *check(subject, context) {
    if (purposeOf(subject.source.uri, context.settings.root) !== 'product') return;
    if (subject.kind === 'workload') {
      yield* ofScripts(subject);
      return;
    }
    const own = ownRoleOf(subject, context);
    if (own === undefined) return;
    const { workload, variable, sure } = own;
    const { uri } = workload.source;
    yield {
      message: sure ? said(subject, workload) : supposed(subject, workload),
      span: subject.span,
      ...(sure ? {} : { severity: 'hint', confidence: 'low' }),
      related: [
        ...(variable === undefined
          ? []
          : [{ uri, span: variable.span, note: say`${variable.name} is set to the role here.` }]),
        { uri, span: workload.roleSpan, note: say`${workload.name} gets its role here.` },
      ],
      steps: [HANDED_IN[workload.service], ...INSTEAD].map((sentence) => ({ sentence })),
    };
  },
});

const CALLED: Readonly<Record<WorkloadSubject['service'], string>> = {
  Lambda: 'Lambda function',
  ECS: 'ECS task',
  EC2: 'EC2 instance',
  CodeBuild: 'build project',
};

const GAIN = words(
  'The call gives no more permissions, and it is denied unless the role’s trust policy lets the role assume itself or AWS still carries the role on its allow-list.',
);

function said({ role }: CodeCallSubject, { service, name }: WorkloadSubject): Sentence {
  const called = words(CALLED[service]);
  return role.kind === 'variable'
    ? say`This call assumes the role in ${role.name}, which is the role that the ${called} ${name} already has. ${GAIN}`
    : say`This call assumes the role that the ${called} ${name} already has. ${GAIN}`;
}

function supposed({ role }: CodeCallSubject, { service, name }: WorkloadSubject): Sentence {
  const runs = say`${words(CALLED[service])} ${name}`;
  return role.kind === 'variable'
    ? say`The ${runs} has ${role.name} set to the role that it already has. If it runs this code, the call is needless. ${GAIN}`
    : say`The ${runs} already has the role that this call names. If it runs this code, the call is needless. ${GAIN}`;
}

function* ofScripts(workload: WorkloadSubject): Generator<Report> {
  const { calls, service, name, roleSpan, source } = workload;
  for (const { by, span } of calls) {
    const what = words(by === 'command' ? 'This command assumes' : 'A profile that is written here assumes');
    yield {
      message: say`${what} the role that the ${words(CALLED[service])} ${name} already has. ${GAIN}`,
      span,
      related: [{ uri: source.uri, span: roleSpan, note: say`${name} gets its role here.` }],
      steps: [HANDED_IN[service], ...INSTEAD].map((sentence) => ({ sentence })),
    };
  }
}
