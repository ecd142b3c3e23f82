import { type CallerLimit, callerLimit, saysWhoCalls } from './callerLimits';
import { compilePolicy } from './compiled';
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
  for (const trusted of allowedIn(policy)) {
    if (trusted.principal.kind !== 'everyone' || trusted.group.type !== 'AWS') continue;
    const { statements } = compilePolicy(policy);
    const compiled = statements.find((each) => each.statement === trusted.statement);
    if (compiled?.names('sts:AssumeRole') !== 'yes') continue;
    const denies = statements.some(
      (each) =>
        each.effect !== 'Allow' &&
        each.effect !== undefined &&
        each.names('sts:AssumeRole') !== 'no' &&
        (each.clauses.length === 0 || each.statement.conditions.some(({ key }) => saysWhoCalls(key))) &&
        (each.notPrincipal ||
          each.principals.some(
            ({ principal }) => principal.kind === 'everyone' || principal.kind === 'unknown',
          )),
    );
    const limit = callerLimit(trusted.statement);
    found.push({ trusted, limit: denies && limit !== 'limited' ? 'unknown' : limit });
  }
  return found;
}
