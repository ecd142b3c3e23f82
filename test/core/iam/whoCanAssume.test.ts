import assert from 'node:assert/strict';
import { plain } from '../../../server/src/core/explain/sentence';
import { parseRoleArn } from '../../../server/src/core/iam/arn';
import { whoCanAssume } from '../../../server/src/core/iam/whoCanAssume';
import { cpuSeconds } from '../runs';
import { trust } from './policies';

const ROLE = parseRoleArn('arn:aws:iam::111122223333:role/Deploy')!;
const allow = (Principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});

describe('who can assume a role', () => {
  it('has a row for the role itself first, and one for each principal', () => {
    const rows = whoCanAssume(
      trust(
        allow({
          Service: ['ec2.amazonaws.com', 'ecs-tasks.amazonaws.com'],
          AWS: 'arn:aws:iam::111122223333:user/ann',
        }),
        allow(
          { AWS: ['arn:aws:iam::444455556666:root', 'arn:aws:iam::111122223333:user/ann'] },
          { Action: 'sts:TagSession' },
        ),
        allow({ Federated: 'cognito-identity.amazonaws.com' }, { Action: 'sts:AssumeRoleWithWebIdentity' }),
      ),
      ROLE,
    );
    assert.deepEqual(
      rows.map((row) => [plain(row.label), row.grant, row.verdict, row.actions.length]),
      [
        ['the role itself', 'none', 'no', 0],
        ['the service ec2.amazonaws.com', 'service', 'yes', 1],
        ['the service ecs-tasks.amazonaws.com', 'service', 'yes', 1],
        ['the IAM user arn:aws:iam::111122223333:user/ann', 'direct', 'yes', 2],
        ['any role or user of account 444455556666', 'delegated', 'no', 1],
        ['users of cognito-identity.amazonaws.com', 'federated', 'yes', 1],
      ],
    );
    assert.equal(rows[0]!.self, true);
  });

  it('leaves open who comes from a provider that the file does not say, by the action of its kind', () => {
    const rowOf = (principal: object, action: string) => {
      const [, row] = whoCanAssume(trust(allow(principal, { Action: action })), ROLE);
      const { grant, verdict, identityPolicy, decision } = row!;
      return [grant, verdict, identityPolicy, decision.steps.length > 0];
    };
    const provider = { Federated: { Ref: 'Provider' } };
    const open = ['federated', 'depends', undefined, true];
    assert.deepEqual(rowOf(provider, 'sts:AssumeRoleWithWebIdentity'), open);
    assert.deepEqual(rowOf(provider, 'sts:AssumeRoleWithSAML'), open);
    assert.deepEqual(rowOf({ Service: { Ref: 'Service' } }, 'sts:AssumeRole'), ['service', ...open.slice(1)]);
    // Nobody of any provider comes by this.
    assert.equal(rowOf(provider, 'sts:AssumeRole')[1], 'no');
  });

  it('names of any action only those by which the kind of principal can come, also where its value is open', () => {
    const all = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'];
    const actionsOf = (principal: object) =>
      whoCanAssume(trust(allow(principal, { Action: all })), ROLE)[1]!.actions;
    const [assume, ...byToken] = all;
    for (const value of ['*', { Ref: 'Value' }]) {
      assert.deepEqual(actionsOf({ Federated: value }), byToken);
      assert.deepEqual(actionsOf({ Service: value }), [assume]);
      assert.deepEqual(actionsOf({ AWS: value }), [assume]);
    }
  });

  it('says what an identity-based policy must still say', () => {
    const must = (principal: string) => {
      const [, row] = whoCanAssume(trust(allow({ AWS: principal })), ROLE);
      return row!.identityPolicy === undefined ? undefined : plain(row!.identityPolicy);
    };
    const needed = `an identity-based policy of the caller must allow sts:AssumeRole on ${ROLE.text}`;
    assert.equal(must('arn:aws:iam::111122223333:role/Build'), undefined);
    assert.equal(must('arn:aws:iam::111122223333:root'), needed);
    assert.equal(must('arn:aws:iam::444455556666:role/Build'), needed);
    assert.equal(must('*'), `if the caller is in another account than the role, ${needed}`);
  });

  it('shows no condition that another statement makes needless, and else the choice', () => {
    const principal = { AWS: 'arn:aws:iam::111122223333:role/Build' };
    const mfa = allow(principal, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } });
    const named = allow(principal, {
      Condition: { StringEquals: { 'sts:ExternalId': 'x1', 'sts:RoleSessionName': 'ci' } },
    });
    const never = allow(principal, {
      Condition: { StringEquals: { 'aws:PrincipalAccount': '444455556666' } },
    });
    const conditions = (...statements: object[]) =>
      whoCanAssume(trust(...statements), ROLE)[1]!.conditions.map(plain);
    assert.deepEqual(conditions(mfa, allow(principal)), []);
    assert.deepEqual(conditions(mfa, never), ['only with MFA']);
    assert.deepEqual(conditions(mfa, named), [
      'only with MFA or (only with ExternalId x1 and only with the session name ci)',
    ]);
  });

  it('shows open conditions and the statements that deny', () => {
    const [self, row] = whoCanAssume(
      trust(
        allow(
          { AWS: 'arn:aws:iam::111122223333:role/Build' },
          { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
        ),
        {
          ...allow({ AWS: '*' }),
          Effect: 'Deny',
          Condition: { StringNotEquals: { 'aws:PrincipalAccount': '444455556666' } },
        },
      ),
      ROLE,
    );
    assert.deepEqual(row!.conditions.map(plain), ['only with MFA']);
    assert.deepEqual(
      row!.deniedBy.map((step) => plain(step.sentence)),
      ['Statement 2 denies it.'],
    );
    assert.equal(row!.verdict, 'no');
    assert.equal(self!.verdict, 'no');
  });

  it('judges a principal by the statements that name it, not by others that may name the same caller', () => {
    const rows = whoCanAssume(
      trust(
        allow({ AWS: 'arn:aws:iam::111122223333:root' }),
        allow({ AWS: 'arn:aws:iam::111122223333:user/ann' }),
      ),
      ROLE,
    );
    assert.deepEqual(rows[1]!.decision.dependsOn.map(plain), [
      `an identity-based policy of the caller allows sts:AssumeRole on ${ROLE.text}`,
    ]);
  });

  it('has rows for what IAM refuses and for what the file does not say', () => {
    const rows = whoCanAssume(
      trust(
        allow({ AWS: ['arn:aws:iam::111122223333:role/x*', '${Who}'] }),
        { Effect: 'Allow', NotPrincipal: { AWS: '444455556666' }, Action: 'sts:AssumeRole' },
        { Ref: 'Statement' },
      ),
      ROLE,
    );
    assert.deepEqual(
      rows.slice(1).map((row) => row.verdict),
      ['no', 'depends', 'depends', 'depends'],
    );
    assert.equal(plain(rows[3]!.label), 'everyone except any role or user of account 444455556666');
  });

  it('stays quick on a policy far beyond IAM limits', () => {
    const many = Array.from({ length: 5000 }, (_, i) =>
      allow({ AWS: `arn:aws:iam::111122223333:role/r${i}` }),
    );
    const seconds = cpuSeconds(() => {
      assert.ok(whoCanAssume(trust(...many), ROLE).length > 20);
    });
    assert.ok(seconds < 5, `${seconds} s`);
  });
});
