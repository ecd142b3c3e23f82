import type { TrustAction } from './actions';
import { compilePolicy } from './compiled';
import type { Policy, Statement } from './policy';
import { allowedIn } from './trusted';

/** A statement that lets a service assume the role, and the actions the service needs beside that. */
export interface MissingCompanions {
  readonly statement: Statement;
  readonly missing: readonly TrustAction[];
}

/**
 * Actions that a service calls together with sts:AssumeRole and that no Allow statement for it allows.
 * @param service a service principal, such as `pods.eks.amazonaws.com`
 * @returns the first statement that allows it sts:AssumeRole with what is missing; undefined when nothing is, or when
 * the file does not say
 */
export function missingCompanions(
  policy: Policy,
  service: string,
  companions: readonly TrustAction[],
): MissingCompanions | undefined {
  const naming = new Set(
    allowedIn(policy)
      .filter(({ principal }) => principal.kind === 'service' && principal.value === service)
      .map(({ statement }) => statement),
  );
  if (naming.size === 0) return undefined;
  const statements = compilePolicy(policy).statements.filter((each) => naming.has(each.statement));
  const assuming = statements.find((each) => each.names('sts:AssumeRole') === 'yes');
  const missing = companions.filter((action) => statements.every((each) => each.names(action) === 'no'));
  return assuming === undefined || missing.length === 0
    ? undefined
    : { statement: assuming.statement, missing };
}
