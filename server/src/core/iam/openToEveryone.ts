import { type CallerLimit, callerLimit, saysWhoCalls } from './callerLimits';
import { type CompiledStatement, compilePolicy } from './compiled';
import type { Policy } from './policy';
import { allowedIn, type Trusted } from './trusted';

/** An Allow statement for `{"AWS": "*"}` and how far its conditions say who "everyone" is. */
export interface OpenStatement {
  readonly trusted: Trusted;
  readonly limit: CallerLimit;
}

/**
 * The statements that let every AWS account assume the role, as far as their conditions say. Where a Deny statement
 * for everybody keeps callers out by who they are, the limit is unknown: it may keep out all others.
 */
export function openStatements(policy: Policy): OpenStatement[] {
  const found: OpenStatement[] = [];
  const open = allowedIn(policy).filter(
    ({ principal, group }) => principal.kind === 'everyone' && group.type === 'AWS',
  );
  if (open.length === 0) return found;
  const { statements } = compilePolicy(policy);
  const assuming = new Set(
    statements.filter((each) => each.names('sts:AssumeRole') === 'yes').map((each) => each.statement),
  );
  const denied = statements.some(keepsOut);
  for (const trusted of open) {
    if (!assuming.has(trusted.statement)) continue;
    const limit = callerLimit(trusted.statement);
    found.push({ trusted, limit: denied && limit !== 'limited' ? 'unknown' : limit });
  }
  return found;
}

/** Whether a statement denies everybody, or everybody but those a condition names by who they are. */
function keepsOut(compiled: CompiledStatement): boolean {
  const { effect, clauses, statement, principals, notPrincipal } = compiled;
  if (effect === 'Allow' || effect === undefined || compiled.names('sts:AssumeRole') === 'no') return false;
  const { conditions, conditionsInFull } = statement;
  if (clauses.length > 0 && conditionsInFull && !conditions.some(({ key }) => saysWhoCalls(key)))
    return false;
  return (
    notPrincipal ||
    principals.some(({ principal }) => principal.kind === 'everyone' || principal.kind === 'unknown')
  );
}
