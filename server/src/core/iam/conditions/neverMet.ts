import { oncePer } from '../../once';
import { type Caller, callerOf } from '../caller';
import { compilePolicy } from '../compiled';
import { isToBeFilledIn } from '../placeholderWords';
import type { Policy, Statement } from '../policy';
import { clausesOf, isLiteral, type KnownClause, literalsOf } from '../readClauses';
import { NO_CONTEXT, type Request } from '../request';
import { type Trusted, trustedIn } from '../trusted';
import type { Value } from '../value';
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

/** A principal and whom it names; undefined when that is not said or may be anybody. */
interface Named {
  readonly trusted: Trusted;
  readonly caller: Caller | undefined;
}

/**
 * The clauses of a policy that come out the same for every request of a principal: its requests never carry the key,
 * or the key's value follows from who the principal is. What cannot be told for sure is left out.
 * Sources: IAM User Guide, "AWS global condition context keys" (availability of each key) and "IAM and AWS STS
 * condition context keys".
 */
export const decidedClauses: (policy: Policy) => readonly Decided[] = oncePer(decide);

function decide(policy: Policy): Decided[] {
  const clauses = clausesOf(policy);
  if (clauses.length === 0) return [];
  const compiled = new Map<number, Clause>();
  for (const { clauses: own } of compilePolicy(policy).statements)
    for (const clause of own) compiled.set(clause.span.start, clause);
  const principals = new Map<Statement, Named[]>();
  for (const trusted of trustedIn(policy)) {
    const own = principals.get(trusted.statement);
    const { principal, text } = trusted;
    const sure = text !== undefined && principal.kind !== 'everyone';
    const named = { trusted, caller: sure ? callerOf(principal) : undefined };
    if (own === undefined) principals.set(trusted.statement, [named]);
    else own.push(named);
  }
  const found: Decided[] = [];
  for (const known of clauses) {
    const { statement, clause } = known;
    const ready = compiled.get(clause.entry.span.start);
    const named = principals.get(statement) ?? [];
    // A long list of principals asks much and says little.
    if (ready?.kind !== 'read' || named.length === 0 || named.length > 50) continue;
    if (!hasKnownPrincipals(statement)) continue;
    const outcomes = named.flatMap((each) => outcomeOf(known, ready, each) ?? []);
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

function outcomeOf(known: KnownClause, clause: Clause, { trusted, caller }: Named): Outcome | undefined {
  const { principal } = trusted;
  const { lower, documented } = known;
  if (caller === undefined) return undefined;
  if (documented === undefined && isToBeFilledIn(known.clause.key)) return undefined;
  const request: Request = { caller, action: 'sts:AssumeRole', context: NO_CONTEXT };
  if (neverSent(principal, caller, lower)) {
    const holds = clauseHolds(clause, { ...request, absent: new Set([lower]) });
    return holds === 'depends' ? undefined : { trusted, because: 'absent', holds };
  }
  if (principal.kind === 'account' && lower === 'aws:principalarn') {
    return isOfOtherAccounts(known, principal.account)
      ? { trusted, because: 'value', holds: 'no' }
      : undefined;
  }
  if (lookUp(request, lower) === undefined || isUnreadable(clause)) return undefined;
  const holds = clauseHolds(clause, request);
  return holds === 'depends' ? undefined : { trusted, because: 'value', holds };
}

/** Whether a test of aws:PrincipalArn holds for roles and users of certain accounts, and the account is none of them. */
function isOfOtherAccounts(known: KnownClause, account: Value): boolean {
  const { operator, clause } = known;
  const { id } = operator.family;
  if (operator.negated || operator.set !== undefined || (id !== 'string' && id !== 'arn')) return false;
  return (
    typeof account === 'string' &&
    isLiteral(clause) &&
    literalsOf(clause).every(({ text }) => {
      const asked = /^arn:[a-z*-]+:(?:iam|sts|\*)::(\d{12}):/.exec(text)?.[1];
      return asked !== undefined && asked !== account;
    })
  );
}

/** Whether the clause has a value that its operator cannot read, which other rules speak of. */
function isUnreadable(clause: Clause): boolean {
  return clause.kind === 'read' && clause.operands.some(({ test }) => test?.always === 'no');
}
