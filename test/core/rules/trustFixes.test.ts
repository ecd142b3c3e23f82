// Why this file is long: its tests share one generator of policies, and most of it is that.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plain } from '../../../server/src/core/explain/sentence';
import { trustedIn } from '../../../server/src/core/iam/trusted';
import type { Fix } from '../../../server/src/core/rules/finding';
import { RULES } from '../../../server/src/core/rules/list';
import { applyEdits, overlap } from '../../../server/src/core/text/edit';
import { QUICK, runs } from '../runs';
import { Workspace } from './workspace';

const TRUST = RULES.filter((rule) => rule.meta.category === 'trust');
const FILE = 'App.json';
const SETTINGS = { roles: { [FILE]: 'arn:aws:iam::111122223333:role/App' } };

/** Principals, right and wrong. All properties below are tried on them, which is why they stand in one file. */
const VALUES = [
  'arn:aws:iam::111122223333:root',
  '111122223333',
  '1111-2222-3333',
  '11112222333',
  'arn:aws:iam:444455556666:root',
  'arn:aws:iam::444455556666:root',
  'arn:aws:iam::444455556666:Role/Deploy',
  'arn:aws:iam::444455556666:role/Deploy',
  'arn:aws:iam::444455556666:role/App*',
  'arn:aws:iam::*:role/App',
  'arn:aws:iam::444455556666:user/Bob',
  'arn:aws:iam::444455556666:group/Admins',
  'arn:aws:iam::444455556666:instance-profile/Web',
  'arn:aws:sts::444455556666:assumed-role/Deploy/ci',
  'arn:aws:sts::444455556666:assumed-role/Deploy/*',
  'arn:aws:sts::444455556666:federated-user/Bob',
  'arn:aws-cn:iam::444455556666:root',
  'arn:asw:iam::444455556666:root',
  'AROADBQP57FF2AEXAMPLE',
  'AIDACKCEVSQ6C2EXAMPLE',
  '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be',
  'ec2.amazonaws.com',
  'lamdba.amazonaws.com',
  'https://ec2.amazonaws.com',
  'lambda',
  'Lambda.amazonaws.com',
  'rolesanywhere.amazonaws.com',
  'pods.eks.amazonaws.com',
  'accounts.google.com',
  'token.actions.githubusercontent.com',
  'arn:aws:iam::111122223333:oidc-provider/https://token.actions.githubusercontent.com',
  'arn:aws:iam::111122223333:saml-provider/Okta',
  '<ROLE_ARN>',
  'arn:aws:iam::${Account}:root',
  '*',
];

/** Refused values that have the form of a principal. */
const MORE_EXACT: ReadonlySet<string> = new Set([
  'AWS arn:asw:iam::444455556666:root',
  'Federated arn:aws:iam::111122223333:oidc-provider/https://token.actions.githubusercontent.com',
]);

const oneOrMore = (value: fc.Arbitrary<string>) =>
  fc.oneof(value, fc.uniqueArray(value, { minLength: 1, maxLength: 4 }));
const principal = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.dictionary(
      fc.constantFrom('AWS', 'AWS', 'Service', 'Federated', 'CanonicalUser', 'aws', 'Services'),
      oneOrMore(fc.constantFrom(...VALUES)),
      { minKeys: 1, maxKeys: 3, noNullPrototype: true },
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('*', 'ec2.amazonaws.com') },
);
const action = oneOrMore(
  fc.constantFrom(
    'sts:AssumeRole',
    'sts:AssumeRole',
    'sts:AssumeRoleWithSAML',
    'sts:AssumeRoleWithWebIdentity',
    'sts:TagSession',
    'sts:*',
  ),
);
const condition = fc.constantFrom(
  undefined,
  undefined,
  {},
  { StringEquals: { 'sts:ExternalId': 'x1' } },
  { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
  { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Deploy' } },
  { ArnLike: { 'AWS:PrincipalArn': 'arn:aws:iam::111122223333:role/App' } },
  { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
  { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
);
const statement = fc
  .tuple(
    fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
    fc.constantFrom('Principal', 'Principal', 'Principal', 'Principal', 'NotPrincipal', undefined),
    principal,
    action,
    condition,
  )
  .map(([effect, key, who, what, when]) => ({
    Effect: effect,
    ...(key === undefined ? {} : { [key]: who }),
    Action: what,
    ...(when === undefined ? {} : { Condition: when }),
  }));
const policy = fc
  .tuple(fc.oneof(statement, fc.array(statement, { minLength: 1, maxLength: 3 })), fc.boolean())
  .map(([statements, wide]) =>
    JSON.stringify(
      { RoleName: 'App', AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: statements } },
      null,
      wide ? 2 : undefined,
    ),
  );

const ANSWERS = [
  '111122223333',
  'arn:aws:iam::444455556666:role/Other',
  'arn:aws:iam::444455556666:user/Other',
  'arn:aws:iam::111122223333:role/Other',
  'o-a1b2c3d4e5',
  'x1-y2',
];

/** The edits of a fix; one that asks gets the first answer it takes. */
function editsOf({ change }: Fix) {
  if (change.kind === 'edits') return change.files.flatMap((file) => file.edits);
  const answer = ANSWERS.find((each) => new RegExp(change.pattern).test(each));
  assert.ok(answer !== undefined, `no answer fits ${change.pattern}`);
  return change.answer(answer).flatMap((file) => file.edits);
}

function statementsOf(text: string): unknown[] {
  const { Statement } = JSON.parse(text).AssumeRolePolicyDocument;
  return Array.isArray(Statement) ? Statement : [Statement];
}

describe('fixes of the rules on principals', function () {
  this.timeout(60_000);

  it('take their finding away, touch one statement only, and leave JSON', () => {
    const tried = new Map<string, number>();
    fc.assert(
      fc.property(policy, fc.boolean(), (text, own) => {
        const settings = own ? SETTINGS : {};
        const workspace = new Workspace({ [FILE]: text }, settings);
        const findings = workspace.findings(FILE, TRUST);
        for (const finding of findings) {
          const marked = text.slice(finding.span.start, finding.span.end);
          for (const fix of finding.fixes()) {
            const name = `${finding.rule} ${fix.id}: ${plain(finding.message)}\n${text}`;
            const edits = editsOf(fix);
            assert.ok(edits.length > 0 && !overlap(edits), name);
            const repaired = applyEdits(text, edits);
            assert.doesNotThrow(() => JSON.parse(repaired), name);
            const after = new Workspace({ [FILE]: repaired }, settings).findings(FILE, TRUST);
            const same = (all: typeof findings, source: string) =>
              all.filter(
                (each) =>
                  each.rule === finding.rule && source.slice(each.span.start, each.span.end) === marked,
              ).length;
            assert.ok(same(after, repaired) < same(findings, text), `${name}\n${repaired}`);
            const [before, now] = [statementsOf(text), statementsOf(repaired)];
            const changed = before.filter((each, i) => JSON.stringify(each) !== JSON.stringify(now[i]));
            assert.ok(now.length >= before.length && changed.length <= 1, `${name}\n${repaired}`);
            tried.set(`${finding.rule} ${fix.id}`, (tried.get(`${finding.rule} ${fix.id}`) ?? 0) + 1);
          }
        }
      }),
      { numRuns: runs(1500) },
    );
    assert.ok(
      QUICK || tried.size >= 25,
      `only ${tried.size} kinds of fixes were tried: ${[...tried.keys()].join(', ')}`,
    );
  });

  it('are asked for without a throw, whatever stands in a policy', () => {
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom<unknown>(
          ...VALUES,
          '',
          ' ',
          'sts:AssumeRole',
          'Allow',
          7,
          null,
          true,
          '\u0000',
          '${x',
          'arn:::::',
          'A'.repeat(3000),
        ),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            'AWS',
            'Service',
            'Federated',
            'CanonicalUser',
            'StringEquals',
            'ArnLike',
            'Null',
            'aws:PrincipalArn',
            'sts:ExternalId',
            'Ref',
            'Fn::Sub',
            '',
          ),
          tie('tree'),
          { maxKeys: 3, noNullPrototype: true },
        ),
      ),
    }));
    const odd = fc.dictionary(
      fc.constantFrom(
        'Effect',
        'Principal',
        'NotPrincipal',
        'Action',
        'NotAction',
        'Condition',
        'Sid',
        'Resource',
      ),
      tree,
      { noNullPrototype: true },
    );
    const rules = RULES.filter(
      ({ meta }) => meta.category === 'trust' || meta.category === 'self-assumption',
    );
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 3 }), fc.nat(), fc.boolean(), (statements, cut, broken) => {
        const whole = JSON.stringify({
          RoleName: 'App',
          AssumeRolePolicyDocument: { Statement: statements },
        });
        const text = broken ? whole.slice(0, cut % (whole.length + 1)) : whole;
        for (const finding of new Workspace({ [FILE]: text }, SETTINGS).findings(FILE, rules)) {
          plain(finding.message);
          for (const fix of finding.fixes()) if (fix.change.kind === 'edits') applyEdits(text, editsOf(fix));
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('never call a fix safe that changes who is trusted in a policy IAM would have saved', () => {
    fc.assert(
      fc.property(policy, (text) => {
        const findings = new Workspace({ [FILE]: text }).findings(FILE, TRUST);
        for (const finding of findings) {
          for (const fix of finding.fixes()) {
            if (!fix.safe) continue;
            assert.ok(
              finding.severity === 'error' ||
                finding.rule === 'principal-duplicate-forms' ||
                finding.rule === 'service-principal-invalid',
              `${finding.rule} ${fix.id}`,
            );
          }
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('stand at every principal that the evaluator takes for refused, once, and name no other refused', () => {
    for (const type of ['AWS', 'Service', 'Federated']) {
      for (const value of VALUES) {
        const text = JSON.stringify({
          Statement: [{ Effect: 'Allow', Principal: { [type]: value }, Action: 'sts:AssumeRole*' }],
        });
        const workspace = new Workspace({ [FILE]: text });
        const [subject] = workspace.document(FILE).subjects;
        assert.equal(subject?.kind, 'trustPolicy');
        const [trusted] = subject.kind === 'trustPolicy' ? trustedIn(subject.policy) : [];
        if (trusted?.text === undefined) continue;
        const errors = workspace
          .findings(FILE, TRUST)
          .filter(({ severity, rule }) => severity === 'error' && rule !== 'everyone-trusted')
          .map(({ rule }) => rule);
        const refused = trusted.principal.kind === 'invalid' || MORE_EXACT.has(`${type} ${value}`);
        assert.equal(errors.length, refused ? 1 : 0, `${type} ${value}: ${errors.join(', ')}`);
      }
    }
  });

  it('have a message of one or two short sentences and a tight span', () => {
    fc.assert(
      fc.property(policy, (text) => {
        for (const finding of new Workspace({ [FILE]: text }, SETTINGS).findings(FILE, TRUST)) {
          const message = plain(finding.message);
          assert.match(message, /^[A-Z`*'"].*[.?]$/s);
          assert.ok(message.length <= 300, `${message.length}: ${message}`);
          assert.ok(finding.span.start < finding.span.end);
        }
      }),
      { numRuns: runs(400) },
    );
  });
});
