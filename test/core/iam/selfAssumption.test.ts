import assert from 'node:assert/strict';
import { plain } from '../../../server/src/core/explain/sentence';
import { parseRoleArn } from '../../../server/src/core/iam/arn';
import { roleFromArn } from '../../../server/src/core/iam/role';
import { selfAssumption } from '../../../server/src/core/iam/selfAssumption';
import { textOf } from '../../../server/src/core/syntax/placeholders';
import { policyOf, sentences, trust } from './policies';

const ARN = 'arn:aws:iam::111122223333:role/app/Deploy';
const OTHER = 'arn:aws:iam::111122223333:role/Other';
const ROLE = parseRoleArn(ARN)!;
const ROOT = 'arn:aws:iam::111122223333:root';

const allow = (Principal: unknown, Condition?: object) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...(Condition === undefined ? {} : { Condition }),
});
const except = (AWS: string) => ({ Effect: 'Allow', NotPrincipal: { AWS }, Action: 'sts:AssumeRole' });
const identity = (Resource: string, Effect = 'Allow') =>
  policyOf({ Version: '2012-10-17', Statement: [{ Effect, Action: 'sts:AssumeRole', Resource }] });

describe('how a trust policy grants self-assumption', () => {
  const lists = { ArnLike: { 'aws:PrincipalArn': [OTHER, ARN] } };
  const cases: [string, ReturnType<typeof trust>, string, string[]][] = [
    ['the own ARN', trust(allow({ AWS: [OTHER, ARN] })), 'direct', ['ownArn']],
    ['the account', trust(allow({ AWS: ROOT })), 'delegated', ['account']],
    ['the account by its number', trust(allow({ AWS: '111122223333' })), 'delegated', ['account']],
    [
      'the account and ArnEquals',
      trust(allow({ AWS: ROOT }, { ArnEquals: { 'aws:PrincipalArn': ARN } })),
      'delegated',
      ['accountAndPrincipalArn'],
    ],
    [
      'the account and ArnLike, in a list',
      trust(allow({ AWS: ROOT }, lists)),
      'delegated',
      ['accountAndPrincipalArn'],
    ],
    [
      'the account and StringEquals, key in other letters',
      trust(allow({ AWS: ROOT }, { StringEquals: { 'AWS:PrincipalArn': ARN } })),
      'delegated',
      ['accountAndPrincipalArn'],
    ],
    [
      'the account and StringLike',
      trust(allow({ AWS: ROOT }, { StringLike: { 'aws:principalarn': '*:role/app/Dep*' } })),
      'delegated',
      ['accountAndPrincipalArn'],
    ],
    [
      'everyone and ArnLike',
      trust(allow({ AWS: '*' }, { ArnLike: { 'aws:PrincipalArn': ARN } })),
      'direct',
      ['everyoneAndPrincipalArn'],
    ],
    ['everyone', trust(allow({ AWS: '*' })), 'direct', ['everyone']],
    [
      'the look-alike that names another role',
      trust(allow({ AWS: ROOT }, { ArnEquals: { 'aws:PrincipalArn': OTHER } })),
      'none',
      [],
    ],
    [
      'the look-alike with everyone',
      trust(allow({ AWS: '*' }, { ArnLike: { 'aws:PrincipalArn': OTHER } })),
      'none',
      [],
    ],
    [
      'the path must be right',
      trust(
        allow({ AWS: ROOT }, { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Deploy' } }),
      ),
      'none',
      [],
    ],
    ['another account', trust(allow({ AWS: 'arn:aws:iam::444455556666:root' })), 'none', []],
    ['a service', trust(allow({ Service: 'ec2.amazonaws.com' })), 'none', []],
    ['another action', trust({ ...allow({ AWS: ARN }), Action: 'sts:TagSession' }), 'none', []],
    [
      'an ExternalId is for the call to give',
      trust(allow({ AWS: ARN }, { StringEquals: { 'sts:ExternalId': 'x' } })),
      'direct',
      ['ownArn'],
    ],
    [
      'a condition nobody can read',
      trust(allow({ AWS: ROOT }, { 'Fn::If': ['a', 'b', 'c'] })),
      'unknown',
      ['account'],
    ],
    ['an unknown principal', trust(allow({ AWS: '${Who}' })), 'unknown', ['unknown']],
    ['an unknown statement', trust({ Ref: 'S' }), 'unknown', []],
    [
      'one session of the role',
      trust(allow({ AWS: 'arn:aws:sts::111122223333:assumed-role/Deploy/x' })),
      'unknown',
      ['session'],
    ],
    ['nothing', trust(), 'none', []],
    ['everybody but another role', trust(except(OTHER)), 'direct', ['statement']],
    ['everybody but the role', trust(except(ARN)), 'none', []],
    ['everybody but somebody unknown', trust(except('${Who}')), 'unknown', ['statement']],
  ];
  for (const [name, policy, grant, forms] of cases) {
    it(`${name}: ${grant}`, () => {
      const self = selfAssumption(policy, ROLE, undefined);
      assert.equal(self.grant, grant);
      assert.deepEqual(
        self.granting.map((place) => (place.kind === 'principal' ? place.form : place.kind)),
        forms,
      );
    });
  }
});

describe('a role nobody named', () => {
  const cases: [string, ReturnType<typeof trust>, string][] = [
    ['a named role may be it', trust(allow({ AWS: ARN })), 'unknown'],
    ['an account may be its own', trust(allow({ AWS: ROOT })), 'unknown'],
    [
      'everyone with a named role may be it',
      trust(allow({ AWS: '*' }, { ArnEquals: { 'aws:PrincipalArn': ARN } })),
      'unknown',
    ],
    ['everyone is', trust(allow({ AWS: '*' })), 'direct'],
    ['a user is not', trust(allow({ AWS: 'arn:aws:iam::111122223333:user/ann' })), 'none'],
    ['a service is not', trust(allow({ Service: 'ec2.amazonaws.com' })), 'none'],
  ];
  for (const [name, policy, grant] of cases) {
    it(`${name}: ${grant}`, () => assert.equal(selfAssumption(policy, undefined, undefined).grant, grant));
  }
});

describe('a role of a template', () => {
  const text = 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${RoleName}';
  const role = roleFromArn(textOf(text, { start: 0, end: text.length }, true))!;
  const cases: [string, ReturnType<typeof trust>, string][] = [
    ['its own ARN as it is written', trust(allow({ AWS: text })), 'direct'],
    [
      'its account and its own ARN',
      trust(
        allow(
          { AWS: 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' },
          { ArnEquals: { 'aws:PrincipalArn': text } },
        ),
      ),
      'delegated',
    ],
    [
      'its account and another name',
      trust(
        allow(
          { AWS: 'arn:aws:iam::${AWS::AccountId}:root' },
          { ArnEquals: { 'aws:PrincipalArn': text.replace('RoleName', 'OtherName') } },
        ),
      ),
      'unknown',
    ],
    ['a user', trust(allow({ AWS: 'arn:aws:iam::${AWS::AccountId}:user/x' })), 'none'],
  ];
  for (const [name, policy, grant] of cases) {
    it(`${name}: ${grant}`, () => assert.equal(selfAssumption(policy, role, undefined).grant, grant));
  }
});

describe('self-assumption before and now', () => {
  const silent = trust(allow({ Service: 'ec2.amazonaws.com' }));
  const named = trust(allow({ AWS: ARN }));
  const root = trust(allow({ AWS: ROOT }));
  const guarded = trust(allow({ AWS: ARN }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }));
  const denied = trust(allow({ AWS: ARN }), { ...allow({ AWS: '*' }), Effect: 'Deny' });
  const withoutMfa = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
  const perhaps = trust(allow({ AWS: ARN }), { ...allow({ AWS: '*' }, withoutMfa), Effect: 'Deny' });
  const hidden = trust(allow({ AWS: ARN }), { Ref: 'Statement' });
  const cases: [
    string,
    ReturnType<typeof trust>,
    ReturnType<typeof identity>[] | undefined,
    string,
    string,
  ][] = [
    ['an identity-based policy alone was enough', silent, [identity(ARN)], 'allowed', 'denied'],
    ['neither policy', silent, [], 'denied', 'denied'],
    ['identity-based policies not in sight', silent, undefined, 'depends', 'denied'],
    ['the trust policy names the role', named, [], 'allowed', 'allowed'],
    ['the account, and an identity-based policy', root, [identity('*')], 'allowed', 'allowed'],
    ['the account alone', root, [], 'denied', 'denied'],
    ['the account, identity-based policies not in sight', root, undefined, 'depends', 'depends'],
    ['conditions did not apply, and now do', guarded, [identity(ARN)], 'allowed', 'depends'],
    ['a deny in the trust policy always did', denied, [identity(ARN)], 'denied', 'denied'],
    ['a deny with a condition may have', perhaps, [identity(ARN)], 'depends', 'depends'],
    ['a statement that may be a deny may have', hidden, [identity(ARN)], 'depends', 'depends'],
    [
      'a deny in an identity-based policy always did',
      named,
      [identity(ARN), identity('*', 'Deny')],
      'denied',
      'denied',
    ],
  ];
  for (const [name, policy, policies, before, now] of cases) {
    it(`${name}: ${before} before, ${now} now`, () => {
      const self = selfAssumption(policy, ROLE, policies);
      assert.deepEqual([self.before.verdict, self.now.verdict], [before, now]);
    });
  }

  it('says what must be so for a deny with a condition not to have stood against it', () => {
    const { before } = selfAssumption(perhaps, ROLE, [identity(ARN)]);
    assert.equal(before.dependsOn.length, 1);
    assert.match(plain(before.dependsOn[0]!), /^statement 2 does not deny it, which it does/);
  });

  it('does not hold out the allow-list against a deny', () => {
    const { now } = selfAssumption(denied, ROLE, [identity(ARN)]);
    assert.equal(now.verdict, 'denied');
    assert.ok(!sentences(now.steps).some((line) => line.includes('allow-list')));
  });

  it('never calls a role of unknown age denied without the allow-list', () => {
    const { now } = selfAssumption(silent, ROLE, [identity(ARN)]);
    assert.ok(
      sentences(now.steps).some((line) => line.includes('unless AWS still carries it on its allow-list')),
    );
    const { now: never } = selfAssumption(silent, ROLE, []);
    assert.ok(!sentences(never.steps).some((line) => line.includes('allow-list')));
  });
});
