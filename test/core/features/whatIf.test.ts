import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Context } from '../../../server/src/core/context';
import { openDocument } from '../../../server/src/core/documents/open';
import { plain } from '../../../server/src/core/explain/sentence';
import { whatIf } from '../../../server/src/core/features/whatIf';

const ROLE = 'arn:aws:iam::111122223333:role/RoleA';
const JANE = 'arn:aws:iam::111122223333:user/Jane';

function ask(
  statements: readonly object[],
  caller: string,
  context: readonly string[] = [],
  more: { action?: string; identityPolicy?: string } = {},
) {
  const text = JSON.stringify({
    Role: {
      RoleName: 'RoleA',
      Arn: ROLE,
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: statements },
    },
  });
  const { subjects } = openDocument({ uri: 'file:///w/a.json', text });
  const subject = subjects.find((each) => each.kind === 'trustPolicy')!;
  const all: Context = {
    subjects: ((kind: string) => subjects.filter((each) => each.kind === kind)) as Context['subjects'],
    settings: { rules: {}, roles: {} },
  };
  const asked = {
    caller,
    context,
    action: more.action,
    ...(more.identityPolicy !== undefined && { identityPolicy: more.identityPolicy }),
  };
  const result = whatIf(asked, subject, all);
  assert.ok(result.ok, result.ok ? '' : plain(result.message));
  return {
    verdict: result.decision.verdict,
    ways: result.ways.map((way) => way.map(({ sentence }) => plain(sentence))),
  };
}

const allow = (principal: object, condition?: object, action: string | string[] = 'sts:AssumeRole') => ({
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  ...(condition && { Condition: condition }),
});
const EXTERNAL = { StringEquals: { 'sts:ExternalId': 'a' } };
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

describe('What if', () => {
  it('names the least that turns a denial, the call before the policy', () => {
    const statements = [
      allow({ AWS: JANE }, { ...EXTERNAL, ...MFA }),
      allow({ Service: 'ec2.amazonaws.com' }),
    ];
    const { verdict, ways } = ask(statements, JANE, ['sts:ExternalId=b']);
    assert.equal(verdict, 'denied');
    assert.deepEqual(ways[0], [
      'the condition of statement 1 is met (only with ExternalId a)',
      'the condition of statement 1 is met (only with MFA)',
    ]);
  });

  it('is allowed once all of a way is so', () => {
    const statements = [allow({ AWS: JANE }, { ...EXTERNAL, ...MFA })];
    const given = ['sts:ExternalId=a', 'aws:MultiFactorAuthPresent=true'];
    assert.equal(ask(statements, JANE, given).verdict, 'allowed');
    assert.equal(ask(statements, JANE, given.slice(0, 1)).verdict, 'depends');
  });

  it('names what would have an allowed call denied', () => {
    const deny = {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'sts:*',
      Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    };
    const { verdict, ways } = ask([allow({ AWS: JANE }, EXTERNAL), deny], JANE, [
      'sts:ExternalId=a',
      'aws:SourceIp=198.51.100.1',
    ]);
    assert.equal(verdict, 'allowed');
    assert.ok(ways.some(([first]) => /statement 1 is no longer met/.test(first!)));
    assert.ok(ways.some(([first]) => /statement 2, a Deny statement, comes to apply/.test(first!)));
  });

  it('asks for a statement of its own where no statement is for such callers', () => {
    const { ways } = ask([allow({ Service: 'ec2.amazonaws.com' })], 'arn:aws:iam::444455556666:role/X');
    assert.deepEqual(ways[0], [
      'a statement of its own allows sts:AssumeRole to arn:aws:iam::444455556666:role/X',
      `an identity-based policy of the caller allows sts:AssumeRole on ${ROLE}`,
    ]);
  });

  it('asks for sts:TagSession too when the call passes tags', () => {
    const { verdict, ways } = ask([allow({ AWS: JANE })], JANE, ['aws:RequestTag/team=x']);
    assert.equal(verdict, 'denied');
    assert.deepEqual(ways[0], ['the Action of statement 1 names sts:TagSession']);
    const both = [allow({ AWS: JANE }, undefined, ['sts:AssumeRole', 'sts:TagSession'])];
    assert.equal(ask(both, JANE, ['aws:RequestTag/team=x']).verdict, 'allowed');
  });

  it('takes the identity-based policy of the caller', () => {
    const root = [allow({ AWS: 'arn:aws:iam::111122223333:root' })];
    const policy = (effect: string) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: effect, Action: 'sts:AssumeRole', Resource: '*' }],
      });
    assert.equal(ask(root, JANE).verdict, 'depends');
    assert.equal(ask(root, JANE, [], { identityPolicy: policy('Allow') }).verdict, 'allowed');
    assert.equal(ask(root, JANE, [], { identityPolicy: policy('Deny') }).verdict, 'denied');
  });

  it('offers nothing to callers who can never assume a role', () => {
    assert.deepEqual(ask([allow({ AWS: '*' })], 'arn:aws:iam::111122223333:root').ways, []);
  });
});
