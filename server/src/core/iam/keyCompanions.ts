import type { TrustAction } from './actions';
import { ASSUMING_ACTIONS } from './actions';
import { compilePolicy } from './compiled';
import type { Policy } from './policy';
import { clausesOf, type KnownClause, needsKey } from './readClauses';

/**
 * Conditions of Allow statements that only a request with session tags, a source identity or a context can meet,
 * where no statement allows the action that such a request needs beside the assuming one.
 * Source: Service Authorization Reference, AWS STS; IAM User Guide, "Pass session tags in AWS STS".
 * @param action the companion, such as `sts:TagSession`
 * @param keys the keys, in lower case, that only requests for it carry
 * @returns nothing when a statement is not known, since it may allow the action
 */
export function clausesWithoutCompanion(policy: Policy, action: TrustAction, keys: RegExp): KnownClause[] {
  const needing = clausesOf(policy).filter(
    (known) => known.statement.effect === 'Allow' && keys.test(known.lower) && needsKey(known),
  );
  if (needing.length === 0 || policy.unknownStatements.length > 0) return [];
  const { statements } = compilePolicy(policy);
  if (statements.some((each) => each.effect !== 'Deny' && each.names(action) !== 'no')) return [];
  return needing.filter(({ statement }) => {
    const compiled = statements.find((each) => each.statement === statement);
    return ASSUMING_ACTIONS.some((assuming) => compiled?.names(assuming) === 'yes');
  });
}
