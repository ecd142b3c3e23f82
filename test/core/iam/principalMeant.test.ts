import assert from 'node:assert/strict';
import { isToBeFilledIn } from '../../../server/src/core/iam/placeholderWords';
import { awsPrincipalMeant } from '../../../server/src/core/iam/principalMeant';
import { typeOf } from '../../../server/src/core/iam/principalType';

describe('awsPrincipalMeant', () => {
  const CASES: readonly (readonly [string, string | undefined])[] = [
    [' arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:root'],
    ['1111 2222 3333', '111122223333'],
    ['arn:aws:iam:111122223333:root', 'arn:aws:iam::111122223333:root'],
    ['arn:aws:iam:us-east-1:111122223333:role/a/B', 'arn:aws:iam::111122223333:role/a/B'],
    ['arn:aws:iam::111122223333:roles/B', 'arn:aws:iam::111122223333:role/B'],
    ['arn:aws:iam::111122223333:ROOT', 'arn:aws:iam::111122223333:root'],
    ['arn:aws:sts::111122223333:role/B', 'arn:aws:iam::111122223333:role/B'],
    ['arn:aws:iam::111122223333:assumed-role/B/s', 'arn:aws:sts::111122223333:assumed-role/B/s'],
    ['arn:aws:sts::111122223333:assumed-role/B', 'arn:aws:iam::111122223333:role/B'],
    ['arn:aws:iam::11112222333:root', undefined],
    ['arn:aws:iam::111122223333:group/Admins', undefined],
    ['arn:aws:iam::111122223333:policy/P', undefined],
    ['arn:aws:s3:::bucket', undefined],
    ['Bob', undefined],
    ['', undefined],
    ['arn:', undefined],
    [':'.repeat(5000), undefined],
  ];
  for (const [text, meant] of CASES) {
    it(`${JSON.stringify(text.slice(0, 60))} → ${meant ?? 'nothing'}`, () =>
      assert.equal(awsPrincipalMeant(text)?.value, meant));
  }
});

describe('isToBeFilledIn', () => {
  for (const text of [
    'ACCOUNT-B-ID',
    'arn:aws:iam::account-id:root',
    'arn:aws:iam::xxACCTNUMBERxx:role/x',
    'YOUR_ROLE_ARN',
    '[account]',
    '%ARN%',
  ]) {
    it(`says yes to ${text}`, () => assert.equal(isToBeFilledIn(text), true));
  }
  for (const text of [
    'arn:aws:iam::111122223333:role/Account',
    'accounts.google.com',
    '111122223333',
    'Bob',
    'arn:aws:iam:111122223333:root',
    'AROADBQP57FF2AEXAMPLE',
    '*',
  ]) {
    it(`says no to ${text}`, () => assert.equal(isToBeFilledIn(text), false));
  }
});

describe('typeOf', () => {
  it('tells the type of a principal by its form', () => {
    assert.equal(typeOf('ec2.amazonaws.com'), 'Service');
    assert.equal(typeOf('cognito-identity.amazonaws.com'), 'Federated');
    assert.equal(typeOf('arn:aws:iam::111122223333:oidc-provider/x.example'), 'Federated');
    assert.equal(typeOf('arn:aws:iam::111122223333:role/App'), 'AWS');
    assert.equal(typeOf('*'), undefined);
    assert.equal(typeOf('token.actions.githubusercontent.com'), undefined);
  });
});
