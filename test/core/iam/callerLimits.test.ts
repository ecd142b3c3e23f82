import assert from 'node:assert/strict';
import { parseCaller } from '../../../server/src/core/iam/caller';
import { type CallerLimit, callerLimit } from '../../../server/src/core/iam/callerLimits';
import { evaluate } from '../../../server/src/core/iam/evaluate';
import { openStatements } from '../../../server/src/core/iam/openToEveryone';
import { contextOf } from '../../../server/src/core/iam/request';
import { trust as policyOf } from './policies';

const open = (condition?: object) => ({
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: 'sts:AssumeRole',
  ...(condition === undefined ? {} : { Condition: condition }),
});
const limitOf = (condition?: object): CallerLimit => callerLimit(policyOf(open(condition)).statements[0]!);

const CASES: readonly (readonly [CallerLimit, object | undefined])[] = [
  ['none', undefined],
  ['none', {}],
  ['limited', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
  ['limited', { StringEquals: { 'AWS:principalaccount': ['111122223333', '444455556666'] } }],
  ['limited', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }],
  ['limited', { ArnEquals: { 'aws:PrincipalArn': 'arn:*:iam::111122223333:role/App' } }],
  ['limited', { StringLike: { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/*' } }],
  ['limited', { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }],
  ['limited', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'sts:ExternalId': 'x1' } }],
  ['chosen', { StringEquals: { 'sts:ExternalId': 'x1' } }],
  ['unknown', { StringEquals: { 'sts:ExternalId': 'x1', '${Key}': 'x' } }],
  ['unknown', { StringEquals: { 'sts:ExternalId': 'x1' }, '${Operator}': { 'aws:PrincipalOrgID': 'o-1' } }],
  ['chosen', { StringEquals: { 'aws:PrincipalTag/team': 'x' } }],
  ['chosen', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
  ['chosen', { Bool: { 'aws:PrincipalIsAWSService': 'false' } }],
  ['chosen', { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }],
  ['chosen', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
  ['chosen', { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/' } }],
  ['chosen', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/App' } }],
  ['chosen', { StringLike: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/App', '*'] } }],
  ['chosen', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
  ['unknown', { StringEquals: { 'aws:SomethingNew': 'x' } }],
  ['unknown', { StringEquals: { 'aws:PrincipalAccount': '<ACCOUNT>' } }],
  ['unknown', { Unheard: { 'aws:PrincipalAccount': '111122223333' } }],
];

describe('callerLimit', () => {
  for (const [limit, condition] of CASES) {
    it(`is ${limit} for ${JSON.stringify(condition)}`, () => assert.equal(limitOf(condition), limit));
  }

  it('agrees with the evaluator: a stranger who chooses all he can gets in by "chosen" and "none" alone', () => {
    const caller = parseCaller('arn:aws:iam::999999999999:role/App');
    assert.ok(caller);
    const chosen = contextOf({
      'sts:ExternalId': 'x1',
      'aws:PrincipalTag/team': 'x',
      'aws:MultiFactorAuthPresent': 'true',
      'aws:SourceIp': '198.51.100.7',
    });
    for (const [limit, condition] of CASES) {
      if (limit === 'unknown') continue;
      const { verdict } = evaluate(policyOf(open(condition)), {
        caller,
        action: 'sts:AssumeRole',
        context: chosen,
        contextIsComplete: true,
        identityPolicies: [policyOf({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' })],
      });
      assert.equal(verdict, limit === 'limited' ? 'denied' : 'allowed', JSON.stringify(condition));
    }
  });
});

describe('openStatements', () => {
  const limits = (...statements: readonly object[]) =>
    openStatements(policyOf(...statements)).map((each) => each.limit);
  const deny = (condition?: object) => ({ ...open(condition), Effect: 'Deny' });

  it('takes a deny by organization for a limit', () => {
    assert.deepEqual(limits(open(), deny({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })), [
      'unknown',
    ]);
    assert.deepEqual(limits(open(), deny()), ['unknown']);
  });

  it('does not take a deny without MFA for one', () => {
    assert.deepEqual(limits(open(), deny({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } })), ['none']);
  });

  it('takes a deny without ExternalId for a condition that callers can meet, with its key', () => {
    const policy = policyOf(open(), deny({ StringNotEquals: { 'sts:ExternalId': 'x1' } }));
    assert.deepEqual(
      openStatements(policy).map(({ limit, keys }) => [limit, keys]),
      [['chosen', ['sts:ExternalId']]],
    );
  });

  it('leaves out named principals, other types and other actions', () => {
    assert.deepEqual(limits({ ...open(), Principal: { AWS: '111122223333' } }), []);
    assert.deepEqual(limits({ ...open(), Principal: { Service: '*' } }), []);
    assert.deepEqual(limits({ ...open(), Action: 'sts:TagSession' }), []);
  });
});
