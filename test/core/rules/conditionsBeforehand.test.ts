import assert from 'node:assert/strict';
import fc from 'fast-check';
import { callerOf } from '../../../server/src/core/iam/caller';
import { compilePolicy } from '../../../server/src/core/iam/compiled';
import { contradictions } from '../../../server/src/core/iam/conditions/contradiction';
import { clauseHolds } from '../../../server/src/core/iam/conditions/evaluate';
import { decidedClauses } from '../../../server/src/core/iam/conditions/neverMet';
import { OPERATORS } from '../../../server/src/core/iam/conditions/operators';
import { NO_CONTEXT } from '../../../server/src/core/iam/request';
import { QUICK, runs } from '../runs';
import { action, conditions, policyOf, principal, trustPolicy } from './conditionPolicies';

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
