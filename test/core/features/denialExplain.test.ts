import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Context } from '../../../server/src/core/context';
import { openDocument } from '../../../server/src/core/documents/open';
import { readDenials } from '../../../server/src/core/events/read';
import { plain } from '../../../server/src/core/explain/sentence';
import { explanationText } from '../../../server/src/core/explain/text';
import { denialExplanation } from '../../../server/src/core/features/denialExplain';

const ROLE = 'arn:aws:iam::111122223333:role/path/RoleA';
const JANE = 'arn:aws:iam::111122223333:user/Jane';

function role(...statements: readonly object[]): string {
  const document = { Version: '2012-10-17', Statement: statements };
  return JSON.stringify({
    Role: { RoleName: 'RoleA', Path: '/path/', Arn: ROLE, AssumeRolePolicyDocument: document },
  });
}

function contextOf(files: Readonly<Record<string, string>>): Context {
  const documents = Object.entries(files).map(([name, text]) =>
    openDocument({ uri: `file:///w/${name}`, text }),
  );
  const all = documents.flatMap(({ subjects }) => subjects);
  return {
    subjects: ((kind: string) => all.filter((each) => each.kind === kind)) as Context['subjects'],
    settings: { rules: {}, roles: {}, root: 'file:///w/' },
  };
}

function explain(message: string, files: Readonly<Record<string, string>> = {}) {
  const [denial] = readDenials(message);
  const explanation = denialExplanation(denial!, contextOf(files));
  return { title: plain(explanation.title), text: explanationText(explanation), explanation };
}

const denied = (caller: string, end = '', action = 'sts:AssumeRole') =>
  `User: ${caller} is not authorized to perform: ${action} on resource: ${ROLE}${end}`;

describe('The explanation of a refused call', () => {
  const accountWithMfa = role({
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:root' },
    Action: 'sts:AssumeRole',
    Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
  });

  it('finds the role and asks its trust policy about this caller', () => {
    const { title, text, explanation } = explain(denied('arn:aws:iam::444455556666:user/X'), {
      'a.json': accountWithMfa,
    });
    assert.match(title, /^Denied by the trust policy: sts:AssumeRole on /);
    assert.match(text, /The trust policy of the role is in a\.json/);
    assert.match(
      text,
      /a statement of its own allows sts:AssumeRole to arn:aws:iam::444455556666:user\/X\.\n.*an identity-based policy of the caller allows/,
    );
    assert.equal(explanation.uri, 'file:///w/a.json');
  });

  it('names what is open when the trust policy may allow it', () => {
    const { title, text } = explain(denied(JANE), { 'a.json': accountWithMfa });
    assert.match(title, /^Denied: /);
    assert.match(
      text,
      /It is allowed if the condition of statement 1 is met \(only with MFA|It is allowed if the condition of statement 1 is met/,
    );
    assert.match(text, /an identity-based policy of the caller allows sts:AssumeRole/);
    assert.match(text, /AWS says the same when the role does not exist/);
  });

  it('goes by the policy that AWS names, whatever the trust policy in sight says', () => {
    const open = role({ Effect: 'Allow', Principal: { AWS: JANE }, Action: 'sts:AssumeRole' });
    const scp = explain(denied(JANE, ' with an explicit deny in a service control policy'), {
      'a.json': open,
    });
    assert.match(scp.title, /^Denied explicitly by a service control policy/);
    assert.match(scp.text, /Find the Deny statement that applies in a service control policy/);
    const identity = explain(
      denied(JANE, ' because no identity-based policy allows the sts:AssumeRole action'),
      {
        'a.json': accountWithMfa,
      },
    );
    assert.match(identity.title, /^Not allowed by an identity-based policy of the caller/);
    assert.match(
      identity.text,
      /Add a statement to an identity-based policy of the caller: \{"Effect":"Allow"/,
    );
  });

  it('says so when the trust policy in sight allows the call', () => {
    const open = role({ Effect: 'Allow', Principal: { AWS: JANE }, Action: 'sts:AssumeRole' });
    const { title, text } = explain(denied(JANE), { 'a.json': open });
    assert.match(title, /though the trust policy in sight allows it/);
    assert.match(text, /Compare this file with the policy in AWS/);
    assert.match(text, /Look for a Deny that applies to the caller/);
  });

  it('of a role that assumes itself offers to leave the call out, and names the allow-list', () => {
    const { text } = explain(denied('arn:aws:sts::111122223333:assumed-role/RoleA/s'), {
      'a.json': role({
        Effect: 'Allow',
        Principal: { Service: 'ec2.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    });
    assert.match(text, /The caller already is this role/);
    assert.match(text, /allow-list/);
  });

  it('sees a missing sts:TagSession', () => {
    const open = role({ Effect: 'Allow', Principal: { AWS: JANE }, Action: 'sts:AssumeRole' });
    const { title, text } = explain(denied(JANE, '', 'sts:TagSession'), { 'a.json': open });
    assert.match(title, /^Denied by the trust policy: sts:TagSession/);
    assert.match(text, /the Action of statement 1 names sts:TagSession/);
  });

  it('says what to do when no trust policy is in sight, and what is no role', () => {
    assert.match(
      explain(denied(JANE)).text,
      /No trust policy of .* is in sight\. Save the output of aws iam get-role --role-name RoleA/,
    );
    const user = explain(`User: ${JANE} is not authorized to perform: sts:AssumeRole on resource: ${JANE}`);
    assert.match(user.text, /is the ARN of a user\. Only roles can be assumed/);
  });

  it('tells of what the event of a web identity says', () => {
    const provider = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
    const trust = role({
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
          'token.actions.githubusercontent.com:sub': 'repo:octo/one:ref:refs/heads/main',
        },
      },
    });
    const event = {
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRoleWithWebIdentity',
      errorCode: 'AccessDenied',
      errorMessage: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
      userIdentity: {
        type: 'WebIdentityUser',
        userName: 'repo:octo/two:ref:refs/heads/main',
        identityProvider: provider,
      },
      requestParameters: { roleArn: ROLE },
    };
    const { title, text } = explain(JSON.stringify(event), { 'a.json': trust });
    assert.match(title, /^Denied by the trust policy: sts:AssumeRoleWithWebIdentity/);
    assert.match(text, /✗ Condition not met: .*octo\/one.*repo:octo\/two/);
  });

  it('counts the permissions policies of the caller that are in sight', () => {
    const trust = role({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'sts:AssumeRole',
    });
    const caller = (effect: string) =>
      JSON.stringify({
        RoleName: 'Caller',
        PolicyName: 'p',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: effect, Action: 'sts:AssumeRole', Resource: '*' }],
        },
      });
    const session = 'arn:aws:sts::111122223333:assumed-role/Caller/s';
    const whole = (effect: string) =>
      JSON.stringify({
        RoleDetailList: [
          {
            RoleName: 'Caller',
            Path: '/',
            Arn: 'arn:aws:iam::111122223333:role/Caller',
            AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
            RolePolicyList: [JSON.parse(caller(effect))],
          },
        ],
      });
    assert.match(
      explain(denied(session), { 'a.json': trust, 'b.json': whole('Deny') }).text,
      /in sight denies it explicitly/,
    );
    assert.match(
      explain(denied(session), { 'a.json': trust, 'b.json': whole('Allow') }).title,
      /in sight allows it/,
    );
  });
});
