import assert from 'node:assert/strict';
import { plain } from '../../../server/src/core/explain/sentence';
import type { Settings } from '../../../server/src/core/settings';
import { Workspace } from './workspace';

const ROLE = 'arn:aws:iam::111122223333:role/App';
const SERVICE = { Service: 'ec2.amazonaws.com' };
const trust = (principal: unknown) =>
  JSON.stringify(
    { Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }] },
    null,
    2,
  );
const permissions = (resource: string) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: resource }] }, null, 2);

/** The rules of self-assumption that speak of a trust policy of the role App, with other files beside it. */
function rulesIn(
  principal: unknown,
  beside: Record<string, string>,
  settings: Partial<Settings> = {},
): string[] {
  const workspace = new Workspace(
    { 'trust.json': trust(principal), ...beside },
    { ...settings, roles: { 'trust.json': ROLE, ...settings.roles } },
  );
  return workspace
    .findings('trust.json')
    .map((finding) => finding.rule)
    .filter(
      (rule) =>
        rule in { 'self-assume-denied': 1, 'self-assume-not-granted': 1, 'self-assume-unnecessary': 1 },
    );
}

describe('evidence that a role assumes itself', () => {
  it('is a permissions policy that only the role itself could use', () => {
    assert.deepEqual(rulesIn(SERVICE, { 'permissions.json': permissions(ROLE) }), ['self-assume-denied']);
  });

  it('is not a permissions policy that another trusted role may use', () => {
    const other = { AWS: 'arn:aws:iam::111122223333:role/Other' };
    assert.deepEqual(rulesIn(other, { 'permissions.json': permissions(ROLE) }), ['self-assume-not-granted']);
  });

  it('is such a policy where settings or IAM output say that it is the role’s own', () => {
    const other = { AWS: 'arn:aws:iam::111122223333:role/Other' };
    const output = JSON.stringify({
      RoleName: 'App',
      PolicyName: 'p',
      PolicyDocument: JSON.parse(permissions(ROLE)),
    });
    assert.deepEqual(rulesIn(other, { 'output.json': output }), ['self-assume-denied']);
    const settings = { roles: { 'permissions.json': ROLE } };
    assert.deepEqual(rulesIn(other, { 'permissions.json': permissions(ROLE) }, settings), [
      'self-assume-denied',
    ]);
  });

  it('is not a wildcard, another role, or a policy of another role', () => {
    for (const resource of [
      '*',
      'arn:aws:iam::111122223333:role/*',
      'arn:aws:iam::111122223333:role/Other',
    ]) {
      assert.deepEqual(rulesIn(SERVICE, { 'permissions.json': permissions(resource) }), [
        'self-assume-not-granted',
      ]);
    }
    const output = JSON.stringify({
      RoleName: 'Other',
      PolicyName: 'p',
      PolicyDocument: JSON.parse(permissions(ROLE)),
    });
    assert.deepEqual(rulesIn(SERVICE, { 'output.json': output }), ['self-assume-not-granted']);
  });

  it('is a profile that assumes a role with that role’s credentials', () => {
    const again = `[profile a]\nrole_arn = ${ROLE}\nsource_profile = b\n[profile b]\nrole_arn = ${ROLE}\nsource_profile = keys\n`;
    assert.deepEqual(rulesIn(SERVICE, { '.aws/config': again }), ['self-assume-denied']);
    const once = `[profile a]\nrole_arn = ${ROLE}\nsource_profile = keys\n[profile keys]\nregion = us-east-1\n`;
    assert.deepEqual(rulesIn(SERVICE, { '.aws/config': once }), ['self-assume-not-granted']);
  });

  it('turns into a remark that the call is needless where the trust policy allows it', () => {
    const again = `[profile a]\nrole_arn = ${ROLE}\nsource_profile = b\n[profile b]\nrole_arn = ${ROLE}\nsource_profile = keys\n`;
    assert.deepEqual(rulesIn({ AWS: ROLE }, { '.aws/config': again }), ['self-assume-unnecessary']);
  });

  it('needs nothing from a trust policy that already allows it, in any of its forms', () => {
    const beside = { 'permissions.json': permissions(ROLE) };
    const statement = (principal: string, key: string, operator: string) => ({
      'trust.json': JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: principal },
            Action: 'sts:AssumeRole',
            Condition: { [operator]: { [key]: [ROLE] } },
          },
        ],
      }),
    });
    for (const principal of ['arn:aws:iam::111122223333:root', '*', '111122223333']) {
      for (const operator of ['ArnEquals', 'ArnLike', 'StringEquals', 'StringLike']) {
        for (const key of ['aws:PrincipalArn', 'AWS:principalarn']) {
          const files = { ...beside, ...statement(principal, key, operator) };
          assert.deepEqual(rulesIn(SERVICE, files), [], `${principal} ${operator} ${key}`);
        }
      }
    }
  });

  it('says of a role that is not in sight yet nothing at all', () => {
    const workspace = new Workspace({ 'permissions.json': permissions(ROLE) });
    assert.deepEqual(workspace.findings('permissions.json'), []);
  });

  it('names AWS’s allow-list only where the role’s own policies allow the call', () => {
    const said = (deny: object) => {
      const own = JSON.stringify({
        RoleName: 'App',
        PolicyName: 'p',
        PolicyDocument: {
          Statement: [
            { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: ROLE },
            { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: ROLE, ...deny },
          ],
        },
      });
      const files = { 'trust.json': trust(SERVICE), 'own.json': own };
      const [finding] = new Workspace(files, { roles: { 'trust.json': ROLE } })
        .findings('trust.json')
        .filter(({ rule }) => rule === 'self-assume-denied');
      return plain(finding!.message);
    };
    assert.match(said({ Action: 'sts:TagSession' }), /allow-list/);
    assert.doesNotMatch(said({}), /allow-list/);
  });
});
