import assert from 'node:assert/strict';
import { openDocument } from '../../../server/src/core/documents/open';
import type { Subject } from '../../../server/src/core/documents/subjects';
import { known } from '../../../server/src/core/syntax/tree';

const TRUST = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };

function subjectsOf(value: unknown): readonly Subject[] {
  return openDocument({ uri: 'file:///any-name.txt', text: JSON.stringify(value, null, 2) }).subjects;
}
const kindsOf = (value: unknown) => subjectsOf(value).map((subject) => subject.kind);

describe('policies in JSON', () => {
  it('are recognised by shape, whatever the file is called', () => {
    assert.deepEqual(kindsOf({ Version: '2012-10-17', Statement: [TRUST] }), ['trustPolicy']);
    assert.deepEqual(kindsOf({ Statement: TRUST }), ['trustPolicy']);
    assert.deepEqual(kindsOf({ Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }), [
      'identityPolicy',
    ]);
  });

  it('leave alone what is no trust policy', () => {
    const bucket = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
    const endpoint = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole', Resource: '*' };
    const queue = { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage' };
    for (const statement of [bucket, endpoint, queue])
      assert.deepEqual(kindsOf({ Statement: [statement] }), []);
    assert.deepEqual(kindsOf({ Statement: [] }), []);
    assert.deepEqual(kindsOf([{ statement: 'x' }]), []);
  });

  it('know the role they stand beside in get-role output', () => {
    const arn = 'arn:aws:iam::111122223333:role/team/App';
    const [subject] = subjectsOf({
      Role: { RoleName: 'App', Arn: arn, Path: '/team/', AssumeRolePolicyDocument: { Statement: [TRUST] } },
    });
    assert.equal(subject?.kind, 'trustPolicy');
    assert.ok(
      subject?.kind === 'trustPolicy' && subject.role.arn && subject.role.name && subject.role.account,
    );
    assert.equal(known(subject.role.arn), arn);
    assert.equal(known(subject.role.account), '111122223333');
    assert.equal(subject.role.lifecycle, 'existing');
  });

  it('are all found in list-roles output', () => {
    const role = (name: string) => ({
      RoleName: name,
      Arn: `arn:aws:iam::111122223333:role/${name}`,
      AssumeRolePolicyDocument: { Statement: [TRUST] },
    });
    assert.deepEqual(kindsOf({ Roles: [role('A'), role('B'), role('C')] }), [
      'trustPolicy',
      'trustPolicy',
      'trustPolicy',
    ]);
  });

  it('are joined to the permissions policies of their role', () => {
    const document = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }] };
    const subjects = subjectsOf({
      RoleDetailList: [
        {
          RoleName: 'A',
          Arn: 'arn:aws:iam::111122223333:role/A',
          AssumeRolePolicyDocument: { Statement: [TRUST] },
          RolePolicyList: [{ PolicyName: 'inline', PolicyDocument: document }],
          AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::111122223333:policy/P' }],
        },
      ],
      Policies: [
        {
          Arn: 'arn:aws:iam::111122223333:policy/P',
          PolicyVersionList: [{ IsDefaultVersion: true, Document: document }],
        },
      ],
    });
    assert.deepEqual(
      subjects.map((s) => s.kind),
      ['trustPolicy', 'identityPolicy', 'identityPolicy'],
    );
    assert.equal(subjects[0]?.kind === 'trustPolicy' && subjects[0].identityPolicies.length, 2);
  });

  it('tell create-role input from a role that exists', () => {
    const [subject] = subjectsOf({ RoleName: 'A', AssumeRolePolicyDocument: { Statement: [TRUST] } });
    assert.equal(subject?.kind === 'trustPolicy' && subject.role.lifecycle, 'created');
  });

  it('leave the policies alone that calls in a log were made with', () => {
    const policyDocument = JSON.stringify({ Statement: [TRUST] });
    const call = { requestParameters: { policyDocument } };
    assert.equal(subjectsOf(call).filter(({ kind }) => kind === 'trustPolicy').length, 1);
    const event = {
      ...call,
      eventSource: 'iam.amazonaws.com',
      eventName: 'UpdateAssumeRolePolicy',
    };
    assert.deepEqual(
      subjectsOf({ Records: [event] }).filter(({ kind }) => kind === 'trustPolicy'),
      [],
    );
  });

  it('survive any broken text', () => {
    const text = JSON.stringify({ Statement: [TRUST] }, null, 1);
    for (let end = 0; end <= text.length; end++)
      openDocument({ uri: 'file:///x.json', text: text.slice(0, end) });
    const half = openDocument({ uri: 'file:///x.json', text: text.slice(0, -8) });
    assert.equal(half.subjects.length, 1);
  });

  it('say so once where they nest too deep to be read', () => {
    const text = `{ "Statement": ${'['.repeat(20_000)}`;
    const { kind, problems } = openDocument({ uri: 'file:///x.json', text });
    assert.deepEqual([kind, problems.length], ['iam-json', 1]);
  });
});
