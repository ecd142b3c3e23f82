import type { Verdict } from '../../explain/explanation';
import { callerOf } from '../caller';
import { compilePolicy } from '../compiled';
import { isToBeFilledIn } from '../placeholderWords';
import type { Policy, Statement } from '../policy';
import { clausesOf, type KnownClause } from '../readClauses';
import { NO_CONTEXT, type Request } from '../request';
import { type Trusted, trustedIn } from '../trusted';
import { joined, unknownValue, type Value } from '../value';
import type { Clause } from './compile';
import { clauseHolds } from './evaluate';
import { lookUp } from './keys';
import { neverSent } from './neverSent';

/** What a clause comes to for one principal of its statement, whatever the request. */
export interface Outcome {
  readonly trusted: Trusted;
  /** `absent`: no request of the principal carries the key. `value`: its value follows from the principal. */
  readonly because: 'absent' | 'value';
  readonly holds: 'yes' | 'no';
}

/** A clause with the principals for which it is decided beforehand. */
export interface Decided extends KnownClause {
  readonly outcomes: readonly Outcome[];
  /** Whether these are all the principals of the statement. */
  readonly all: boolean;
}

const cache = new WeakMap<Policy, readonly Decided[]>();

/**
 * The clauses of a policy that come out the same for every request of a principal: its requests never carry the key,
 * or the key's value follows from who the principal is. What cannot be told for sure is left out.
 * Sources: IAM User Guide, "AWS global condition context keys" (availability of each key) and "IAM and AWS STS
 * condition context keys".
 */
export function decidedClauses(policy: Policy): readonly Decided[] {
  let found = cache.get(policy);
  if (found === undefined) {
    found = decide(policy);
    cache.set(policy, found);
  }
  return found;
}

function decide(policy: Policy): Decided[] {
  const clauses = clausesOf(policy);
  if (clauses.length === 0) return [];
  const compiled = new Map<number, Clause>();
  for (const { clauses: own } of compilePolicy(policy).statements)
    for (const clause of own) compiled.set(clause.span.start, clause);
  const found: Decided[] = [];
  for (const known of clauses) {
    const { statement, clause } = known;
    const ready = compiled.get(clause.entry.span.start);
    if (ready?.kind !== 'read' || !hasKnownPrincipals(statement)) continue;
    const named = trustedIn(policy).filter((each) => each.statement === statement);
    // A long list of principals asks much and says little.
    if (named.length === 0 || named.length > 50) continue;
    const outcomes = named.flatMap((trusted) => outcomeOf(known, ready, trusted) ?? []);
    if (outcomes.length > 0) found.push({ ...known, outcomes, all: outcomes.length === named.length });
  }
  return found;
}

function hasKnownPrincipals({ principal, notPrincipal }: Statement): boolean {
  if (principal === undefined || notPrincipal !== undefined) return false;
  if (principal.hole !== undefined || principal.bare !== undefined) return false;
  return principal.groups.every(
    ({ values, oddities }) => oddities.length === 0 && values.every((value) => value.kind === 'string'),
  );
}

function outcomeOf(known: KnownClause, clause: Clause, trusted: Trusted): Outcome | undefined {
  const { principal, text } = trusted;
  const caller = callerOf(principal);
  if (caller === undefined || text === undefined || principal.kind === 'everyone') return undefined;
  if (isToBeFilledIn(known.clause.key)) return undefined;
  const absent = neverSent(principal, known.lower);
  const request: Request = {
    caller,
    action: 'sts:AssumeRole',
    context: NO_CONTEXT,
    ...(absent ? { absent: new Set([known.lower]) } : {}),
  };
  const values = absent ? null : (lookUp(request, known.lower) ?? arnOfAccount(known, principal));
  if (values === undefined) return undefined;
  if (values !== null && isUnreadable(clause)) return undefined;
  const holds = holdsFor(clause, request, known.lower, values);
  return holds === 'depends' ? undefined : { trusted, because: values === null ? 'absent' : 'value', holds };
}

function holdsFor(clause: Clause, request: Request, key: string, values: readonly Value[] | null): Verdict {
  if (values === null) return clauseHolds(clause, { ...request, absent: new Set([key]) });
  const caller = request.caller;
  // The evaluator takes what follows from the caller; of an account only the shape of its members' ARNs is known.
  if (caller.kind === 'unnamed' && key === 'aws:principalarn') {
    const [arn] = values;
    const member = { kind: 'role', arn: arn!, account: caller.account ?? NOTHING, name: NOTHING } as const;
    return clauseHolds(clause, { ...request, caller: member });
  }
  return clauseHolds(clause, request);
}

const NOTHING = unknownValue('nothing known');

/** The ARN of a role or user of an account, as far as it is known; sessions of GetFederationToken are of STS. */
function arnOfAccount({ lower }: KnownClause, principal: Trusted['principal']): readonly Value[] | undefined {
  if (lower !== 'aws:principalarn' || principal.kind !== 'account') return undefined;
  const arn = joined(
    'arn:',
    unknownValue('partition'),
    ':',
    unknownValue('service'),
    '::',
    principal.account,
    ':',
    unknownValue('resource'),
  );
  return [arn];
}

/** Whether the clause has a value that its operator cannot read, which other rules speak of. */
function isUnreadable(clause: Clause): boolean {
  return clause.kind === 'read' && clause.operands.some(({ test }) => test?.always === 'no');
}
