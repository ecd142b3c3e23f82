import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CONDITION_KEYS } from '../../../server/src/core/data/conditionKeys';
import { STS_ACTION_KEYS } from '../../../server/src/core/data/stsActions';
import { TRUST_ACTIONS } from '../../../server/src/core/iam/actions';
import {
  actionsOfKey,
  conditionKey,
  conditionKeys,
  keysOfAction,
} from '../../../server/src/core/iam/conditionKeyData';

describe('Condition keys', () => {
  it('have a type, all of them', () => {
    const types = ['String', 'ARN', 'Bool', 'Numeric', 'Date', 'IPAddress'];
    assert.ok(conditionKeys().length > 150);
    for (const { key, type } of conditionKeys()) assert.ok(types.includes(type), key);
  });

  it('are there once each, whatever the case of their letters', () => {
    const keys = conditionKeys().map(({ key }) => key.toLowerCase());
    assert.deepEqual(
      keys.filter((key, i) => keys.indexOf(key) !== i),
      [],
    );
  });

  it('are found in any case of letters', () => {
    const names = Object.values(CONDITION_KEYS).flat();
    const anyCase = fc.constantFrom(...names).chain((name) =>
      fc.array(fc.boolean(), { minLength: name.length, maxLength: name.length }).map((up) => ({
        name,
        written: [...name.replace(/\$\{\w+\}/, 'x')].map((c, i) => (up[i] ? c.toUpperCase() : c)).join(''),
      })),
    );
    fc.assert(fc.property(anyCase, ({ name, written }) => conditionKey(written)?.key === name));
  });

  it('with a tag in them are found by any tag', () => {
    for (const tag of ['team', 'cost/centre', 'kubernetes-namespace', 'x509Subject/CN', 'a:b']) {
      assert.deepEqual(conditionKey(`AWS:principaltag/${tag}`), {
        key: 'aws:PrincipalTag/${TagKey}',
        type: 'String',
        multi: false,
        pattern: true,
      });
    }
    assert.equal(conditionKey('aws:PrincipalTag/'), undefined);
    assert.equal(conditionKey('aws:PrincipalTag'), undefined);
  });

  it('of several values are told from those of one', () => {
    const several = [
      'aws:TagKeys',
      'sts:TransitiveTagKeys',
      'aws:PrincipalOrgPaths',
      'saml:edupersonaffiliation',
    ];
    for (const key of [...several, 'cognito-identity.amazonaws.com:amr', 'aws:CalledVia']) {
      assert.equal(conditionKey(key)?.multi, true, key);
    }
    for (const key of [
      'aws:PrincipalArn',
      'aws:RequestTag/x',
      'sts:ExternalId',
      'saml:aud',
      'aws:SourceVpce',
    ]) {
      assert.equal(conditionKey(key)?.multi, false, key);
    }
  });

  it('have the types that the IAM User Guide gives them', () => {
    const types: Record<string, string> = {
      'aws:PrincipalArn': 'ARN',
      'aws:SourceVpcArn': 'ARN',
      'aws:SourceIp': 'IPAddress',
      'aws:MultiFactorAuthPresent': 'Bool',
      'aws:MultiFactorAuthAge': 'Numeric',
      'aws:TokenIssueTime': 'Date',
      'aws:SignInSessionArn': 'ARN',
      'aws:ViaAWSMCPService': 'Bool',
      'lambda:SourceFunctionArn': 'ARN',
      'ec2:SourceInstanceARN': 'ARN',
      'sts:RequestContextProviders': 'ARN',
      'sts:RoleAuthorizedByIdp': 'Bool',
    };
    for (const [key, type] of Object.entries(types)) assert.equal(conditionKey(key)?.type, type, key);
    assert.equal(conditionKey('aws:EpochTime')?.also, 'Numeric');
  });

  it('that are deprecated name their successors', () => {
    assert.deepEqual(conditionKey('AWS:ARN')?.insteadUse, ['aws:PrincipalArn', 'aws:SourceArn']);
    assert.equal(conditionKey('aws:PrincipalArn')?.insteadUse, undefined);
    const successors = conditionKeys().flatMap(({ insteadUse }) => insteadUse ?? []);
    for (const key of successors) assert.equal(conditionKey(key)?.key, key);
  });

  it('of any OIDC provider are known by the claims every token has', () => {
    const eks = 'oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
    assert.equal(conditionKey(`${eks}:sub`)?.key, '${Provider}:sub');
    assert.equal(conditionKey('token.actions.githubusercontent.com:sub')?.key, '${Provider}:sub');
    assert.equal(conditionKey('TOKEN.actions.githubusercontent.com:AUD')?.key, '${Provider}:aud');
    assert.equal(conditionKey('example.com:amr')?.multi, true);
    assert.equal(conditionKey('example.com:constructor'), undefined);
    assert.equal(conditionKey('example:sub'), undefined);
  });

  it('of providers with their own claims are known by name and by pattern', () => {
    assert.equal(conditionKey('token.actions.githubusercontent.com:repository')?.pattern, false);
    const enterprise = conditionKey('token.actions.githubusercontent.com/acme:repository');
    assert.equal(enterprise?.key, 'token.actions.githubusercontent.com/${SubPath}:repository');
    assert.equal(conditionKey('token.actions.acme.ghe.com:ref')?.key, 'token.actions.${Domain}.ghe.com:ref');
    assert.equal(conditionKey('token.actions..ghe.com:ref'), undefined);
    assert.equal(conditionKey('token.actions.githubusercontent.com:repo'), undefined);
  });

  it('that AWS does not have are not known', () => {
    for (const key of [
      '',
      ':',
      'aws:',
      'aws:PrincipleArn',
      'sts:externalid2',
      'aws:sub',
      '__proto__',
      'toString',
    ]) {
      assert.equal(conditionKey(key), undefined, key);
    }
  });
});

describe('STS actions', () => {
  it('are those that a trust policy may name', () => {
    assert.deepEqual(Object.keys(STS_ACTION_KEYS).sort(), [...TRUST_ACTIONS].sort());
  });

  it('list only keys that have a type', () => {
    const documented = new Set(conditionKeys().map(({ key }) => key));
    for (const action of TRUST_ACTIONS) {
      for (const key of keysOfAction(action)) assert.ok(documented.has(key), key);
    }
  });

  it('tell which keys they take', () => {
    assert.deepEqual(actionsOfKey('STS:ExternalID'), ['sts:AssumeRole']);
    assert.deepEqual(actionsOfKey('saml:iss'), ['sts:AssumeRoleWithSAML']);
    assert.deepEqual(actionsOfKey('sts:RequestContext/identitycenter:UserId'), ['sts:SetContext']);
    assert.equal(actionsOfKey('aws:SourceIp'), undefined);
    assert.equal(actionsOfKey('sts:Nonsense'), undefined);
    assert.ok(keysOfAction('sts:TagSession').includes('sts:TransitiveTagKeys'));
  });
});
