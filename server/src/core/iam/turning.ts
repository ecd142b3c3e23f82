import { type Sentence, say, words } from '../explain/sentence';
import type { Span } from '../text/span';
import type { Caller } from './caller';
import { callerSide } from './callerSide';
import { type CompiledStatement, compilePolicy } from './compiled';
import { clauseHolds } from './conditions/evaluate';
import { impossibility } from './evaluate';
import { needOf, openNeed } from './needs';
import { allowOutcome, denyOutcome, whoIsNamed } from './outcomes';
import type { Policy } from './policy';
import type { Principal } from './principals';
import type { Request } from './request';
import { shown, type Value } from './value';

/** One thing that would have to be so. */
export interface Change {
  /** `call`: of the call or of the caller's own policies. `policy`: of the text of the trust policy. */
  readonly of: 'call' | 'policy';
  readonly kind: 'action' | 'principal' | 'condition' | 'identity' | 'deny' | 'statement';
  readonly sentence: Sentence;
  readonly span: Span;
}

/** Changes that together turn an answer. */
export type Way = readonly Change[];

/** No more ways than anybody reads. */
const WAY_LIMIT = 4;

/**
 * What would have to be so for a request to be allowed: for each statement that could grant it, what it still asks
 * for, those first that change the policy least. Empty when nothing can allow it, or when it is allowed already.
 */
export function waysToAllow(policy: Policy, request: Request): Way[] {
  if (impossibility(request) !== undefined) return [];
  const { statements } = compilePolicy(policy);
  const denies = statements
    .filter(({ effect }) => effect === 'Deny' || effect === 'either')
    .filter((compiled) => denyOutcome(compiled, request).verdict !== 'no')
    .map((compiled) => denyChange(compiled, request));
  const side = callerSide(request);
  const sideDenies: Change[] =
    'account' in request.caller && side.deny !== 'no'
      ? [
          {
            of: 'call',
            kind: 'identity',
            sentence: words("no policy on the caller's side denies it"),
            span: policy.value.span,
          },
        ]
      : [];
  const fixed = [...denies, ...sideDenies];
  const ways = statements
    .filter(({ effect }) => effect === 'Allow' || effect === 'either')
    .filter((compiled) => suits(compiled, request.caller))
    .map((compiled) => [...asksFor(compiled, request), ...fixed]);
  if (!ways.some((way) => weight(way) === weight(fixed)))
    ways.push([...ownStatement(policy, request), ...fixed]);
  return ways
    .filter((way) => way.length > 0)
    .sort((a, b) => weight(a) - weight(b) || a.length - b.length)
    .slice(0, WAY_LIMIT);
}

/** Whether a caller may well stand in a statement: one for services or for a provider's users is not for roles. */
function suits({ principals, notPrincipal }: CompiledStatement, caller: Caller): boolean {
  if (notPrincipal || principals.length === 0) return true;
  const type =
    caller.kind === 'service'
      ? 'Service'
      : caller.kind === 'oidc' || caller.kind === 'saml'
        ? 'Federated'
        : 'AWS';
  return principals.some(({ principal }) => principal.type === type || principal.type === '');
}

function ownStatement(policy: Policy, request: Request): Change[] {
  const span = (policy.statementList ?? policy.value).span;
  const sentence = say`a statement of its own allows ${request.action} to ${nameOf(request.caller)}`;
  const side = callerSide(request);
  const need = needOf(ANYBODY, side, request);
  return [
    { of: 'policy', kind: 'statement', sentence, span },
    ...(need.verdict === 'yes'
      ? []
      : [{ of: 'call', kind: 'identity', sentence: openNeed(ANYBODY, side, request), span } as const]),
  ];
}

/** A grant to the caller itself, whoever it is. */
const ANYBODY: Principal = { type: 'AWS', value: '*', kind: 'everyone' };

/** What would each be enough for a request that is allowed to be denied, as far as the call decides it. */
export function waysToDeny(policy: Policy, request: Request): Way[] {
  const { statements } = compilePolicy(policy);
  const ways: Way[] = [];
  const side = callerSide(request);
  const granting = statements.filter(
    (compiled) => compiled.effect === 'Allow' && allowOutcome(compiled, request, side).verdict === 'yes',
  );
  const [only] = granting;
  if (only !== undefined && granting.length === 1) {
    for (const { phrase, span } of only.clauses) {
      const sentence = say`the condition of ${only.inner} is no longer met (${phrase})`;
      ways.push([{ of: 'call', kind: 'condition', sentence, span }]);
    }
  }
  for (const compiled of statements) {
    if (compiled.effect !== 'Deny' || compiled.names(request.action) === 'no') continue;
    if (whoIsNamed(compiled, request.caller)[0] !== 'yes') continue;
    const kept = compiled.clauses.filter((clause) => clauseHolds(clause, request) !== 'yes');
    if (kept.length === 0) continue;
    ways.push(
      kept.map(({ phrase, span }) => ({
        of: 'call',
        kind: 'deny',
        sentence: say`${compiled.inner}, a Deny statement, comes to apply (${phrase})`,
        span,
      })),
    );
  }
  return ways.sort((a, b) => a.length - b.length).slice(0, WAY_LIMIT);
}

/** The caller as a trust policy would name it. A session ARN says nothing of the path of its role. */
export function nameOf(caller: Caller): string {
  const value: Value | undefined =
    caller.kind === 'session'
      ? caller.roleArn
      : 'arn' in caller
        ? caller.arn
        : caller.kind === 'service'
          ? caller.name
          : caller.kind === 'oidc'
            ? (caller.provider ?? caller.issuer)
            : caller.kind === 'saml'
              ? caller.provider
              : caller.kind === 'unnamed'
                ? caller.account
                : undefined;
  return value === undefined ? 'the caller' : shown(value).replace('/${path of the role}', '/');
}

/** What a statement that could grant the request still asks for; empty when it grants it. */
function asksFor(compiled: CompiledStatement, request: Request): Change[] {
  const { inner, span, statement } = compiled;
  const changes: Change[] = [];
  if (compiled.effect === 'either') {
    changes.push({ of: 'policy', kind: 'statement', sentence: say`the Effect of ${inner} is Allow`, span });
  }
  if (compiled.names(request.action) !== 'yes') {
    const at = (statement.action ?? statement.notAction)?.entry.span ?? span;
    const sentence = say`the Action of ${inner} names ${request.action}`;
    changes.push({ of: 'policy', kind: 'action', sentence, span: at });
  }
  const [who, by] = whoIsNamed(compiled, request.caller);
  if (who !== 'yes') {
    const at = (statement.principal ?? statement.notPrincipal)?.entry.span ?? span;
    const sentence = say`the Principal of ${inner} names ${nameOf(request.caller)}`;
    changes.push({ of: 'policy', kind: 'principal', sentence, span: at });
  }
  for (const clause of compiled.clauses) {
    if (clauseHolds(clause, request) === 'yes') continue;
    const sentence = say`the condition of ${inner} is met (${clause.phrase})`;
    changes.push({ of: 'call', kind: 'condition', sentence, span: clause.span });
  }
  const principal: Principal = who === 'yes' && by !== undefined ? by.principal : ANYBODY;
  const side = callerSide(request);
  if (needOf(principal, side, request).verdict !== 'yes') {
    changes.push({ of: 'call', kind: 'identity', sentence: openNeed(principal, side, request), span });
  }
  return changes;
}

function denyChange(compiled: CompiledStatement, request: Request): Change {
  const { inner, span, clauses } = compiled;
  const phrases = clauses
    .filter((clause) => clauseHolds(clause, request) !== 'no')
    .map(({ phrase }) => phrase);
  const [first] = phrases;
  if (first === undefined) {
    const sentence = say`${inner} does not deny it, which only a change of that statement brings about`;
    return { of: 'policy', kind: 'deny', sentence, span };
  }
  const sentence =
    phrases.length === 1
      ? say`${inner}, a Deny statement, does not apply (it applies ${first})`
      : say`${inner}, a Deny statement, does not apply, since one of its ${phrases.length} conditions is not met`;
  return { of: 'call', kind: 'deny', sentence, span };
}

/** A change of the policy counts for more than any number of changes of the call. */
function weight(way: Way): number {
  return way.filter(({ of }) => of === 'policy').length;
}
