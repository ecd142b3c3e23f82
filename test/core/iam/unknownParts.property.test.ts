import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseRoleArn } from '../../../server/src/core/iam/arn';
import { parseCaller } from '../../../server/src/core/iam/caller';
import { evaluate } from '../../../server/src/core/iam/evaluate';
import { selfAssumption } from '../../../server/src/core/iam/selfAssumption';
import { whoCanAssume } from '../../../server/src/core/iam/whoCanAssume';
import { QUICK, runs } from '../runs';
import { policyOf } from './policies';
import { CALLERS, ROLE, scene } from './scenes';

/**
 * A part of a policy that the file does not say may turn out to be what it was: so an answer without it is the one it
 * was, or open.
 */

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Every variant of a value in which one part has become an expression. */
function* withHole(value: Json, element?: string): Generator<Json> {
  // Whole values of expressions are what templates have; what a statement is made of stays.
  if (element !== 'statement') yield { Ref: 'Unknown' };
  if (typeof value === 'string') {
    yield '${Unknown}';
    // An expression is taken to stand for one part of an ARN, never for several.
    for (const word of value.includes('$') ? [] : (value.match(/\w{2,}/g) ?? [])) {
      yield value.replace(word, '${Unknown}');
      yield value.replace(word, `${word[0]}\${Unknown}`);
    }
  } else if (Array.isArray(value)) {
    for (const [i, item] of (value as readonly Json[]).entries()) {
      for (const other of withHole(item)) yield value.map((each: Json, j) => (i === j ? other : each));
    }
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    for (const [i, [key, item]] of entries.entries()) {
      const put = (entry: readonly [string, Json]) =>
        Object.fromEntries(entries.map((each, j) => (i === j ? entry : each)));
      if (element !== 'statement' || key === 'Condition') yield put(['${Unknown}', item]);
      for (const other of withHole(item)) yield put([key, other]);
    }
  }
}

describe('parts that the file does not say', function () {
  this.timeout(60_000);

  it('leave an answer as it was, or open', () => {
    const seen = { same: 0, open: 0 };
    const role = parseRoleArn(ROLE)!;
    fc.assert(
      fc.property(scene, fc.nat(), fc.nat(CALLERS.length - 1), (made, which, who) => {
        const statements = made.policy.Statement as readonly Json[];
        const variants = statements.flatMap((statement, i) =>
          [...withHole(statement, 'statement'), { Ref: 'Unknown' }].map((other) =>
            statements.map((each, j) => (i === j ? other : each)),
          ),
        );
        const policy = policyOf(made.policy);
        const other = policyOf({ ...made.policy, Statement: variants[which % variants.length]! });
        const same = (before: string, now: string) => {
          assert.ok(now === before || now === 'depends', `${before} became ${now}`);
          seen[now === before ? 'same' : 'open']++;
        };
        const [word, { kind }] = CALLERS[who]!;
        const request = {
          caller: parseCaller(word)!,
          action: kind === 'oidc' ? 'sts:AssumeRoleWithWebIdentity' : 'sts:AssumeRole',
          role,
          context: new Map(Object.entries(made.context)),
          contextIsComplete: true,
          identityPolicies: made.identity.map(policyOf),
        };
        const before = evaluate(policy, request).verdict;
        if (before !== 'depends') same(before, evaluate(other, request).verdict);
        for (const policies of [[], request.identityPolicies]) {
          const [is, may] = [policy, other].map((each) => selfAssumption(each, role, policies));
          if (is!.now.verdict !== 'depends') same(is!.now.verdict, may!.now.verdict);
          if (is!.before.verdict !== 'depends') same(is!.before.verdict, may!.before.verdict);
        }
        const [row] = whoCanAssume(policy, role, []);
        if (row!.verdict !== 'depends') same(row!.verdict, whoCanAssume(other, role, [])[0]!.verdict);
      }),
      { numRuns: runs(4_000) },
    );
    assert.ok(QUICK || (seen.open > 500 && seen.same > 2_000), JSON.stringify(seen));
  });
});
