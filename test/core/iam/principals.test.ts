import assert from 'node:assert/strict';
import { assumingAction, mayUse } from '../../../server/src/core/iam/actions';
import { parseCaller } from '../../../server/src/core/iam/caller';
import { names } from '../../../server/src/core/iam/principalMatch';
import { classifyPrincipal, type PrincipalKind } from '../../../server/src/core/iam/principals';
import { textOf } from '../../../server/src/core/syntax/placeholders';
import { cpuSeconds } from '../runs';

const classify = (type: string, text: string) =>
  classifyPrincipal(type, textOf(text, { start: 0, end: text.length }, true));

describe('what a principal names', () => {
  const cases: [string, string, PrincipalKind][] = [
    ['AWS', '*', 'everyone'],
    ['AWS', '111122223333', 'account'],
    ['AWS', 'arn:aws:iam::111122223333:root', 'account'],
    ['AWS', 'arn:aws-cn:iam::111122223333:root', 'account'],
    ['AWS', 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root', 'account'],
    ['AWS', 'arn:aws:iam::111122223333:role/app/Deploy', 'role'],
    ['AWS', 'arn:aws:iam::${AWS::AccountId}:role/${Name}', 'role'],
    ['AWS', 'arn:aws:iam::111122223333:user/ann', 'user'],
    ['AWS', 'arn:aws:sts::111122223333:assumed-role/Deploy/session', 'session'],
    ['AWS', 'arn:aws:sts::111122223333:federated-user/ann', 'federatedUser'],
    ['AWS', 'AROAEXAMPLEID12345678', 'uniqueId'],
    ['AWS', 'AIDAEXAMPLEID12345678', 'uniqueId'],
    ['AWS', '${RoleArn}', 'unknown'],
    ['AWS', '${Prefix}:root', 'unknown'],
    ['AWS', 'arn:aws:iam::${self:custom.account}:root', 'account'],
    ['AWS', 'arn:aws:iam::111122223333:role/Dep*', 'invalid'],
    ['AWS', 'arn:aws:iam::*:root', 'invalid'],
    ['AWS', 'arn:aws:iam::${AWS::AccountId}:role/Dep*', 'invalid'],
    ['AWS', 'arn:aws:iam::111122223333:group/admins', 'invalid'],
    ['AWS', 'arn:aws:iam::111122223333:role/', 'invalid'],
    ['AWS', 'arn:aws:iam::1111:root', 'invalid'],
    ['AWS', 'arn:aws:s3:::bucket', 'invalid'],
    ['AWS', 'ec2.amazonaws.com', 'invalid'],
    ['AWS', '', 'invalid'],
    ['Service', 'ec2.amazonaws.com', 'service'],
    ['Service', 'ec2.amazonaws.com.cn', 'service'],
    ['Service', 'states.us-east-1.amazonaws.com', 'service'],
    ['Service', 'pods.eks.amazonaws.com', 'service'],
    ['Service', 'states.${AWS::Region}.amazonaws.com', 'service'],
    ['Service', '*', 'everyone'],
    ['Service', 'ec2', 'invalid'],
    ['Service', '${Svc}', 'unknown'],
    ['Federated', 'cognito-identity.amazonaws.com', 'webIdentity'],
    ['Federated', 'accounts.google.com', 'webIdentity'],
    ['Federated', 'arn:aws:iam::111122223333:saml-provider/Okta', 'saml'],
    ['Federated', 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/ABC', 'oidc'],
    ['Federated', 'arn:aws:iam::111122223333:role/x', 'invalid'],
    ['Federated', 'token.actions.githubusercontent.com', 'invalid'],
    ['CanonicalUser', '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be', 'canonicalUser'],
    ['Aws', 'arn:aws:iam::111122223333:root', 'invalid'],
  ];
  for (const [type, text, kind] of cases) {
    it(`${type} ${text || '(empty)'} is ${kind}`, () => assert.equal(classify(type, text).kind, kind));
  }

  it('takes no longer on texts made to be slow', () => {
    const seconds = cpuSeconds(() => {
      for (const text of [
        `${'a.'.repeat(200_000)}!`,
        `arn:${':'.repeat(200_000)}`,
        '/'.repeat(200_000),
        '1'.repeat(200_000),
      ]) {
        for (const type of ['AWS', 'Service', 'Federated']) classify(type, text);
        parseCaller(text);
      }
    });
    assert.ok(seconds < 2, `${seconds} s`);
  });

  it('tells the parts of a role, a session and a provider', () => {
    const role = classify('AWS', 'arn:aws:iam::111122223333:role/a/b/Deploy');
    assert.ok(role.kind === 'role' && role.path === '/a/b/' && role.name === 'Deploy');
    const session = classify('AWS', 'arn:aws:sts::111122223333:assumed-role/Deploy/run@1');
    assert.ok(session.kind === 'session' && session.role === 'Deploy' && session.session === 'run@1');
    const oidc = classify('Federated', 'arn:aws:iam::111122223333:oidc-provider/gitlab.com/group');
    assert.ok(oidc.kind === 'oidc' && oidc.issuer === 'gitlab.com/group' && oidc.account === '111122223333');
    const service = classify('Service', 'ec2.amazonaws.com.cn');
    assert.ok(
      service.kind === 'service' && service.service === 'ec2' && service.suffix === 'amazonaws.com.cn',
    );
  });
});

describe('who is named', () => {
  const role = 'arn:aws:iam::111122223333:role/app/Deploy';
  const session = 'arn:aws:sts::111122223333:assumed-role/Deploy/one';
  const user = 'arn:aws:iam::111122223333:user/ann';
  const github = 'token.actions.githubusercontent.com';
  const cases: [string, string, string, 'yes' | 'no' | 'depends'][] = [
    ['AWS', role, role, 'yes'],
    ['AWS', role, session, 'yes'],
    ['AWS', session, session, 'yes'],
    ['AWS', session, role, 'depends'],
    ['AWS', session.replace('one', 'two'), session, 'no'],
    ['AWS', role, 'arn:aws:sts::444455556666:assumed-role/Deploy/one', 'no'],
    ['AWS', session, 'arn:aws:iam::444455556666:role/Deploy', 'no'],
    ['AWS', 'arn:aws:iam::111122223333:role/Other', role, 'no'],
    ['AWS', 'arn:aws:iam::111122223333:role/Deploy', role, 'no'],
    ['AWS', 'arn:aws:iam::111122223333:root', session, 'yes'],
    ['AWS', '111122223333', user, 'yes'],
    ['AWS', '444455556666', user, 'no'],
    ['AWS', role, '111122223333', 'depends'],
    ['AWS', role, '444455556666', 'no'],
    ['AWS', '*', user, 'yes'],
    ['AWS', '*', 'service:ec2.amazonaws.com', 'depends'],
    ['AWS', 'AROAEXAMPLEID12345678', role, 'depends'],
    ['AWS', 'AROAEXAMPLEID12345678', user, 'no'],
    ['AWS', 'AIDAEXAMPLEID12345678', user, 'depends'],
    ['AWS', 'AROAEXAMPLEID12345678', '111122223333', 'depends'],
    ['AWS', 'ANPAEXAMPLEID12345678', '111122223333', 'no'],
    ['AWS', '${Who}', user, 'depends'],
    ['AWS', 'arn:aws:iam::${AWS::AccountId}:root', user, 'depends'],
    ['AWS', 'arn:aws:iam::111122223333:role/Dep*', role, 'no'],
    ['Service', 'ec2.amazonaws.com', 'service:ec2.amazonaws.com', 'yes'],
    ['Service', 'ec2.amazonaws.com', 'service:ec2', 'yes'],
    ['Service', 'EC2.amazonaws.com', 'service:ec2.amazonaws.com', 'yes'],
    ['Service', 'ec2.amazonaws.com', 'service:lambda.amazonaws.com', 'no'],
    ['Service', 'states.amazonaws.com', 'service:states.us-east-1.amazonaws.com', 'depends'],
    ['Service', '*', 'service:lambda.amazonaws.com', 'depends'],
    ['Service', 'ec2.amazonaws.com', user, 'no'],
    ['Federated', `arn:aws:iam::111122223333:oidc-provider/${github}`, `oidc:https://${github}`, 'yes'],
    ['Federated', `arn:aws:iam::111122223333:oidc-provider/gitlab.com`, `oidc:${github}`, 'no'],
    ['Federated', 'accounts.google.com', 'oidc:accounts.google.com', 'yes'],
    [
      'Federated',
      'arn:aws:iam::111122223333:saml-provider/A',
      'saml:arn:aws:iam::111122223333:saml-provider/A',
      'yes',
    ],
    [
      'Federated',
      'arn:aws:iam::111122223333:saml-provider/A',
      'saml:arn:aws:iam::111122223333:saml-provider/B',
      'no',
    ],
    ['CanonicalUser', 'abc', user, 'depends'],
  ];
  for (const [type, text, who, expected] of cases) {
    it(`${type} ${text} names ${who}: ${expected}`, () => {
      assert.equal(names(classify(type, text), parseCaller(who)!), expected);
    });
  }
});

describe('reading who calls', () => {
  const cases: [string, string | undefined][] = [
    ['arn:aws:iam::111122223333:role/x', 'role'],
    ['arn:aws:sts::111122223333:assumed-role/x/y', 'session'],
    ['arn:aws:iam::111122223333:user/x', 'user'],
    ['arn:aws:iam::111122223333:root', 'root'],
    ['arn:aws:sts::111122223333:federated-user/x', 'federatedUser'],
    ['111122223333', 'unnamed'],
    ['*', 'unnamed'],
    ['service:lambda.amazonaws.com', 'service'],
    ['lambda.amazonaws.com', 'service'],
    ['oidc:gitlab.com', 'oidc'],
    ['oidc:arn:aws:iam::111122223333:oidc-provider/gitlab.com', 'oidc'],
    ['arn:aws:iam::111122223333:oidc-provider/gitlab.com', 'oidc'],
    ['saml:arn:aws:iam::111122223333:saml-provider/x', 'saml'],
    ['saml:x', undefined],
    ['anonymous', 'anonymous'],
    ['somebody', undefined],
    ['', undefined],
    ['arn:aws:iam::111122223333:role/*', undefined],
  ];
  for (const [who, kind] of cases) {
    it(`${who || '(nothing)'}: ${kind ?? 'not a caller'}`, () => assert.equal(parseCaller(who)?.kind, kind));
  }
});

describe('actions and kinds of principals', () => {
  it('gives each kind its own action and the companions', () => {
    assert.equal(assumingAction('saml'), 'sts:AssumeRoleWithSAML');
    assert.equal(assumingAction('webIdentity'), 'sts:AssumeRoleWithWebIdentity');
    assert.equal(assumingAction('service'), 'sts:AssumeRole');
    assert.equal(assumingAction('federatedUser'), undefined);
    assert.equal(mayUse('oidc', 'sts:assumerole'), 'no');
    assert.equal(mayUse('role', 'sts:AssumeRoleWithSAML'), 'no');
    assert.equal(mayUse('saml', 'sts:TagSession'), 'yes');
    assert.equal(mayUse('unknown', 'sts:AssumeRole'), 'depends');
  });
});
