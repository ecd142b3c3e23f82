import { type CallerLimit, callerLimit, saysWhoCalls } from './callerLimits';
import { type CompiledStatement, compilePolicy } from './compiled';
import type { Policy } from './policy';
import { allowedIn, type Trusted } from './trusted';

/** An Allow statement for `{"AWS": "*"}` and how far its conditions say who "everyone" is. */
export interface OpenStatement {
  readonly trusted: Trusted;
  readonly limit: CallerLimit;
  /** The keys that it and the Deny statements for everybody test. */
  readonly keys: readonly string[];
}

/**
 * The statements that let every AWS account assume the role, as far as their conditions say. Where a Deny statement
 * for everybody keeps callers out by who they are, the limit is unknown: it may keep out all others. Where it keeps
 * them out by what they choose (an ExternalId), so is whom the statement lets in.
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
  const denies = statements.filter(deniesEverybody);
  const denied = denies.some(keepsOut);
  const asked = denies
    .flatMap(({ statement }) => statement.conditions.map(({ key }) => key))
    .filter((key) => !ANYBODY_CAN.test(key));
  for (const trusted of open) {
    if (!assuming.has(trusted.statement)) continue;
    const own = callerLimit(trusted.statement);
    const limit = own === 'none' && asked.length > 0 ? 'chosen' : own;
    const keys = new Set([...trusted.statement.conditions.map(({ key }) => key), ...asked]);
    found.push({ trusted, limit: denied && limit !== 'limited' ? 'unknown' : limit, keys: [...keys] });
  }
  return found;
}

/** Keys that ask for nothing one must know: anybody signs in with MFA to an account of his own, and uses TLS. */
const ANYBODY_CAN = /^aws:(?:multifactorauth(?:present|age)|securetransport|tokenissuetime)$/i;

/** Whether a statement denies sts:AssumeRole to everybody for whom its conditions hold. */
function deniesEverybody({ effect, principals, notPrincipal, names }: CompiledStatement): boolean {
  if (effect === 'Allow' || effect === undefined || names('sts:AssumeRole') === 'no') return false;
  return (
    notPrincipal ||
    principals.some(({ principal }) => principal.kind === 'everyone' || principal.kind === 'unknown')
  );
}

/** Whether a Deny for everybody has no condition, or one that says who callers are, or one that is not known. */
function keepsOut({ clauses, statement: { conditions, conditionsInFull } }: CompiledStatement): boolean {
  return clauses.length === 0 || !conditionsInFull || conditions.some(({ key }) => saysWhoCalls(key));
}
