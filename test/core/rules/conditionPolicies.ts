import assert from 'node:assert/strict';
import fc from 'fast-check';
import { OPERATORS } from '../../../server/src/core/iam/conditions/operators';
import { RULES } from '../../../server/src/core/rules/list';
import { Workspace } from './workspace';

/** The rules on conditions. */
export const CONDITION = RULES.filter((rule) => rule.meta.category === 'condition');
export const FILE = 'role.json';

/** A trust policy of one statement. */
export function policyOf(conditions: unknown, principal: unknown, action: unknown, effect = 'Allow'): string {
  const statement = { Effect: effect, Principal: principal, Action: action, Condition: conditions };
  return `${JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2)}\n`;
}

/** A workspace of one trust policy, and the policy. */
export function trustPolicy(text: string) {
  const workspace = new Workspace({ [FILE]: text });
  const subject = workspace.document(FILE).subjects.find((each) => each.kind === 'trustPolicy');
  assert.ok(subject?.kind === 'trustPolicy');
  return { workspace, policy: subject.policy };
}

const key = fc.constantFrom(
  'aws:PrincipalArn',
  'aws:PrincipalAccount',
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:SourceArn',
  'aws:SourceIp',
  'aws:SourceVpc',
  'aws:VpcSourceIp',
  'aws:MultiFactorAuthPresent',
  'aws:MultiFactorAuthAge',
  'aws:CurrentTime',
  'aws:TagKeys',
  'aws:RequestTag/team',
  'aws:RequestTag',
  'aws:ARN',
  'aws:PrincipleArn',
  'ExternalId',
  'sts:ExternalId',
  'sts:externalid',
  'sts:SourceIdentity',
  'sts:RequestContextProviders',
  'saml:aud',
  'saml:edupersonaffiliation',
  'accounts.google.com:sub',
  'token.actions.githubusercontent.com:sub',
);
const operator = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('', '', '', 'ForAnyValue:', 'ForAllValues:'),
      fc.constantFrom(...OPERATORS),
      fc.constantFrom('', '', 'IfExists'),
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('StringEqual', 'Boolean', 'ForAllValue:StringLike', 'stringlike', 'Nonsense', ''),
);
const value = fc.constantFrom<unknown>(
  '*',
  'arn:aws:iam::111122223333:role/Deploy',
  'arn:aws:iam::111122223333:role/Dep*',
  'arn:aws:iam::111122223333:root',
  'arn:aws:sts::111122223333:assumed-role/Deploy/*',
  '111122223333',
  111122223333,
  'true',
  'yes',
  false,
  null,
  '10.0.0.0/8',
  '203.0.113.0/24',
  '203.0.113.0/99',
  '2027-01-01T00:00:00Z',
  'soon',
  '3600',
  '',
  'blue',
  'blue team',
  '<NAME>',
  '${aws:username}',
  'vpc-0abc1234',
  { a: 'b' },
);
const values = fc.oneof(value, fc.array(value, { maxLength: 3 }));
/** Condition elements, right and wrong. */
export const conditions = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.dictionary(operator, fc.dictionary(key, values, { maxKeys: 3 }), { maxKeys: 4 }),
  },
  { weight: 1, arbitrary: values },
);
/** Principal elements of every type. */
export const principal = fc.constantFrom<unknown>(
  { AWS: '*' },
  { AWS: 'arn:aws:iam::111122223333:root' },
  { AWS: ['arn:aws:iam::111122223333:role/Deploy', 'arn:aws:iam::444455556666:user/Ana'] },
  { Service: 'ec2.amazonaws.com', AWS: '111122223333' },
  { Service: ['ec2.amazonaws.com', 'config.amazonaws.com'] },
  { Federated: 'arn:aws:iam::111122223333:saml-provider/Campus' },
  {
    Federated: [
      'accounts.google.com',
      'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
    ],
  },
);
/** Action elements of every kind of principal. */
export const action = fc.constantFrom<unknown>(
  'sts:AssumeRole',
  ['sts:AssumeRole', 'sts:TagSession'],
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:*',
);
