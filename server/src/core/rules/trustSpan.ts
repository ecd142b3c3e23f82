import type { Policy } from '../iam/policy';
import type { Span } from '../text/span';

/**
 * The text to mark when a finding is about whom a trust policy trusts: the `Principal` key of the first statement
 * that allows, else the first statement's, else the policy's opening brace.
 */
export function trustSpan(policy: Policy): Span {
  const allowing = policy.statements.find((statement) => statement.effect === 'Allow' && statement.principal);
  const statement = allowing ?? policy.statements[0];
  const start = policy.value.span.start;
  return statement?.principal?.entry.key.span ?? statement?.effectValue?.span ?? { start, end: start + 1 };
}
