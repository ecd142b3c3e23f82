import assert from 'node:assert/strict';
import { plain } from '../../../server/src/core/explain/sentence';
import { parseRoleArn } from '../../../server/src/core/iam/arn';
import { parseCaller } from '../../../server/src/core/iam/caller';
import { grantsOn, identityAllows } from '../../../server/src/core/iam/identityPolicy';
import { policyOf } from './policies';

const ROLE = 'arn:aws:iam::111122223333:role/app/Deploy';
const request = {
  caller: parseCaller('arn:aws:iam::111122223333:user/Deploy')!,
  action: 'sts:AssumeRole',
  role: parseRoleArn(ROLE),
  context: new Map(),
};
const one = (Resource: unknown, more: object = {}) =>
  policyOf({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource, ...more }],
  });

describe('whether identity-based policies allow assuming a role', () => {
  const cases: [string, ReturnType<typeof one>, string][] = [
    ['its ARN', one(ROLE), 'yes'],
    ['a list with its ARN', one(['arn:aws:s3:::x', ROLE]), 'yes'],
    ['another ARN', one('arn:aws:iam::111122223333:role/Other'), 'no'],
    ['everything', one('*'), 'yes'],
    ['a wildcard in the name', one('arn:aws:iam::*:role/app/*'), 'yes'],
    ['a star that ends a part reaches over colons', one('arn:aws:iam::*'), 'yes'],
    ['the path is part of the ARN', one('arn:aws:iam::111122223333:role/Deploy'), 'no'],
    ['NotResource that leaves it in', one(undefined, { NotResource: 'arn:aws:iam::*:role/Other' }), 'yes'],
    ['NotResource that takes it out', one(undefined, { NotResource: '*' }), 'no'],
    ['another action', one('*', { Action: 'sts:GetCallerIdentity' }), 'no'],
    ['an action pattern', one('*', { Action: 'STS:assume*' }), 'yes'],
    ['NotAction', one('*', { Action: undefined, NotAction: 'iam:*' }), 'yes'],
    ['a policy variable', one('arn:aws:iam::111122223333:role/app/${aws:username}'), 'yes'],
    ['an unknown part', one('arn:aws:iam::${Account}:role/app/Deploy'), 'depends'],
    ['an unknown part that cannot matter', one('arn:aws:iam::${Account}:role/Other'), 'no'],
    [
      'a condition nobody knows',
      one('*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
      'depends',
    ],
    ['no resource', one(undefined), 'no'],
  ];
  for (const [name, policy, expected] of cases) {
    it(`${name}: ${expected}`, () => {
      const answer = identityAllows([policy], request);
      assert.equal(answer.verdict, expected);
      assert.equal(answer.dependsOn.length > 0, expected === 'depends');
    });
  }

  it('what it depends on is what would have to be so', () => {
    const open = one('arn:aws:iam::${Account}:role/app/Deploy');
    const said = (...policies: ReturnType<typeof one>[]) =>
      identityAllows(policies, request).dependsOn.map(plain);
    assert.match(
      said(open)[0]!,
      /role\/app\/Deploy"? in statement 1 of an identity-based policy is this role$/,
    );
    const denying = one('arn:aws:iam::${Account}:role/app/Deploy', { Effect: 'Deny' });
    assert.match(said(one(ROLE), denying)[0]!, /is not this role$/);
    const except = one(undefined, { NotResource: 'arn:aws:iam::${Account}:role/app/Deploy' });
    assert.match(said(except)[0]!, /^statement 1 of an identity-based policy lets it through$/);
    const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
    assert.match(said(one(ROLE, mfa))[0]!, /^the condition of statement 1 .* is met \(/);
    assert.match(
      said(one(ROLE), one(ROLE, { Effect: 'Deny', ...mfa }))[0]!,
      /a Deny statement, does not apply/,
    );
  });

  it('an explicit deny in one policy outweighs another', () => {
    const answer = identityAllows([one('*'), one(ROLE, { Effect: 'Deny' })], request);
    assert.deepEqual([answer.allow, answer.deny, answer.verdict], ['yes', 'yes', 'no']);
  });

  it('of a role nobody named, only a star is sure', () => {
    const open = { ...request, role: undefined };
    assert.equal(identityAllows([one('*')], open).verdict, 'yes');
    assert.equal(identityAllows([one(ROLE)], open).verdict, 'depends');
    assert.equal(identityAllows([one('arn:aws:s3:::bucket')], open).verdict, 'no');
  });
});

describe('grants on a role', () => {
  it('tell the role named from the role covered by a wildcard', () => {
    const policy = one([
      ROLE,
      'arn:aws:iam::111122223333:role/app/*',
      '*',
      'arn:aws:iam::111122223333:role/Other',
    ]);
    assert.deepEqual(
      grantsOn(policy, ROLE).map(({ value, specific }) => [value, specific]),
      [
        [ROLE, true],
        ['arn:aws:iam::111122223333:role/app/*', false],
        ['*', false],
      ],
    );
  });

  it('are those of a Resource element, not of NotResource', () => {
    assert.deepEqual(grantsOn(one(undefined, { NotResource: ROLE }), ROLE), []);
  });

  it('see a template that names the same unknown parts', () => {
    const [grant] = grantsOn(one('arn:aws:iam::${AWS::AccountId}:role/${Name}'), {
      pieces: [
        { kind: 'literal', value: 'arn:aws:iam::', span: { start: 0, end: 0 } },
        { kind: 'hole', expression: 'AWS::AccountId', span: { start: 0, end: 0 } },
        { kind: 'literal', value: ':role/', span: { start: 0, end: 0 } },
        { kind: 'hole', expression: 'Name', span: { start: 0, end: 0 } },
      ],
    });
    assert.ok(grant!.specific && grant!.verdict === 'yes');
  });
});
