import assert from 'node:assert/strict';
import { openDocument } from '../../../server/src/core/documents/open';
import type { IdentityPolicySubject, TrustPolicySubject } from '../../../server/src/core/documents/subjects';
import { readable, type Text } from '../../../server/src/core/syntax/tree';
import { STEP } from '../runs';

const open = (text: string) => openDocument({ uri: 'file:///template.yaml', text });
const trusts = (text: string) =>
  open(text).subjects.filter((s): s is TrustPolicySubject => s.kind === 'trustPolicy');
const identities = (text: string) =>
  open(text).subjects.filter((s): s is IdentityPolicySubject => s.kind === 'identityPolicy');
const shown = (text: Text | undefined) => text && readable(text);

const TRUST = `
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {Service: ec2.amazonaws.com}
            Action: sts:AssumeRole`;
const POLICY = `
        Statement:
          - {Effect: Allow, Action: 's3:*', Resource: '*'}`;
const role = (id: string, properties = '', trust = TRUST) => `  ${id}:
    Type: AWS::IAM::Role
    Properties:${properties}
      AssumeRolePolicyDocument:${trust}
`;

/** The one value of the first statement's first principal, as the template says it. */
function principalOf(value: string, more = ''): string | undefined {
  const trust = TRUST.replace('{Service: ec2.amazonaws.com}', `{AWS: ${value}}`);
  const [subject] = trusts(
    `${more}Resources:\n${role('Own', '\n      RoleName: own', trust)}${role('Other')}`,
  );
  const found = subject?.policy.statements[0]?.principal?.groups[0]?.values[0];
  return found?.kind === 'string' ? readable(found.text) : found && `\${${found.expression}}`;
}

describe('CloudFormation templates', () => {
  it('are told by their shape, in YAML and in JSON', () => {
    const yaml = `Resources:\n${role('App')}`;
    assert.equal(open(yaml).kind, 'cloudformation');
    const json = `{"Resources": {"App": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": []}}}}}`;
    assert.equal(open(json).kind, 'cloudformation');
    assert.equal(open('Resources:\n  - AssumeRolePolicyDocument: x\n').kind, undefined);
    assert.equal(open('kind: Pod\nspec: {AssumeRolePolicyDocument: {}, Resources: {}}\n').kind, undefined);
  });

  it('give each trust policy the span of its own text', () => {
    const text = `Resources:\n${role('App')}`;
    const [subject] = trusts(text);
    assert.equal(subject && text.slice(subject.span.start, subject.span.end), TRUST.trim());
  });

  it('say of a role what its properties say', () => {
    const text = `Resources:\n${role('App', '\n      RoleName: !Sub "${Prefix}-app"\n      Path: /team/')}${role('Plain')}`;
    const [app, plain] = trusts(text);
    assert.equal(
      shown(app?.role.arn),
      'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/team/${Prefix}-app',
    );
    assert.equal(shown(app?.role.name), '${Prefix}-app');
    assert.equal(app?.role.lifecycle, 'created');
    assert.equal(plain?.role.name, undefined);
    assert.equal(shown(plain?.role.arn), 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Plain}');
  });

  it('write the partition as the template does', () => {
    const text = `Resources:\n${role('App', '\n      RoleName: app\n      PermissionsBoundary: arn:aws-cn:iam::aws:policy/P')}`;
    assert.equal(shown(trusts(text)[0]?.role.arn), 'arn:aws-cn:iam::${AWS::AccountId}:role/app');
  });

  it('join permissions policies to their roles, however they are attached', () => {
    const inline = `\n      Policies:\n      - PolicyName: p\n        PolicyDocument:${POLICY.replaceAll('\n', '\n  ')}`;
    const text = `Resources:
${role('A', `${inline}\n      ManagedPolicyArns: [!Ref Mine, arn:aws:iam::aws:policy/ReadOnlyAccess]`)}${role('B', '\n      RoleName: b')}  Policy:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref A, !Ref B]
      PolicyDocument:${POLICY}
  Mine:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:${POLICY}
  ByName:
    Type: AWS::IAM::RolePolicy
    Properties:
      RoleName: b
      PolicyDocument:${POLICY}
  Nobodys:
    Type: AWS::IAM::Policy
    Properties:
      Users: [someone]
      PolicyDocument:${POLICY}
`;
    const [a, b] = trusts(text);
    assert.deepEqual([a?.identityPolicies.length, b?.identityPolicies.length], [3, 2]);
    assert.deepEqual([a?.morePolicies, b?.morePolicies], [true, false]);
    assert.equal(identities(text).length, 5);
    assert.ok(identities(text).every((each) => each.attachedTo !== undefined));
  });

  it('know the roles that SAM makes', () => {
    const text = `Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
      - AWSLambdaBasicExecutionRole
      - Statement:
        - {Effect: Allow, Action: 'sts:AssumeRole', Resource: !GetAtt FnRole.Arn}
      AssumeRolePolicyDocument:${TRUST}
  Given:
    Type: AWS::Serverless::Function
    Properties:
      Role: !GetAtt FnRole.Arn
      AssumeRolePolicyDocument:${TRUST}
`;
    const [subject, ...rest] = trusts(text);
    assert.equal(rest.length, 0);
    assert.equal(subject?.identityPolicies.length, 1);
    const own = subject?.identityPolicies[0]?.policy.statements[0]?.resource?.values[0];
    assert.ok(own?.kind === 'string' && readable(own.text) === shown(subject?.role.arn));
  });

  it('leave out items and entries of no value', () => {
    assert.equal(principalOf('[!Ref AWS::NoValue, "111122223333"]'), '111122223333');
    const trust = TRUST.replace('{Service:', '{AWS: !Ref AWS::NoValue, Service:');
    const [subject] = trusts(`Resources:\n${role('A', '', trust)}`);
    const groups = subject?.policy.statements[0]?.principal?.groups ?? [];
    assert.deepEqual(
      groups.map(({ type }) => type),
      ['Service'],
    );
  });

  describe('with properties that functions share', () => {
    const shared = (functions: string) =>
      `Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function:\n    RolePath: /shared/\n    AssumeRolePolicyDocument:${TRUST.replaceAll('\n      ', '\n    ')}\nResources:\n${functions}`;
    const fn = (id: string, properties = '', attributes = '') =>
      `  ${id}:\n    Type: AWS::Serverless::Function\n${attributes}    Properties:\n      Handler: a\n${properties}`;
    const path = (subject: TrustPolicySubject | undefined) => shown(subject?.role.path);

    it('take the trust policy and the path over from Globals', () => {
      const [subject, ...rest] = trusts(shared(fn('Fn', '      Policies: AWSLambdaExecute\n')));
      assert.equal(rest.length, 0);
      assert.equal(path(subject), '/shared/');
      assert.equal(subject?.role.resource?.id, 'FnRole');
      assert.equal(subject?.morePolicies, true);
    });

    it('say nothing of one function where several share a policy', () => {
      const [subject, ...rest] = trusts(shared(fn('One') + fn('Two')));
      assert.equal(rest.length, 0);
      assert.equal(subject?.role.resource, undefined);
      assert.equal(subject?.role.lifecycle, 'created');
    });

    it('join the statements of a function with those of Globals, which stay unknown there', () => {
      const own = `      RolePath: /own/\n      AssumeRolePolicyDocument:${TRUST}\n`;
      const [first, second] = trusts(shared(fn('Fn', own)));
      const statements = (subject: TrustPolicySubject | undefined) => subject?.policy.statements.length;
      assert.equal(path(first), '/own/');
      assert.ok(
        first?.policy.unknownStatements.length === 1 && second?.policy.unknownStatements.length === 0,
      );
      assert.equal(statements(first), statements(second));
      assert.equal(second?.role.resource, undefined);
    });

    it('pass over what a function ignores, and functions with a role of their own', () => {
      const ignoring = fn('Fn', '', '    IgnoreGlobals: [AssumeRolePolicyDocument]\n');
      assert.equal(trusts(shared(ignoring))[0]?.role.resource, undefined);
      const own = `      AssumeRolePolicyDocument:${TRUST}\n`;
      const [alone] = trusts(shared(fn('Fn', own, '    IgnoreGlobals: "*"\n')));
      assert.equal(alone?.policy.unknownStatements.length, 0);
      assert.equal(path(alone), undefined);
      const given = fn('Given', '      Role: arn:aws:iam::111122223333:role/x\n');
      assert.equal(trusts(shared(given + fn('Fn')))[0]?.role.resource?.id, 'FnRole');
    });
  });

  it('read policies that depend on a condition, each of them', () => {
    const text = `Resources:\n${role('A', '', ` !If\n      - X\n      - Statement: []\n      - Statement: {Effect: Allow}`)}`;
    assert.equal(trusts(text).length, 2);
  });

  it('write the same value the same way, whatever function makes it', () => {
    const arn = 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Name}';
    assert.equal(principalOf(`!Sub "${arn}"`), arn);
    assert.equal(
      principalOf(
        '!Join ["", ["arn:", !Ref "AWS::Partition", ":iam::", !Ref "AWS::AccountId", ":role/", !Ref Name]]',
      ),
      arn,
    );
    assert.equal(
      principalOf(`!Sub ["arn:\${P}:iam::\${AWS::AccountId}:role/\${Name}", {P: !Ref "AWS::Partition"}]`),
      arn,
    );
    assert.equal(principalOf(`!Select [1, [x, !Sub "${arn}"]]`), arn);
    const map = 'Mappings:\n  M:\n    a:\n      b: "111122223333"\n';
    assert.equal(principalOf('!FindInMap [M, a, b]', map), '111122223333');
    assert.equal(principalOf('!Sub ["x${A}", {A: !FindInMap [M, a, b]}]', map), 'x111122223333');
    assert.equal(principalOf('!If [C, a, a]'), 'a');
    assert.equal(principalOf('111122223333'), '111122223333');
    assert.equal(principalOf('!Sub "${!aws:username}-${X}"'), '${aws:username}-${X}');
  });

  it('say what GetAtt and Ref of their roles are', () => {
    assert.equal(principalOf('!GetAtt Own.Arn'), 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/own');
    assert.equal(
      principalOf('!GetAtt [Other, Arn]'),
      'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Other}',
    );
    assert.equal(
      principalOf('!Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Other}"'),
      'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Other}',
    );
    assert.equal(principalOf('!Sub "${Own}-x"'), 'own-x');
  });

  it('leave unknown what only the deployment knows', () => {
    assert.equal(
      principalOf('!Ref Account', 'Parameters:\n  Account: {Type: String, Default: "111122223333"}\n'),
      '${Account}',
    );
    assert.equal(
      principalOf('!FindInMap [M, !Ref "AWS::Region", b]'),
      '${Fn::FindInMap [M, AWS::Region, b]}',
    );
    assert.equal(principalOf('!If [C, a, b]'), '${Fn::If [C, a, b]}');
    assert.equal(principalOf('!Join [",", !Ref List]'), '${Fn::Join [,, List]}');
    const lists = 'Parameters:\n  List: {Type: CommaDelimitedList}\n';
    assert.equal(principalOf('!Join [",", [!Ref List]]', lists), '${Fn::Join [,, [List]]}');
  });

  it('take away what has no value', () => {
    const trust = TRUST.replace(
      '            Action',
      '            Condition: !Ref AWS::NoValue\n            Action',
    );
    const [subject] = trusts(`Resources:\n${role('A', '', trust)}`);
    assert.equal(subject?.policy.statements[0]?.conditionEntry, undefined);
  });

  it('find references to the role itself, but not those that a condition may leave out', () => {
    const own = (value: string) => {
      const trust = TRUST.replace('{Service: ec2.amazonaws.com}', `{AWS: ${value}}`);
      const text = `Resources:\n${role('Own', '', trust)}${role('Other')}`;
      return trusts(text)[0]?.ownReferences?.map((span) => text.slice(span.start, span.end));
    };
    assert.deepEqual(own('!GetAtt Own.Arn'), ['!GetAtt Own.Arn']);
    assert.deepEqual(own('!Sub "arn:aws:iam::1:role/${Own}"'), ['${Own}']);
    assert.deepEqual(own('!GetAtt Other.Arn'), []);
    assert.deepEqual(own('!If [C, !GetAtt Own.Arn, x]'), []);
  });

  it('survive names that refer to each other and functions that multiply', () => {
    const circle = `Resources:\n${role('A', '\n      RoleName: !Ref B')}${role('B', '\n      RoleName: !Ref A')}`;
    assert.equal(trusts(circle).length, 2);
    let nested = '!Ref X';
    for (let i = 0; i < 40; i++) nested = `{"Fn::Sub": ["\${A}\${A}", {"A": ${nested}}]}`;
    assert.ok(principalOf(nested));
    let joins = '!Ref List';
    for (let i = 0; i < 40; i++) joins = `!Join ["", [${joins}, !Ref List, {a: b}]]`;
    assert.ok(principalOf(joins));
  });

  it('leave out policies in which the YAML is broken, and keep the others', () => {
    const broken = TRUST.replace('Action: sts:AssumeRole', 'Condition: {"StringEquals');
    const document = open(`Resources:\n${role('Good')}${role('Bad', '', broken)}`);
    assert.equal(document.subjects.length, 1);
    assert.ok(document.problems.length > 0);
  });

  it('open at every beginning of their text', () => {
    const text = `Resources:\n${role('App', '\n      RoleName: !Sub ["${A}", {A: !GetAtt App.Arn}]')}`;
    for (let i = 0; i <= text.length; i += STEP) open(text.slice(0, i));
  });
});
