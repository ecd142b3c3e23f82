import { knownString, type LocatedObject, type LocatedValue, listOf, propertyOf } from '../syntax/tree';

/** What a policy document is for, as far as its shape tells. */
export type PolicyUse = 'trust' | 'identity' | 'other';

/**
 * Tells the use of a policy document by its shape. A trust policy names principals and only actions of STS, and no
 * resource: the role itself is the resource. Policies that name principals *and* resources for everyone are VPC
 * endpoint policies or resource control policies. Sources: IAM User Guide, "IAM JSON policy elements: Principal";
 * VPC guide, "Control access to VPC endpoints using endpoint policies".
 */
export function policyUse(value: LocatedObject): PolicyUse {
  const statements = listOf(propertyOf(value, 'Statement')).filter((item) => item.kind === 'object');
  if (statements.length === 0) return 'other';
  const naming = statements.filter((s) => has(s, 'Principal') || has(s, 'NotPrincipal'));
  if (naming.length === 0) {
    if (statements.some((s) => has(s, 'Resource') || has(s, 'NotResource'))) return 'identity';
    // Nobody is named yet, and what is allowed is assuming a role: a trust policy being typed.
    return statements.every(assumesRoles) ? 'trust' : 'other';
  }
  return naming.some(trustShaped) && !naming.some(otherService) ? 'trust' : 'other';
}

function has(statement: LocatedObject, key: string): boolean {
  return propertyOf(statement, key) !== undefined;
}

function trustShaped(statement: LocatedObject): boolean {
  const actions = actionsOf(statement);
  const sts = actions.filter((action) => /^(?:sts:.*|\*)$/i.test(action));
  if (!has(statement, 'Resource') && !has(statement, 'NotResource')) {
    // Without a resource one action of STS among others will do: the others are what is wrong with it.
    return sts.length > 0 || actions.length === 0;
  }
  return (
    sts.length === actions.length && actions.length > 0 && !forEveryone(propertyOf(statement, 'Principal'))
  );
}

function assumesRoles(statement: LocatedObject): boolean {
  const actions = actionsOf(statement);
  return actions.length > 0 && actions.every((action) => /^sts:AssumeRole/i.test(action));
}

/** Whether the statement speaks of a service other than STS, as bucket and key policies do. */
function otherService(statement: LocatedObject): boolean {
  const actions = actionsOf(statement);
  return actions.length > 0 && has(statement, 'Resource') && !actions.some((action) => /^sts:/i.test(action));
}

function actionsOf(statement: LocatedObject): string[] {
  const values = [...listOf(propertyOf(statement, 'Action')), ...listOf(propertyOf(statement, 'NotAction'))];
  return values.map(knownString).filter((action) => action !== undefined);
}

function forEveryone(principal: LocatedValue | undefined): boolean {
  return knownString(principal) === '*' || knownString(propertyOf(principal, 'AWS')) === '*';
}
