import assert from 'node:assert/strict';
import { openDocument } from '../../../server/src/core/documents/open';
import { readable } from '../../../server/src/core/syntax/tree';

const SERVICE = `service: reports
provider:
  name: aws
  iam:
    role:
      statements:
        - Effect: Allow
          Action: sts:AssumeRole
          Resource: arn:aws:iam::111122223333:role/Other
functions:
  hello: {handler: index.handler}
resources:
  Resources:
    Reader:
      Type: AWS::IAM::Role
      Properties:
        RoleName: reader-\${self:provider.stage}
        AssumeRolePolicyDocument:
          Version: "2012-10-17"
          Statement:
            - Effect: Allow
              Principal: {AWS: !GetAtt IamRoleLambdaExecution.Arn}
              Action: sts:AssumeRole
`;
const STACKS = `Resources:
  Everywhere:
    Type: AWS::CloudFormation::StackSet
    Properties:
      TemplateBody: |
        Resources:
          Inner:
            Type: AWS::IAM::Role
            Properties:
              RoleName: inner
              AssumeRolePolicyDocument:
                Statement:
                  - Effect: Allow
                    Principal: {AWS: 'arn:aws:iam::111122223333:root'}
                    Action: sts:AssumeRole
  Outer:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Statement: []}
`;

describe('Services of the Serverless Framework', () => {
  const open = (text: string) => openDocument({ uri: 'file:///serverless.yml', text });

  it('hold roles of their resources, and the permissions of the role that the framework makes', () => {
    const { kind, subjects, problems } = open(SERVICE);
    assert.equal(kind, 'serverless');
    assert.deepEqual(problems, []);
    const [permissions, reader, ...rest] = subjects;
    assert.equal(rest.length, 0);
    assert.ok(permissions?.kind === 'identityPolicy' && permissions.policy.statements.length === 1);
    assert.ok(reader?.kind === 'trustPolicy');
    assert.equal(reader.role.name && readable(reader.role.name), 'reader-${self:provider.stage}');
    const [principal] = reader.policy.statements[0]!.principal!.groups[0]!.values;
    assert.ok(principal?.kind === 'string');
    assert.match(readable(principal.text), /:role\/\$\{IamRoleLambdaExecution\}$/);
  });

  it('are told from other YAML with providers', () => {
    assert.equal(open('provider:\n  name: aws\nstatements:\n  - x\n').kind, undefined);
    assert.equal(open('service: x\nprovider: aws\n').kind, undefined);
  });
});

describe('Templates inside of stack sets', () => {
  it('are read with the places of the file', () => {
    const { subjects } = openDocument({ uri: 'file:///t.yaml', text: STACKS });
    const roles = subjects.flatMap((each) => (each.kind === 'trustPolicy' ? [each] : []));
    assert.deepEqual(
      roles.map(({ role }) => role.resource?.id),
      ['Outer', 'Inner'],
    );
    const [, inner] = roles;
    const { span } = inner!.role.resource!;
    assert.equal(STACKS.slice(span.start, span.end), 'Inner');
    const [value] = inner!.policy.statements[0]!.principal!.groups[0]!.values;
    assert.equal(STACKS.slice(value!.span.start, value!.span.end), "'arn:aws:iam::111122223333:root'");
  });
});
