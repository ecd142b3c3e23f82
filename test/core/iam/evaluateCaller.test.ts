import assert from 'node:assert/strict';
import { evaluate } from '../../../server/src/core/iam/evaluate';
import { contextOf, type Request } from '../../../server/src/core/iam/request';
import { policyOf, trust } from './policies';
import { allow, ask, BUILD, FOREIGN, identity, ROLE, USER } from './requests';

describe('boundaries, session policies and denies on the caller side', () => {
  const nothing = policyOf({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
  });
  const session = 'arn:aws:sts::111122223333:assumed-role/Build/1';
  const cases: [string, ReturnType<typeof trust>, Request, string][] = [
    [
      'a boundary limits a role that is named',
      trust(allow({ AWS: BUILD })),
      ask(BUILD, { boundary: nothing }),
      'denied',
    ],
    [
      'a session policy limits a role that is named',
      trust(allow({ AWS: BUILD })),
      ask(BUILD, { sessionPolicies: [nothing] }),
      'denied',
    ],
    [
      'a boundary does not limit a user that is named',
      trust(allow({ AWS: USER })),
      ask(USER, { boundary: nothing }),
      'allowed',
    ],
    [
      'neither limits a session that is named',
      trust(allow({ AWS: session })),
      ask(session, { boundary: nothing, sessionPolicies: [nothing] }),
      'allowed',
    ],
    [
      'neither limits everyone with a condition on the caller',
      trust(allow({ AWS: '*' }, { Condition: { ArnEquals: { 'aws:PrincipalArn': BUILD } } })),
      ask(BUILD, { boundary: nothing }),
      'allowed',
    ],
    [
      'a boundary limits what the account passes on',
      trust(allow({ AWS: '111122223333' })),
      ask(BUILD, { identityPolicies: [identity('*')], boundary: nothing }),
      'denied',
    ],
    [
      'a boundary limits across accounts',
      trust(allow({ AWS: FOREIGN })),
      ask(FOREIGN, { identityPolicies: [identity('*')], boundary: nothing }),
      'denied',
    ],
    [
      'an explicit deny in an identity-based policy',
      trust(allow({ AWS: BUILD })),
      ask(BUILD, { identityPolicies: [identity('*', 'Deny')] }),
      'denied',
    ],
    [
      'an explicit deny in a session policy',
      trust(allow({ AWS: session })),
      ask(session, { sessionPolicies: [identity('*', 'Deny')] }),
      'denied',
    ],
    [
      'a boundary limits a named role, whichever account the role to assume is in',
      trust(allow({ AWS: BUILD })),
      ask(BUILD, { role: undefined, boundary: nothing }),
      'denied',
    ],
    [
      'the caller side does not bear on a service',
      trust(allow({ Service: 'ec2.amazonaws.com' })),
      ask('service:ec2.amazonaws.com', { identityPolicies: [identity('*', 'Deny')] }),
      'allowed',
    ],
  ];
  for (const [name, policy, request, expected] of cases) {
    it(name, () => assert.equal(evaluate(policy, request).verdict, expected));
  }
});

describe('what follows from who calls', () => {
  const on = (Condition: object) => trust(allow({ AWS: '*' }, { Condition }));
  const session = 'arn:aws:sts::111122223333:assumed-role/Deploy/run1';
  const cases: [string, object, string, string][] = [
    ['aws:PrincipalArn of a role is its ARN', { ArnEquals: { 'aws:PrincipalArn': BUILD } }, BUILD, 'allowed'],
    ['... whatever the case of the key', { StringLike: { 'AWS:principalARN': BUILD } }, BUILD, 'allowed'],
    ['... and not another', { ArnEquals: { 'aws:PrincipalArn': ROLE } }, BUILD, 'denied'],
    [
      'of a session it is the ARN of the role, whose path nobody knows',
      { ArnEquals: { 'aws:PrincipalArn': ROLE } },
      session,
      'depends',
    ],
    ['... but whose name is known', { ArnEquals: { 'aws:PrincipalArn': BUILD } }, session, 'denied'],
    [
      '... and a pattern may cover every path',
      { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*Deploy' } },
      session,
      'allowed',
    ],
    [
      '... and it is never the session ARN',
      { ArnEquals: { 'aws:PrincipalArn': session } },
      session,
      'denied',
    ],
    ['aws:PrincipalAccount', { StringEquals: { 'aws:PrincipalAccount': '111122223333' } }, USER, 'allowed'],
    ['aws:userid ends in the session name', { StringLike: { 'aws:userid': '*:run1' } }, session, 'allowed'],
    ['aws:username is for users only', { StringLike: { 'aws:username': '*' } }, BUILD, 'denied'],
    [
      'aws:SourceAccount is sent by services only',
      { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      BUILD,
      'denied',
    ],
    [
      'aws:PrincipalOrgID is not known',
      { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
      BUILD,
      'depends',
    ],
  ];
  for (const [name, condition, who, expected] of cases) {
    it(name, () => assert.equal(evaluate(on(condition), ask(who)).verdict, expected));
  }

  it('a given context value outranks it', () => {
    const request = ask(BUILD, { context: contextOf({ 'aws:PrincipalArn': ROLE }) });
    assert.equal(evaluate(on({ ArnEquals: { 'aws:PrincipalArn': ROLE } }), request).verdict, 'allowed');
  });
});
