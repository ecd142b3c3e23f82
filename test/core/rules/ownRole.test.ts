import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { hover } from '../../../server/src/core/features/subjectFeatures';
import { Workspace } from './workspace';

const TRUST = `
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
`;
const ROLES = `  Own:
    Type: AWS::IAM::Role
    Properties:${TRUST}  Other:
    Type: AWS::IAM::Role
    Properties:${TRUST}`;
const CALL = 'import os\nsts.assume_role(RoleArn=os.environ["ROLE_ARN"], RoleSessionName="s")\n';

const lambda = (more: string) =>
  `Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n${more.replace(/^/gm, '      ')}\n${ROLES}`;
const setTo = (value: string) => `Environment:\n  Variables:\n    ROLE_ARN: ${value}`;

/** What is found in one file beside others, as `rule severity`, of the rules about self-assumption. */
function found(file: string, files: Readonly<Record<string, string>>): string[] {
  return new Workspace(files)
    .findings(file)
    .filter(({ rule }) => /^self-assume-(?:by-code|denied|unnecessary)$/.test(rule))
    .map(({ rule, severity }) => `${rule} ${severity}`);
}

const SURE = ['self-assume-by-code warning'];
const HINT = ['self-assume-by-code hint'];

describe('Code that assumes the role it runs with', () => {
  const own = lambda(
    `CodeUri: src/\nHandler: app.handler\nRole: !GetAtt Own.Arn\n${setTo('!GetAtt Own.Arn')}`,
  );

  it('is found in the folder of the function’s code', () => {
    assert.deepEqual(found('src/app.py', { 'template.yaml': own, 'src/app.py': CALL }), SURE);
    assert.deepEqual(found('src/lib/sts.py', { 'template.yaml': own, 'src/lib/sts.py': CALL }), SURE);
  });

  it('is not found elsewhere, in tests, or where there is no template', () => {
    assert.deepEqual(found('tools/app.py', { 'template.yaml': own, 'tools/app.py': CALL }), []);
    assert.deepEqual(found('src/tests/app.py', { 'template.yaml': own, 'src/tests/app.py': CALL }), []);
    assert.deepEqual(found('src/app.py', { 'src/app.py': CALL }), []);
  });

  it('is a hint in a folder that holds the template too, but for the first file', () => {
    const whole = own.replace('CodeUri: src/', 'CodeUri: .');
    assert.deepEqual(found('app.py', { 'template.yaml': whole, 'app.py': CALL }), SURE);
    assert.deepEqual(found('scripts/x.py', { 'template.yaml': whole, 'scripts/x.py': CALL }), HINT);
    assert.deepEqual(found('template.yaml', { 'template.yaml': whole, 'scripts/x.py': CALL }), []);
  });

  it('makes the trust policy of the role a finding too', () => {
    const files = { 'template.yaml': own, 'src/app.py': CALL };
    assert.deepEqual(found('template.yaml', files), ['self-assume-denied warning']);
    assert.deepEqual(found('template.yaml', { 'template.yaml': own }), []);
  });

  it('compares roles however the template spells them', () => {
    const named = own.replace(
      '  Own:\n    Type: AWS::IAM::Role\n    Properties:',
      '  Own:\n    Type: AWS::IAM::Role\n    Properties:\n      RoleName: own',
    );
    for (const value of ['!Sub "${Own.Arn}"', '!Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:role/own']) {
      const template = named.replace('ROLE_ARN: !GetAtt Own.Arn', `ROLE_ARN: ${value}`);
      assert.deepEqual(found('src/app.py', { 'template.yaml': template, 'src/app.py': CALL }), SURE, value);
    }
    for (const value of [
      '!GetAtt Other.Arn',
      '!Ref Other',
      '!ImportValue x',
      '!Sub "${Own.Arn}x"',
      '!If [A, !GetAtt Own.Arn, b]',
    ]) {
      const template = own.replace('ROLE_ARN: !GetAtt Own.Arn', `ROLE_ARN: ${value}`);
      assert.deepEqual(found('src/app.py', { 'template.yaml': template, 'src/app.py': CALL }), [], value);
    }
  });

  it('is known by a parameter that gives both, and by a role of SAM’s own making', () => {
    const given = lambda(`CodeUri: src/\nHandler: app.handler\nRole: !Ref RoleArn\n${setTo('!Ref RoleArn')}`);
    assert.deepEqual(found('src/app.py', { 'template.yaml': given, 'src/app.py': CALL }), SURE);
    const made = lambda(`CodeUri: src/\nHandler: app.handler\n${setTo('!GetAtt FRole.Arn')}`);
    assert.deepEqual(found('src/app.py', { 'template.yaml': made, 'src/app.py': CALL }), SURE);
  });

  it('takes what functions share from Globals', () => {
    const template = `Globals:\n  Function:\n    CodeUri: src/\n    Environment:\n      Variables:\n        ROLE_ARN: !GetAtt Own.Arn\n${lambda('Handler: app.handler\nRole: !GetAtt Own.Arn')}`;
    assert.deepEqual(found('src/app.py', { 'template.yaml': template, 'src/app.py': CALL }), SURE);
    const ignoring = template.replace(
      '    Type: AWS::Serverless::Function\n',
      '$&    IgnoreGlobals: Environment\n',
    );
    assert.deepEqual(found('src/app.py', { 'template.yaml': ignoring, 'src/app.py': CALL }), []);
  });

  it('is not said of code that another function runs with another role', () => {
    const g = `  G:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: src/\n      Handler: app.handler\n      Role: !GetAtt Own.Arn\n      Environment:\n        Variables:\n          ROLE_ARN: !GetAtt Other.Arn\n`;
    const both = own.replace(ROLES, g + ROLES);
    assert.deepEqual(found('src/app.py', { 'template.yaml': both, 'src/app.py': CALL }), []);
    // The other function begins elsewhere in the same folder.
    const apart = both.replace(/(G:[\s\S]*?)app\.handler/, '$1other.handler');
    assert.deepEqual(found('src/app.py', { 'template.yaml': apart, 'src/app.py': CALL }), SURE);
    assert.deepEqual(found('src/other.py', { 'template.yaml': apart, 'src/other.py': CALL }), []);
  });

  it('is found where a role is written out in both', () => {
    const arn = 'arn:aws:iam::111122223333:role/Own';
    const template = lambda(`CodeUri: src/\nHandler: app.handler\nRole: ${arn}`);
    const call = `sts.assume_role(RoleArn="${arn}")\n`;
    assert.deepEqual(found('src/app.py', { 'template.yaml': template, 'src/app.py': call }), SURE);
    const whole = template.replace('CodeUri: src/', 'CodeUri: .');
    assert.deepEqual(found('x.py', { 'template.yaml': whole, 'x.py': call }), HINT);
    const other = call.replace('Own', 'Other');
    assert.deepEqual(found('src/app.py', { 'template.yaml': template, 'src/app.py': other }), []);
  });

  it('is found inside of the template', () => {
    const inline = `Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: !GetAtt Own.Arn\n      Code:\n        ZipFile: |\n          import os\n          sts.assume_role(RoleArn=os.environ["ROLE_ARN"])\n      Environment:\n        Variables:\n          ROLE_ARN: !GetAtt Own.Arn\n${ROLES}`;
    assert.deepEqual(found('t.yaml', { 't.yaml': inline }).sort(), [
      'self-assume-by-code warning',
      'self-assume-denied warning',
    ]);
    const other = inline.replace('ROLE_ARN: !GetAtt Own', 'ROLE_ARN: !GetAtt Other');
    assert.deepEqual(found('t.yaml', { 't.yaml': other }), []);
  });

  it('is found in services of the Serverless Framework', () => {
    const service = (provider: string, fn: string) =>
      `service: s\nprovider:\n  name: aws\n${provider}functions:\n  report:\n    handler: src/report.handler\n${fn}`;
    const environment = (value: string, indent = '  ') =>
      `${indent}environment:\n${indent}  ROLE_ARN: ${value}\n`;
    const inReport = (text: string) =>
      found('src/report.py', { 'serverless.yml': text, 'src/report.py': CALL });
    const made = '!GetAtt IamRoleLambdaExecution.Arn';
    assert.deepEqual(inReport(service(environment(made), '')), SURE);
    assert.deepEqual(inReport(service('', environment(made, '    '))), SURE);
    assert.deepEqual(inReport(service(environment(made), environment('x', '    '))), []);
    assert.deepEqual(inReport(service(`  role: \${self:custom.role}\n${environment(made)}`, '')), []);
    const shared = '${self:custom.role}';
    assert.deepEqual(inReport(service(`  iam:\n    role: ${shared}\n${environment(shared)}`, '')), SURE);
    const resources = `resources:\n  Resources:\n${ROLES.replace(/^/gm, '  ').trimEnd()}\n`;
    const own = `    role: Own\n${environment('!GetAtt Own.Arn', '    ')}`;
    assert.deepEqual(inReport(service('', own) + resources), SURE);
    assert.deepEqual(inReport(service('', own.replace('GetAtt Own', 'GetAtt Other')) + resources), []);
  });

  it('is a hint where no file says that the container runs the code', () => {
    const task = `Resources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      TaskRoleArn: !GetAtt Own.Arn\n      ContainerDefinitions:\n        - Name: app\n          Environment:\n            - Name: ROLE_ARN\n              Value: !GetAtt Own.Arn\n${ROLES}`;
    assert.deepEqual(found('app/main.py', { 'stack.yaml': task, 'app/main.py': CALL }), HINT);
    assert.deepEqual(found('stack.yaml', { 'stack.yaml': task, 'app/main.py': CALL }), []);
    const other = { 'other.yaml': task.replace('Value: !GetAtt Own', 'Value: !GetAtt Other') };
    assert.deepEqual(found('app/main.py', { 'stack.yaml': task, 'app/main.py': CALL, ...other }), []);
    assert.deepEqual(found('app/main.py', { 'deploy/stack.yaml': task, 'app/main.py': CALL }), []);
  });

  it('is found in the scripts of instances and builds', () => {
    const host = (script: string) =>
      `Resources:\n  Host:\n    Type: AWS::EC2::Instance\n    Properties:\n      IamInstanceProfile: !Ref P\n      UserData:\n        Fn::Base64: !Sub |\n${script.replace(/^/gm, '          ')}\n  P:\n    Type: AWS::IAM::InstanceProfile\n    Properties:\n      Roles: [!Ref Own]\n${ROLES}`;
    const command = 'aws sts assume-role --role-arn ${Own.Arn} --role-session-name s';
    const both = ['self-assume-by-code warning', 'self-assume-denied warning'];
    const of = (script: string) => found('t.yaml', { 't.yaml': host(script) }).sort();
    assert.deepEqual(of(command), both);
    assert.deepEqual(
      of(
        `#!/bin/bash\naws --region eu-west-1 sts assume-role \\\n  --role-session-name s --role-arn "\${Own.Arn}"`,
      ),
      both,
    );
    for (const quiet of [
      command.replace('Own', 'Other'),
      `# ${command}`,
      `${command} --profile p`,
      `AWS_PROFILE=p ${command}`,
      `export AWS_ACCESS_KEY_ID=$KEY\n${command}`,
      `${command} --policy file://p.json`,
      'echo "${Own.Arn}"',
      '[default]\nrole_arn = ${Own.Arn}\nsource_profile = x',
      '[default]\nrole_arn = ${Own.Arn}\n[profile b]\ncredential_source = Ec2InstanceMetadata',
    ])
      assert.deepEqual(of(quiet), [], quiet);
    assert.deepEqual(of('[default]\ncredential_source = Ec2InstanceMetadata\nrole_arn = ${Own.Arn}'), both);
  });

  it('is found in launch templates and build specifications', () => {
    const build = `Resources:\n  B:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      ServiceRole: !GetAtt Own.Arn\n      Source:\n        BuildSpec: !Sub |\n          phases:\n            build:\n              commands:\n                - aws sts assume-role --role-arn \${Own.Arn} --role-session-name s\n${ROLES}`;
    assert.ok(found('t.yaml', { 't.yaml': build }).includes('self-assume-by-code warning'));
    const launch = `Resources:\n  L:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateData:\n        IamInstanceProfile:\n          Arn: !GetAtt P.Arn\n        UserData:\n          Fn::Base64:\n            Fn::Join:\n              - "\\n"\n              - - '[default]'\n                - Fn::Join: ['', ['role_arn = ', !GetAtt Own.Arn]]\n                - credential_source = Ec2InstanceMetadata\n  P:\n    Type: AWS::IAM::InstanceProfile\n    Properties:\n      Roles: [!Ref Own]\n${ROLES}`;
    assert.ok(found('t.yaml', { 't.yaml': launch }).includes('self-assume-by-code warning'));
  });

  it('is explained by a hover, with the reason and what to do instead', () => {
    const text = (files: Readonly<Record<string, string>>) => {
      const workspace = new Workspace(files);
      const document = workspace.document('src/app.py');
      return hover(document, CALL.indexOf('os.environ') + 3, workspace.context)?.markdown ?? '';
    };
    const sure = text({ 'template.yaml': own, 'src/app.py': CALL });
    assert.match(sure, /the call is needless/);
    assert.match(sure, /Lambda hands/);
    const open = text({ 'src/app.py': CALL });
    const injected = text({ 'src/app.py': CALL.replace('ROLE_ARN', 'AWS_ROLE_ARN') });
    assert.match(injected, /EKS sets `AWS_ROLE_ARN` in a pod to the pod’s own role/);
    assert.doesNotMatch(open, /EKS sets/);
    for (const word of ['Lambda', 'ECS', 'EC2', 'EKS', 'second role', 'developers'])
      assert.ok(open.includes(word), word);
  });
});
