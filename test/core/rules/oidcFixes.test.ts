import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plain } from '../../../server/src/core/explain/sentence';
import type { Fix } from '../../../server/src/core/rules/finding';
import { RULES } from '../../../server/src/core/rules/list';
import { applyEdits, overlap } from '../../../server/src/core/text/edit';
import { QUICK, runs } from '../runs';
import { Workspace } from './workspace';

const OWN = /^(?:source-|saml-|service-confused-deputy$|pod-identity-unrestricted$)/;
const OIDC = RULES.filter((rule) => rule.meta.category === 'oidc' || OWN.test(rule.meta.id));
const FILE = 'App.json';
const SETTINGS = { roles: { [FILE]: 'arn:aws:iam::111122223333:role/App' } };

const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const ISSUERS = [
  'token.actions.githubusercontent.com',
  'token.actions.githubusercontent.com/acme',
  'gitlab.com',
  'app.terraform.io',
  'agent.buildkite.com',
  'oidc.circleci.com/org/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
  EKS,
  'idp.example.com',
];
const SUBJECTS = [
  '*',
  'repo:*',
  'repo:acme*',
  'repo:acme/*',
  'repo:acme/app*',
  'repo:acme/app',
  'repo:acme/app:*',
  'repo:acme/app:refs/heads/main',
  'repo:acme/app:ref:refs/heads/main',
  'repo:acme@1/app@2:environment:prod',
  'acme/app:ref:refs/heads/main',
  'project_path:acme*',
  'project_path:acme/app*',
  'project_path:acme/app',
  'organization:acme*',
  'organization:acme',
  'organization:acme:workspace:web:run_phase:*',
  'organization:acme:pipeline:app*',
  'system:serviceaccount:*:*',
  'web:app',
  'repo:<ORG>/*',
  'repo:$' + '{Owner}/*',
];
const ARNS = [
  'arn:aws:states:*:*:stateMachine:*',
  'arn:aws:states:eu-west-1:111122223333:stateMachine:x',
  'arn:aws:lambda:eu-west-1:444455556666:function:x',
  'arn:aws:s3:::bucket',
  '*',
];
const oneOrMore = (value: fc.Arbitrary<string>) =>
  fc.oneof(value, fc.uniqueArray(value, { minLength: 1, maxLength: 3 }));
const operator = fc.constantFrom(
  'StringEquals',
  'StringLike',
  'StringLike',
  'StringEqualsIgnoreCase',
  'StringNotLike',
  'ForAnyValue:StringLike',
  'StringLikeIfExists',
  'ArnLike',
);
const tests: fc.Arbitrary<readonly [string, string | string[]]> = fc.oneof(
  fc.tuple(
    fc
      .constantFrom(...ISSUERS, ...ISSUERS.map((issuer) => `https://${issuer}`))
      .map((issuer) => `${issuer}:sub`),
    oneOrMore(fc.constantFrom(...SUBJECTS)),
  ),
  fc.tuple(
    fc.constantFrom(...ISSUERS).map((issuer) => `${issuer}:aud`),
    oneOrMore(fc.constantFrom('sts.amazonaws.com', 'https://sts.amazonaws.com', 'https://gitlab.com')),
  ),
  fc.tuple(
    fc.constantFrom('cognito-identity.amazonaws.com:aud', 'cognito-identity.amazonaws.com:amr'),
    oneOrMore(fc.constantFrom('authenticated', 'unauthenticated', 'eu-west-1:1234')),
  ),
  fc.tuple(fc.constantFrom('aws:SourceArn', 'AWS:sourcearn'), oneOrMore(fc.constantFrom(...ARNS))),
  fc.tuple(fc.constant('aws:SourceAccount'), oneOrMore(fc.constantFrom('111122223333', '444455556666'))),
  fc.tuple(
    fc.constantFrom('SAML:aud', 'saml:aud'),
    oneOrMore(fc.constantFrom('https://signin.aws.amazon.com/saml', 'urn:amazon:webservices')),
  ),
);
type Clauses = readonly (readonly [string, readonly [string, string | string[]]])[];
const clauses = fc.array(fc.tuple(operator, tests), { maxLength: 3 });
/** Clauses as JSON; two of three claim keys become keys of the statement's own provider. */
function conditionOf(all: Clauses, issuer: string | undefined): Record<string, Record<string, unknown>> {
  const result: Record<string, Record<string, unknown>> = {};
  for (const [i, [name, [key, values]]] of all.entries()) {
    const own = issuer !== undefined && i < 2 && /:(?:sub|aud)$/.test(key) && !/^saml/i.test(key);
    result[name] = { ...result[name], [own ? `${issuer}${key.slice(-4)}` : key]: values };
  }
  return result;
}
const provider = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(...ISSUERS)
      .map((issuer) => ({ Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { Federated: 'cognito-identity.amazonaws.com' },
      { Federated: 'accounts.google.com' },
    ),
  },
  { weight: 1, arbitrary: fc.constant({ Federated: 'arn:aws:iam::111122223333:saml-provider/Okta' }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<string | string[]>(
        'states.amazonaws.com',
        'scheduler.amazonaws.com',
        'logs.amazonaws.com',
        'pods.eks.amazonaws.com',
        ['ec2.amazonaws.com', 'states.amazonaws.com'],
      )
      .map((Service) => ({ Service })),
  },
);
const statement = fc
  .tuple(fc.constantFrom(...Array<string>(12).fill('Allow'), 'Deny'), provider, clauses)
  .map(([Effect, Principal, all]) => {
    const federated = 'Federated' in Principal ? Principal.Federated : undefined;
    const Condition = conditionOf(all, federated?.replace(/^.*oidc-provider\//, ''));
    const Action =
      federated === undefined
        ? 'sts:AssumeRole'
        : federated.includes('saml')
          ? 'sts:AssumeRoleWithSAML'
          : 'sts:AssumeRoleWithWebIdentity';
    return { Effect, Principal, Action, ...(Object.keys(Condition).length > 0 && { Condition }) };
  });
const policy = fc
  .tuple(fc.oneof(statement, fc.array(statement, { minLength: 1, maxLength: 2 })), fc.boolean())
  .map(([Statement, wide]) =>
    JSON.stringify({ Version: '2012-10-17', Statement }, null, wide ? 2 : undefined),
  );

const ANSWERS = [
  'repo:acme/web:ref:refs/heads/main',
  '111122223333',
  '123456/456789',
  'eu-west-1:12345678-abcd-abcd-abcd-123456790ab0',
  'web',
];

function editsOf({ change }: Fix) {
  if (change.kind === 'edits') return change.files.flatMap((file) => file.edits);
  const answer = ANSWERS.find((each) => new RegExp(change.pattern).test(each));
  assert.ok(answer !== undefined, `no answer fits ${change.pattern}`);
  return change.answer(answer).flatMap((file) => file.edits);
}

describe('fixes of the rules on identity providers and services', function () {
  this.timeout(60_000);

  it('take their finding away and leave JSON', () => {
    const tried = new Map<string, number>();
    fc.assert(
      fc.property(policy, fc.boolean(), (text, own) => {
        const settings = own ? SETTINGS : {};
        const findings = new Workspace({ [FILE]: text }, settings).findings(FILE, OIDC);
        for (const finding of findings) {
          assert.ok(plain(finding.message).length <= 400, plain(finding.message));
          const marked = text.slice(finding.span.start, finding.span.end);
          for (const fix of finding.fixes()) {
            const name = `${finding.rule} ${fix.id}: ${plain(finding.message)}\n${text}`;
            assert.ok(fix.safe || fix.consequence, name);
            const edits = editsOf(fix);
            assert.ok(edits.length > 0 && !overlap(edits), name);
            const repaired = applyEdits(text, edits);
            assert.doesNotThrow(() => JSON.parse(repaired), `${name}\n${repaired}`);
            const after = new Workspace({ [FILE]: repaired }, settings).findings(FILE, OIDC);
            const same = (all: typeof findings, source: string) =>
              all.filter(
                (each) =>
                  each.rule === finding.rule && source.slice(each.span.start, each.span.end) === marked,
              ).length;
            assert.ok(same(after, repaired) < same(findings, text), `${name}\n${repaired}`);
            tried.set(`${finding.rule} ${fix.id}`, (tried.get(`${finding.rule} ${fix.id}`) ?? 0) + 1);
          }
        }
      }),
      { numRuns: runs(4000) },
    );
    assert.ok(
      QUICK || tried.size >= 18,
      `only ${tried.size} kinds of fixes were tried: ${[...tried.keys()].join(', ')}`,
    );
  });
});
