import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseRoleArn } from '../../../server/src/core/iam/arn';
import { type Caller, parseCaller } from '../../../server/src/core/iam/caller';
import { evaluate } from '../../../server/src/core/iam/evaluate';
import type { Policy } from '../../../server/src/core/iam/policy';
import type { Request } from '../../../server/src/core/iam/request';
import { QUICK, runs } from '../runs';
import { type NaiveRequest, naive, type PlainPolicy } from './naive';
import { policyOf } from './policies';
import { ALL_KEYS, CALLERS, COMPLETIONS, ROLE, type Scene, scene } from './scenes';

/**
 * The product's evaluator against the naive one, on generated policies and requests. With a complete context both must
 * give the same answer. With unknown keys, ours must be what all completions of the request agree on: never more, and,
 * where no key is tested twice, never less.
 */

interface Question {
  readonly each: Scene;
  readonly policy: Policy;
  readonly ours: Request;
  readonly theirs: NaiveRequest;
}

/** The questions of a scene: one for each caller, but for those whose answer AWS does not document. */
function* questionsOf(each: Scene): Generator<Question> {
  const { boundary, session, context } = each;
  const policy = policyOf(each.policy);
  const common = {
    role: parseRoleArn(ROLE),
    context: new Map(Object.entries(context)),
    contextIsComplete: true,
    identityPolicies: each.identity.map(policyOf),
    boundary: boundary === undefined ? undefined : policyOf(boundary),
    sessionPolicies: session?.map(policyOf),
  };
  const text = JSON.stringify(each);
  // AWS does not say what an unresolvable variable does under a negated operator, so ours leaves that open; nor
  // whether "AWS": "*" takes in services and federated users.
  const openVariable = text.includes('${aws:PrincipalType}') && /"[^"]*Not[^"]*":/.test(text);
  const everyone = text.includes('"AWS":"*"');
  for (const [word, caller] of CALLERS) {
    const iam = caller.kind === 'role' || caller.kind === 'user';
    if (!iam && (openVariable || everyone)) continue;
    const action = each.web || caller.kind === 'oidc' ? 'sts:AssumeRoleWithWebIdentity' : 'sts:AssumeRole';
    const ours: Request = { ...common, caller: parseCaller(word) as Caller, action };
    const limits = {
      ...(boundary === undefined ? {} : { boundary }),
      ...(session === undefined ? {} : { sessionPolicies: session }),
    };
    const theirs = { caller, action, roleArn: ROLE, context, identityPolicies: each.identity, ...limits };
    yield { each, policy, ours, theirs };
  }
}

const VERDICTS = { true: 'allowed', false: 'denied' } as const;
const ANYTHING: PlainPolicy = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** The keys left unknown: only AssumeRole takes an ExternalId, so of other calls its absence is known. */
function unknownKeys({ each, theirs }: Question): string[] {
  const keys = [...new Set(each.unknown)];
  return theirs.caller.kind === 'oidc' ? keys.filter((key) => key !== 'sts:externalid') : keys;
}

/** The request with these keys, and perhaps the identity-based policies, unknown. */
function withUnknown({ each, ours, theirs }: Question, keys: readonly string[]): Request {
  const context = new Map([...ours.context].filter(([key]) => !keys.includes(key)));
  const absent = new Set(ALL_KEYS.filter((key) => !context.has(key) && !keys.includes(key)));
  const { kind } = theirs.caller;
  if (kind !== 'user') absent.add('aws:username');
  if (kind !== 'user' && kind !== 'role') absent.add('aws:principalarn').add('aws:principaltype');
  const identityPolicies = each.identityKnown ? ours.identityPolicies : undefined;
  return { ...ours, context, absent, contextIsComplete: false, identityPolicies };
}

/** What the completions of the request come to: each key with every value, identity-based policies that allow or not. */
function ofAllCompletions({ each, theirs }: Question, keys: readonly string[]): string {
  const answers = new Set<boolean>();
  const fill = (i: number, context: Record<string, readonly string[]>) => {
    if (answers.size === 2) return;
    const key = keys[i];
    if (key !== undefined) {
      for (const values of COMPLETIONS.get(key)!) fill(i + 1, { ...context, [key]: values });
      return;
    }
    for (const identityPolicies of each.identityKnown ? [each.identity] : [[], [ANYTHING]]) {
      answers.add(naive(each.policy, { ...theirs, context, identityPolicies }));
    }
  };
  fill(0, { ...each.context });
  return answers.size === 2 ? 'depends' : VERDICTS[`${answers.has(true)}`];
}

/** Whether no policy tests one of the keys twice: then the answer must be exact. */
function testedOnce({ policy, identity, boundary, session }: Scene, keys: readonly string[]): boolean {
  const text = JSON.stringify([policy, identity, boundary, session]).toLowerCase();
  return keys.every((key) => text.split(`"${key}"`).length <= 2);
}

describe('evaluate, against a naive evaluator', function () {
  this.timeout(60_000);

  it('agrees on complete requests', () => {
    const seen = { allowed: 0, denied: 0 };
    fc.assert(
      fc.property(scene, (made) => {
        for (const { each, policy, ours, theirs } of questionsOf(made)) {
          const expected = VERDICTS[`${naive(each.policy, theirs)}`];
          const decision = evaluate(policy, ours);
          assert.equal(decision.verdict, expected);
          assert.deepEqual(decision.dependsOn, []);
          seen[expected]++;
        }
      }),
      { numRuns: runs(1_800) },
    );
    assert.ok(QUICK || (seen.allowed > 300 && seen.allowed + seen.denied > 10_000), JSON.stringify(seen));
  });

  it('says what all completions of an incomplete request agree on', () => {
    const seen = { allowed: 0, denied: 0, depends: 0, exact: 0 };
    fc.assert(
      fc.property(scene, (made) => {
        for (const question of questionsOf(made)) {
          const keys = unknownKeys(question);
          const decision = evaluate(question.policy, withUnknown(question, keys));
          const expected = ofAllCompletions(question, keys);
          const exact = testedOnce(made, keys);
          if (exact || decision.verdict !== 'depends') assert.equal(decision.verdict, expected);
          if (decision.verdict === 'depends') assert.ok(decision.dependsOn.length > 0);
          seen[decision.verdict]++;
          seen.exact += exact ? 1 : 0;
        }
      }),
      { numRuns: runs(1_800) },
    );
    const pairs = seen.allowed + seen.denied + seen.depends;
    assert.ok(QUICK || (seen.depends > 150 && seen.exact > 5000 && pairs > 10_000), JSON.stringify(seen));
  });
});
