import assert from 'node:assert/strict';
import { markdown } from '../../../server/src/core/explain/sentence';
import { OPERATORS } from '../../../server/src/core/iam/conditions/operators';
import { conditionWords } from '../../../server/src/core/iam/conditionWords';
import { trust } from './policies';

const words = (operator: string, key: string, value: unknown) => {
  const policy = trust({ Effect: 'Allow', Condition: { [operator]: { [key]: value } } });
  return markdown(conditionWords(policy.statements[0]!.conditions[0]!));
};

describe('conditions in plain words', () => {
  const cases: [string, string, unknown, string][] = [
    ['StringEquals', 'sts:ExternalId', 'abc', 'only with ExternalId `abc`'],
    ['ArnEquals', 'AWS:PrincipalArn', ['arn:a', 'arn:b'], 'only when the caller is `arn:a` or `arn:b`'],
    ['Bool', 'aws:MultiFactorAuthPresent', true, 'only with MFA'],
    ['Bool', 'aws:MultiFactorAuthPresent', 'false', 'only with temporary credentials got without MFA'],
    [
      'BoolIfExists',
      'aws:MultiFactorAuthPresent',
      'true',
      'only with MFA (or when the request does not carry `aws:MultiFactorAuthPresent`)',
    ],
    [
      'NumericLessThan',
      'aws:MultiFactorAuthAge',
      '3600',
      'only within `3600` seconds of signing in with MFA',
    ],
    ['StringEquals', 'aws:PrincipalOrgID', 'o-abcdefghij', 'only from organization `o-abcdefghij`'],
    ['StringNotEquals', 'aws:PrincipalOrgID', 'o-abcdefghij', 'unless from organization `o-abcdefghij`'],
    ['ArnNotEquals', 'aws:PrincipalArn', 'arn:x', 'unless the caller is `arn:x`'],
    ['StringNotLike', 'aws:PrincipalTag/team', 'a*', "unless the caller's tag `team` is `a*`"],
    [
      'ForAnyValue:StringNotEquals',
      'aws:PrincipalOrgID',
      'o-a',
      'only when `aws:PrincipalOrgID` has a value that is not `o-a`',
    ],
    [
      'StringLike',
      'token.actions.githubusercontent.com:sub',
      'repo:acme/shop:*',
      'only for repository `acme/shop` of GitHub',
    ],
    [
      'StringLike',
      'token.actions.githubusercontent.com:sub',
      'repo:acme/shop:ref:refs/heads/main',
      'only for repository `acme/shop` of GitHub, `ref:refs/heads/main`',
    ],
    [
      'StringEquals',
      'token.actions.githubusercontent.com:aud',
      'sts.amazonaws.com',
      'only for the audience `sts.amazonaws.com`',
    ],
    [
      'StringEquals',
      'SAML:aud',
      'https://signin.aws.amazon.com/saml',
      'only for the SAML audience `https://signin.aws.amazon.com/saml`',
    ],
    ['StringEquals', 'aws:SourceAccount', '111122223333', 'only on behalf of account `111122223333`'],
    ['IpAddress', 'aws:SourceIp', '10.0.0.0/8', 'only from IP address `10.0.0.0/8`'],
    ['StringEquals', 'aws:PrincipalTag/team', 'ops', "only when the caller's tag `team` is `ops`"],
    ['StringEquals', 'aws:RequestTag/team', 'ops', 'only with the session tag `team` being `ops`'],
    ['Null', 'aws:TokenIssueTime', 'false', 'only when the request carries `aws:TokenIssueTime`'],
    ['Null', 'aws:TokenIssueTime', 'true', 'only when the request does not carry `aws:TokenIssueTime`'],
    ['DateLessThan', 'aws:CurrentTime', '2030-01-01', 'only when `aws:CurrentTime` is before `2030-01-01`'],
    ['StringNotLike', 'custom:key', 'a*', 'only when `custom:key` does not match `a*`'],
    [
      'StringEquals',
      'custom:key',
      ['1', '2', '3', '4', '5', '6'],
      'only when `custom:key` is `1`, `2`, `3`, `4` or 2 more',
    ],
    ['StringEquals', 'sts:ExternalId', '${Id}', 'only with ExternalId `${Id}`'],
    [
      'StringEqual',
      'sts:ExternalId',
      'x',
      'only if `StringEqual` of `sts:ExternalId` holds, an operator that IAM does not know',
    ],
  ];
  for (const [operator, key, value, expected] of cases) {
    it(`${operator} ${key} ${JSON.stringify(value)}`, () =>
      assert.equal(words(operator, key, value), expected));
  }

  it('begin with "only" or "unless" for every operator, set operator and odd value', () => {
    for (const operator of OPERATORS) {
      for (const set of ['', 'ForAnyValue:', 'ForAllValues:']) {
        for (const value of ['x', [], ['a', 'b'], 5, null, { Ref: 'X' }]) {
          for (const key of ['custom:key', 'sts:ExternalId', 'aws:MultiFactorAuthPresent', 'x:sub']) {
            assert.match(words(`${set}${operator}`, key, value), /^(?:only|unless) ./);
          }
        }
      }
    }
  });
});
