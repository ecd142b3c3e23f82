import assert from 'node:assert/strict';
import { plain } from '../../../server/src/core/explain/sentence';
import { evaluate } from '../../../server/src/core/iam/evaluate';
import type { Request } from '../../../server/src/core/iam/request';
import { cpuSeconds, large } from '../runs';
import { policyOf, sentences, trust } from './policies';
import { allow, ask, BUILD, deny, FOREIGN, identity, ROLE, USER } from './requests';

describe('who is allowed', () => {
  const root = trust(allow({ AWS: 'arn:aws:iam::111122223333:root' }));
  const named = trust(allow({ AWS: [BUILD, USER, FOREIGN] }));
  const cases: [string, ReturnType<typeof trust>, Request, string][] = [
    ['a role named in the same account needs nothing more', named, ask(BUILD), 'allowed'],
    [
      'a session of a named role is that role',
      named,
      ask('arn:aws:sts::111122223333:assumed-role/Build/1'),
      'allowed',
    ],
    ['a user named in the same account needs nothing more', named, ask(USER), 'allowed'],
    ['a role named in another account needs its own account too', named, ask(FOREIGN), 'depends'],
    ['... and is allowed with both', named, ask(FOREIGN, { identityPolicies: [identity(ROLE)] }), 'allowed'],
    ['... and denied without', named, ask(FOREIGN, { identityPolicies: [] }), 'denied'],
    ['the account passes trust on by identity-based policies', root, ask(BUILD), 'depends'],
    ['... with one that allows', root, ask(BUILD, { identityPolicies: [identity('*')] }), 'allowed'],
    ['... without one', root, ask(BUILD, { identityPolicies: [identity(BUILD)] }), 'denied'],
    ['another account is not this one', root, ask(FOREIGN, { identityPolicies: [identity('*')] }), 'denied'],
    [
      'everyone in the same account',
      trust(allow({ AWS: '*' })),
      ask(BUILD, { identityPolicies: [] }),
      'allowed',
    ],
    ['everyone in another account', trust(allow({ AWS: '*' })), ask(FOREIGN), 'depends'],
    ['the root user never', root, ask('arn:aws:iam::111122223333:root'), 'denied'],
    ['a federated user session never', root, ask('arn:aws:sts::111122223333:federated-user/x'), 'denied'],
    ['nobody without credentials', trust(allow({ AWS: '*' })), ask('anonymous'), 'denied'],
    [
      'a service',
      trust(allow({ Service: 'ec2.amazonaws.com' })),
      ask('service:ec2.amazonaws.com'),
      'allowed',
    ],
    [
      'another service',
      trust(allow({ Service: 'ec2.amazonaws.com' })),
      ask('service:ecs.amazonaws.com'),
      'denied',
    ],
    ['no statement', trust(), ask(BUILD), 'denied'],
    ['an unknown principal', trust(allow({ AWS: '${Who}' })), ask(BUILD), 'depends'],
    ['a whole unknown Principal', trust(allow({ Ref: 'P' })), ask(BUILD), 'depends'],
    ['an unknown action', trust({ ...allow({ AWS: BUILD }), Action: '${Do}' }), ask(BUILD), 'depends'],
    ['an unknown effect', trust({ ...allow({ AWS: BUILD }), Effect: '${Effect}' }), ask(BUILD), 'depends'],
    ['an unknown statement', trust({ Ref: 'Statement' }), ask(BUILD), 'depends'],
    [
      'an unknown statement beside a sure deny',
      trust({ Ref: 'S' }, deny({ AWS: BUILD })),
      ask(BUILD),
      'denied',
    ],
    [
      'an unknown statement beside a sure allow',
      trust({ Ref: 'S' }, allow({ AWS: BUILD })),
      ask(BUILD),
      'depends',
    ],
    ['an unknown role leaves the account open', named, ask(BUILD, { role: undefined }), 'depends'],
    ['no effect', trust({ Principal: { AWS: BUILD }, Action: 'sts:AssumeRole' }), ask(BUILD), 'denied'],
    [
      'an effect in other letters',
      trust({ ...allow({ AWS: BUILD }), Effect: 'ALLOW' }),
      ask(BUILD),
      'allowed',
    ],
    ['no principal', trust({ Effect: 'Allow', Action: 'sts:AssumeRole' }), ask(BUILD), 'denied'],
    ['no action', trust({ Effect: 'Allow', Principal: { AWS: BUILD } }), ask(BUILD), 'denied'],
    [
      'NotAction that leaves the action in',
      trust({ Effect: 'Allow', Principal: { AWS: BUILD }, NotAction: 'sts:TagSession' }),
      ask(BUILD),
      'allowed',
    ],
    [
      'NotAction in a deny',
      trust(allow({ AWS: BUILD }), { Effect: 'Deny', Principal: { AWS: '*' }, NotAction: 'sts:TagSession' }),
      ask(BUILD),
      'denied',
    ],
    [
      'NotPrincipal that excepts another',
      trust({ Effect: 'Allow', NotPrincipal: { AWS: USER }, Action: 'sts:AssumeRole' }),
      ask(BUILD),
      'allowed',
    ],
    [
      'NotPrincipal that excepts the caller',
      trust({ Effect: 'Allow', NotPrincipal: { AWS: BUILD }, Action: 'sts:AssumeRole' }),
      ask(BUILD),
      'denied',
    ],
    ['a bare star', trust(allow('*')), ask(BUILD), 'allowed'],
    ['a wildcard in an ARN', trust(allow({ AWS: 'arn:aws:iam::111122223333:role/*' })), ask(BUILD), 'denied'],
    ['a deny outweighs an allow', trust(allow({ AWS: BUILD }), deny({ AWS: '*' })), ask(BUILD), 'denied'],
    [
      'a deny for the account',
      trust(allow({ AWS: BUILD }), deny({ AWS: '111122223333' })),
      ask(BUILD),
      'denied',
    ],
    ['a deny for others', trust(allow({ AWS: BUILD }), deny({ AWS: USER })), ask(BUILD), 'allowed'],
    ['somebody of the account', named, ask('111122223333'), 'depends'],
    [
      'two ways at once, the easier one counts',
      trust(allow({ AWS: ['111122223333', BUILD] })),
      ask(BUILD, { identityPolicies: [] }),
      'allowed',
    ],
  ];
  for (const [name, policy, request, expected] of cases) {
    it(name, () => {
      const decision = evaluate(policy, request);
      assert.equal(decision.verdict, expected);
      assert.equal(decision.dependsOn.length > 0, expected === 'depends');
      assert.ok(decision.steps.length > 0);
    });
  }

  it('takes each kind of caller by its own action only', () => {
    const provider = 'arn:aws:iam::111122223333:oidc-provider/gitlab.com';
    const web = trust({ ...allow({ Federated: provider }), Action: 'sts:*' });
    const action = 'sts:AssumeRoleWithWebIdentity';
    assert.equal(evaluate(web, ask('oidc:gitlab.com', { action })).verdict, 'allowed');
    assert.equal(evaluate(web, ask('oidc:gitlab.com')).verdict, 'denied');
    assert.equal(
      evaluate(trust({ ...allow({ AWS: '*' }), Action: 'sts:*' }), ask(BUILD, { action })).verdict,
      'denied',
    );
    assert.equal(evaluate(web, ask('oidc:gitlab.com', { action: 'sts:TagSession' })).verdict, 'allowed');
    const saml = 'arn:aws:iam::111122223333:saml-provider/Okta';
    const withSaml = trust({ ...allow({ Federated: saml }), Action: 'sts:AssumeRoleWithSAML' });
    assert.equal(
      evaluate(withSaml, ask(`saml:${saml}`, { action: 'sts:AssumeRoleWithSAML' })).verdict,
      'allowed',
    );
  });
});

describe('the explanation', () => {
  it('says what is open, in an order that can be followed', () => {
    const policy = trust(
      allow(
        { AWS: 'arn:aws:iam::111122223333:root' },
        { Condition: { StringEquals: { 'sts:ExternalId': 'abc' } } },
      ),
      deny({ AWS: '*' }, { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } }),
    );
    const { dependsOn } = evaluate(policy, ask(BUILD));
    assert.deepEqual(dependsOn.map(plain), [
      'the condition of statement 1 is met (only with ExternalId abc)',
      `an identity-based policy of the caller allows sts:AssumeRole on ${ROLE}`,
      'statement 2 does not deny it, which it does unless from organization o-abcdefghij',
    ]);
  });

  it('names a few of many statements that may grant it, and counts the others', () => {
    const ids = Array.from({ length: 8 }, (_, i) => `id-${i + 1}`);
    const policy = trust(
      ...ids.map((id) => allow({ AWS: BUILD }, { Condition: { StringEquals: { 'sts:ExternalId': id } } })),
    );
    const [ways, ...more] = evaluate(policy, ask(BUILD)).dependsOn.map(plain);
    assert.deepEqual(more, []);
    assert.match(ways!, /ExternalId id-5\) or what 3 more statements need$/);
    assert.doesNotMatch(ways!, /id-6/);
  });

  it('points at the text it speaks of', () => {
    const text = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"${BUILD}"},"Action":"sts:AssumeRole"}]}`;
    const [statement] = evaluate(policyOf(text), ask(BUILD)).steps;
    const [principal] = statement!.steps!;
    assert.equal(text.slice(principal!.span!.start, principal!.span!.end), `"${BUILD}"`);
  });

  it('says that IAM refuses a policy, and judges its words all the same', () => {
    const policy = trust(
      allow('*', { Resource: '*' }),
      { Effect: 'Allow', NotPrincipal: { AWS: USER }, Action: 'sts:AssumeRole' },
      { Effect: 'ALLOW', Principal: { AWS: 'arn:aws:iam::111122223333:group/x' } },
    );
    const said = sentences(evaluate(policy, ask(BUILD)).steps).join('\n');
    for (const word of [
      'without a type',
      'names a resource',
      'NotPrincipal',
      'Effect "Allow" or "Deny"',
      'names no action',
      'user group',
    ]) {
      assert.ok(said.includes(word), word);
    }
  });

  it('does not judge an Effect or an operator that the file does not say', () => {
    const policy = trust({
      ...allow({ AWS: BUILD }, { Condition: { '${Test}': { a: 'b' } } }),
      Effect: '${Effect}',
    });
    const said = sentences(evaluate(policy, ask(BUILD)).steps).join('\n');
    assert.doesNotMatch(said, /refuses|IAM knows/);
    assert.match(said, /Statement 1 may allow it/);
    assert.match(said, /only if \$\{Test\} holds, which this file does not say/);
  });

  it('stays true when a value tries to be markup', () => {
    const policy = trust(allow({ AWS: '`](http://x)' }));
    assert.ok(sentences(evaluate(policy, ask(BUILD)).steps).some((line) => line.includes('](http://x)')));
  });

  it('survives a statement with more principals than a function takes arguments', () => {
    const many = Array.from({ length: large(130_000) }, (_, i) => (i % 2 === 0 ? 'x' : '${x}'));
    assert.equal(evaluate(trust(allow({ AWS: many })), ask(BUILD)).verdict, 'depends');
    const resources = policyOf({
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', NotResource: many }],
    });
    assert.equal(
      evaluate(trust(allow({ AWS: FOREIGN })), ask(FOREIGN, { identityPolicies: [resources] })).verdict,
      'depends',
    );
  });

  it('is quick and does not overflow on a policy far beyond IAM limits', () => {
    const count = large(20_000);
    const many = Array.from({ length: count }, (_, i) =>
      allow({ AWS: `arn:aws:iam::111122223333:role/r${i}` }),
    );
    const last = `arn:aws:iam::111122223333:role/r${count - 1}`;
    const seconds = cpuSeconds(() => {
      assert.equal(evaluate(trust(...many), ask(last)).verdict, 'allowed');
    });
    assert.ok(seconds < 5, `${seconds} s`);
  });
});
