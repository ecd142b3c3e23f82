import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plain } from '../../../server/src/core/explain/sentence';
import { callerOf } from '../../../server/src/core/iam/caller';
import { compilePolicy } from '../../../server/src/core/iam/compiled';
import { conditionKeys } from '../../../server/src/core/iam/conditionKeyData';
import { contradictions } from '../../../server/src/core/iam/conditions/contradiction';
import { clauseHolds } from '../../../server/src/core/iam/conditions/evaluate';
import { nearestOperator } from '../../../server/src/core/iam/conditions/nearestOperator';
import { decidedClauses } from '../../../server/src/core/iam/conditions/neverMet';
import { OPERATORS, parseOperator } from '../../../server/src/core/iam/conditions/operators';
import { keyFault } from '../../../server/src/core/iam/nearestConditionKey';
import { NO_CONTEXT } from '../../../server/src/core/iam/request';
import { RULES } from '../../../server/src/core/rules/list';
import { applyEdits, overlap } from '../../../server/src/core/text/edit';
import { QUICK, runs } from '../runs';
import { Workspace } from './workspace';

const CONDITION = RULES.filter((rule) => rule.meta.category === 'condition');
const FILE = 'role.json';

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function policyOf(conditions: unknown, principal: unknown, action: unknown, effect = 'Allow'): string {
  const statement = { Effect: effect, Principal: principal, Action: action, Condition: conditions };
  return `${JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2)}\n`;
}

function trustPolicy(text: string) {
  const workspace = new Workspace({ [FILE]: text });
  const subject = workspace.document(FILE).subjects.find((each) => each.kind === 'trustPolicy');
  assert.ok(subject?.kind === 'trustPolicy');
  return { workspace, policy: subject.policy };
}

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
const conditions = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.dictionary(operator, fc.dictionary(key, values, { maxKeys: 3 }), { maxKeys: 4 }),
  },
  { weight: 1, arbitrary: values },
);
const principal = fc.constantFrom<unknown>(
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
const action = fc.constantFrom<unknown>(
  'sts:AssumeRole',
  ['sts:AssumeRole', 'sts:TagSession'],
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:*',
);

describe('fixes of findings on conditions', () => {
  it('never write a key twice under one operator', () => {
    const twice = { StringEquals: { 'sts:ExternalId': 'a*' }, StringLike: { 'STS:externalid': 'b-1' } };
    const { workspace } = trustPolicy(policyOf(twice, { AWS: '111122223333' }, 'sts:AssumeRole'));
    const [finding] = workspace.findings(FILE, CONDITION).filter((f) => f.rule === 'wildcard-without-like');
    assert.ok(finding);
    assert.deepEqual(finding.fixes(), []);
  });

  it('add to the operator that stands there, in whatever case it is written', () => {
    const present = { 'aws:RequestedRegion': 'eu-west-1' };
    const text = policyOf({ stringequals: present }, { AWS: '*' }, 'sts:AssumeRole');
    const weakly = RULES.filter(({ meta }) => meta.id === 'everyone-trusted-weakly');
    const [finding] = trustPolicy(text).workspace.findings(FILE, weakly);
    const change = finding?.fixes().find(({ id }) => id === 'require-organization')?.change;
    assert.ok(change?.kind === 'question');
    const edits = change.answer('o-a1b2c3d4e5').flatMap((file) => file.edits);
    assert.deepEqual(JSON.parse(applyEdits(text, edits)).Statement[0].Condition, {
      stringequals: { ...present, 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
    });
  });

  it('take their finding away, keep the file readable and change nothing when applied twice', () => {
    const used = new Set<string>();
    fc.assert(
      fc.property(conditions, principal, action, fc.constantFrom('Allow', 'Deny'), (...parts) => {
        const text = policyOf(...parts);
        const { workspace } = trustPolicy(text);
        for (const finding of workspace.findings(FILE, CONDITION)) {
          assert.match(plain(finding.message), /^[A-Z"].*[.?]$/s);
          assert.ok(plain(finding.message).length <= 350, plain(finding.message));
          for (const fix of finding.fixes()) {
            used.add(`${finding.rule}/${fix.id}`);
            if (fix.change.kind !== 'edits') continue;
            const edits = fix.change.files.flatMap((file) => file.edits);
            assert.equal(overlap(edits), false, `${fix.id} overlaps in ${text}`);
            const after = applyEdits(text, edits);
            assert.notEqual(after, text);
            assert.doesNotThrow(() => JSON.parse(after), `${fix.id} breaks ${text}\n${after}`);
            const rule = CONDITION.filter(({ meta }) => meta.id === finding.rule);
            const again = new Workspace({ [FILE]: after }).findings(FILE, rule);
            const before = workspace.findings(FILE, rule);
            assert.ok(again.length < before.length, `${finding.rule}/${fix.id} leaves ${text}\n${after}`);
          }
        }
      }),
      { numRuns: runs(600) },
    );
    assert.ok(QUICK || used.size >= 15, [...used].join());
  });
});

const PAIR_VALUES: Readonly<Record<string, readonly string[]>> = {
  'sts:ExternalId': ['aa', 'ab', 'ba', 'a*', '?b', '*'],
  'aws:MultiFactorAuthAge': ['1', '2', '3'],
  'aws:CurrentTime': ['2027-01-01', '2027-01-02', '2027-01-03'],
  'aws:PrincipalArn': [
    'arn:aws:iam::111122223333:role/a',
    'arn:aws:iam::111122223333:role/b',
    'arn:aws:iam::*:role/a',
    'arn:aws:iam::111122223333:user/a',
  ],
};
/** What requests carry of each key: the values above without wildcards, values between them, and nothing. */
const SENT: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'sts:ExternalId': [undefined, 'aa', 'ab', 'ba', 'b', 'abc'],
  'aws:MultiFactorAuthAge': [undefined, '0', '1', '1.5', '2', '2.5', '3', '4'],
  'aws:CurrentTime': [
    undefined,
    ...['2026-12-31', '2027-01-01', '2027-01-01T12:00:00Z', '2027-01-02', '2027-01-04'],
  ],
  'aws:PrincipalArn': [undefined, ...PAIR_VALUES['aws:PrincipalArn']!.filter((arn) => !arn.includes('*'))],
};
const pairs = fc.constantFrom(...Object.keys(PAIR_VALUES)).chain((name) =>
  fc
    .dictionary(
      fc
        .tuple(fc.constantFrom(...OPERATORS), fc.constantFrom('', '', 'IfExists'))
        .map(([base, suffix]) => (base === 'Null' ? base : base + suffix)),
      fc
        .tuple(
          fc.constantFrom('true', 'false'),
          fc.subarray([...PAIR_VALUES[name]!], { minLength: 1, maxLength: 2 }),
        )
        .map(([truth, listed]) => ({ truth, listed })),
      { minKeys: 2, maxKeys: 3 },
    )
    .map((blocks) => ({
      name,
      conditions: Object.fromEntries(
        Object.entries(blocks).map(([op, { truth, listed }]) => [
          op,
          { [name]: op === 'Null' ? truth : listed },
        ]),
      ),
    })),
);

describe('what is said of conditions beforehand', () => {
  it('agrees with the evaluator: tests called contradicting hold together for no request', () => {
    let found = 0;
    fc.assert(
      fc.property(pairs, ({ name, conditions: written }) => {
        const { policy } = trustPolicy(policyOf(written, { AWS: '111122223333' }, 'sts:AssumeRole'));
        if (contradictions(policy).length === 0) return;
        found++;
        const { clauses } = compilePolicy(policy).statements[0]!;
        for (const sent of SENT[name]!) {
          const request = {
            caller: { kind: 'unnamed', account: '111122223333' } as const,
            action: 'sts:AssumeRole',
            context: new Map(sent === undefined ? [] : [[name.toLowerCase(), [sent]]]),
            contextIsComplete: true,
          };
          const held = clauses.every((clause) => clauseHolds(clause, request) === 'yes');
          assert.equal(held, false, `${JSON.stringify(written)} holds for ${sent}`);
        }
      }),
      { numRuns: runs(1000) },
    );
    assert.ok(QUICK || found > 15, `only ${found} contradictions`);
  });

  it('knows the claims of a provider from those of another', () => {
    const conditions = {
      StringEquals: { 'accounts.google.com:aud': 'x', 'gitlab.com:sub': 'y', 'saml:aud': 'z' },
    };
    const principal = {
      Federated: ['accounts.google.com', 'arn:aws:iam::111122223333:oidc-provider/gitlab.com'],
    };
    const { policy } = trustPolicy(policyOf(conditions, principal, 'sts:AssumeRoleWithWebIdentity'));
    const said = decidedClauses(policy).map(
      ({ clause, outcomes }) => `${clause.key} ${outcomes.map(({ trusted }) => trusted.text)}`,
    );
    assert.deepEqual(said, [
      'accounts.google.com:aud arn:aws:iam::111122223333:oidc-provider/gitlab.com',
      'gitlab.com:sub accounts.google.com',
      'saml:aud accounts.google.com,arn:aws:iam::111122223333:oidc-provider/gitlab.com',
    ]);
  });

  it('agrees with the evaluator: a clause called decided comes out the same whatever else is sent', () => {
    let found = 0;
    fc.assert(
      fc.property(conditions, principal, action, (...parts) => {
        const { policy } = trustPolicy(policyOf(...parts));
        for (const decided of decidedClauses(policy)) {
          const [statement] = compilePolicy(policy).statements;
          const clause = statement!.clauses.find(
            (each) => each.span.start === decided.clause.entry.span.start,
          )!;
          for (const { trusted, holds, because } of decided.outcomes) {
            found++;
            const caller = callerOf(trusted.principal)!;
            const absent = because === 'absent' ? new Set([decided.lower]) : new Set<string>();
            const verdict = clauseHolds(clause, {
              caller,
              action: 'sts:AssumeRole',
              context: NO_CONTEXT,
              absent,
            });
            assert.notEqual(verdict, holds === 'yes' ? 'no' : 'yes');
          }
        }
      }),
      { numRuns: runs(1000) },
    );
    assert.ok(QUICK || found > 100, `only ${found} outcomes`);
  });
});
