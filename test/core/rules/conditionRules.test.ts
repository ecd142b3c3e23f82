import assert from 'node:assert/strict';
import { plain } from '../../../server/src/core/explain/sentence';
import { conditionKeys } from '../../../server/src/core/iam/conditionKeyData';
import { nearestOperator } from '../../../server/src/core/iam/conditions/nearestOperator';
import { OPERATORS, parseOperator } from '../../../server/src/core/iam/conditions/operators';
import { keyFault } from '../../../server/src/core/iam/nearestConditionKey';
import { CONDITION, FILE, policyOf, trustPolicy } from './conditionPolicies';

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Trust policies as AWS and others publish them, written anew: nothing in them is wrong. */
const SOUND: Readonly<
  Record<string, readonly [conditions: Conditions, principal: unknown, action: unknown]>
> = {
  'GitHub Actions': [
    {
      StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' },
      StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/shop:*' },
    },
    { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
    'sts:AssumeRoleWithWebIdentity',
  ],
  'Bitbucket, with its network': [
    {
      StringEquals: {
        'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc:aud':
          'ari:cloud:bitbucket::workspace/11111111-2222-3333-4444-555555555555',
      },
      IpAddress: { 'aws:SourceIp': ['34.199.54.113/32', '2401:1d80:3000::/36'] },
    },
    {
      Federated:
        'arn:aws:iam::111122223333:oidc-provider/api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc',
    },
    'sts:AssumeRoleWithWebIdentity',
  ],
  'CircleCI with its own claim': [
    {
      StringEquals: {
        'oidc.circleci.com/org/8c3:oidc.circleci.com/project-id': '9d1e',
        'oidc.circleci.com/org/8c3:aud': '8c3',
      },
    },
    { Federated: 'arn:aws:iam::111122223333:oidc-provider/oidc.circleci.com/org/8c3' },
    'sts:AssumeRoleWithWebIdentity',
  ],
  'a claim that only this provider has': [
    {
      StringLike: { 'gitlab.example.com:project_path': 'acme/*' },
      'ForAnyValue:StringEquals': { 'gitlab.example.com:groups_direct': ['acme'] },
    },
    { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.example.com' },
    'sts:AssumeRoleWithWebIdentity',
  ],
  'a Cognito identity pool': [
    {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': 'us-east-2:12345678-abcd-abcd-abcd-123456790ab' },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
    },
    { Federated: 'cognito-identity.amazonaws.com' },
    'sts:AssumeRoleWithWebIdentity',
  ],
  SAML: [
    {
      StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml', 'saml:sub_type': 'persistent' },
      'ForAnyValue:StringEquals': { 'saml:edupersonaffiliation': ['staff', 'member'] },
    },
    { Federated: 'arn:aws:iam::111122223333:saml-provider/Campus' },
    ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
  ],
  'IAM Roles Anywhere': [
    {
      StringEquals: { 'aws:PrincipalTag/x509Subject/OU': 'Build' },
      ArnEquals: { 'aws:SourceArn': 'arn:aws:rolesanywhere:us-east-1:111122223333:trust-anchor/1234' },
    },
    { Service: 'rolesanywhere.amazonaws.com' },
    ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
  ],
  'EKS Pod Identity': [
    {
      StringEquals: {
        'aws:RequestTag/kubernetes-namespace': 'shop',
        'aws:SourceAccount': 111122223333,
        'aws:SourceOrgID': '${aws:ResourceOrgID}',
      },
      ArnEquals: { 'aws:SourceArn': 'arn:aws:eks:us-east-1:111122223333:cluster/main' },
    },
    { Service: 'pods.eks.amazonaws.com' },
    ['sts:AssumeRole', 'sts:TagSession'],
  ],
  'IAM Identity Center roles': [
    {
      ArnLike: {
        'aws:PrincipalArn': [
          'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*',
          'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_*',
        ],
      },
    },
    { AWS: 'arn:aws:iam::111122223333:root' },
    'sts:AssumeRole',
  ],
  'MFA, not long ago': [
    {
      Bool: { 'aws:MultiFactorAuthPresent': true },
      NumericLessThan: { 'aws:MultiFactorAuthAge': 3600 },
    },
    { AWS: 'arn:aws:iam::111122223333:root' },
    'sts:AssumeRole',
  ],
  'an organization without one of its accounts': [
    {
      StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
      StringNotEquals: { 'aws:PrincipalAccount': '444455556666' },
      StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Deploy' },
    },
    { AWS: '*' },
    'sts:AssumeRole',
  ],
  'a service with an ExternalId': [
    { StringEquals: { 'sts:ExternalId': '111122223333' } },
    { Service: 'firehose.amazonaws.com' },
    'sts:AssumeRole',
  ],
  'session names after users': [
    {
      StringLike: {
        'sts:RoleSessionName': '${aws:username}',
        'sts:SourceIdentity': ['ana-*', '${aws:username}'],
      },
    },
    { AWS: 'arn:aws:iam::111122223333:root' },
    ['sts:AssumeRole', 'sts:SetSourceIdentity'],
  ],
  'a Lambda function': [
    { ArnEquals: { 'lambda:SourceFunctionArn': 'arn:aws:lambda:us-east-1:111122223333:function:shop' } },
    { AWS: 'arn:aws:iam::111122223333:role/Shop' },
    'sts:AssumeRole',
  ],
  'the network of an instance': [
    {
      StringEquals: {
        'aws:Ec2InstanceSourceVpc': '${aws:SourceVpc}',
        'aws:SourceVpc': 'vpc-0abc1234',
      },
      IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' },
    },
    { AWS: 'arn:aws:iam::111122223333:root' },
    'sts:AssumeRole',
  ],
  'values to be filled in': [
    {
      IpAddress: { 'aws:SourceIp': '<OFFICE_RANGE>' },
      Bool: { 'aws:MultiFactorAuthPresent': '${RequireMfa}' },
      DateLessThan: { 'aws:CurrentTime': '{{ expiry }}' },
      ArnLike: { 'aws:PrincipalArn': 'YOUR_ROLE_ARN' },
    },
    { AWS: 'arn:aws:iam::111122223333:root' },
    'sts:AssumeRole',
  ],
};

describe('rules about conditions', () => {
  for (const [name, [conditions, principal, action]] of Object.entries(SOUND)) {
    it(`say nothing of ${name}`, () => {
      const { workspace } = trustPolicy(policyOf(conditions, principal, action));
      assert.deepEqual(
        workspace.findings(FILE, CONDITION).map((f) => `${f.rule}: ${plain(f.message)}`),
        [],
      );
    });
  }

  it('take every operator in every form', () => {
    for (const name of OPERATORS) {
      assert.equal(nearestOperator(name), name);
      if (name === 'Null') continue;
      for (const prefix of ['', 'ForAnyValue:', 'ForAllValues:'])
        for (const suffix of ['', 'IfExists']) assert.ok(parseOperator(prefix + name + suffix));
    }
  });

  it('find the operator behind any one slip, or none at all, never a wrong one', () => {
    for (const name of OPERATORS) {
      for (let i = 0; i < name.length; i++) {
        const slip = name.slice(0, i) + name.slice(i + 1);
        if (parseOperator(slip) !== undefined) continue;
        const meant = nearestOperator(slip);
        assert.ok(meant === undefined || meant === name, `${slip} is taken for ${meant}`);
      }
    }
  });

  it('find no fault with a documented key, whatever its case', () => {
    for (const { key, pattern } of conditionKeys()) {
      if (pattern) continue;
      const { workspace } = trustPolicy(
        policyOf({ Null: { [key.toUpperCase()]: 'false' } }, { AWS: '111122223333' }, 'sts:AssumeRole'),
      );
      const unknown = CONDITION.filter((rule) => rule.meta.id === 'condition-key-unknown');
      assert.deepEqual(workspace.findings(FILE, unknown), [], key);
    }
    assert.equal(keyFault('events:ManagedBy'), undefined);
    assert.equal(keyFault('ssm:SourceArn'), undefined);
  });
});
