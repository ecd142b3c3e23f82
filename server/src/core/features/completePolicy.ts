import { completeActions } from './completeActions';
import { completeConditionKeys, completeOperators } from './completeConditions';
import { completeConditionValues } from './completeConditionValues';
import {
  effectValues,
  policyElements,
  principalTypes,
  principalValues,
  statementElements,
  statementValues,
  versionValues,
} from './completeElements';
import { completePrincipals } from './completePrincipals';
import type { CompletionItem } from './completionItem';
import type { PolicyPlace } from './policyPlace';

/**
 * The items at a place of a trust policy.
 * @param path what leads from the policy to the place: keys, and indices of lists
 */
export function completePolicy(path: readonly (string | number)[], at: PolicyPlace): CompletionItem[] {
  const [element, ...rest] = path;
  const key = at.place.kind === 'key';
  if (element === undefined) return key ? policyElements(at) : [];
  if (element === 'Version') return key || rest.length > 0 ? [] : versionValues(at);
  if (element !== 'Statement') return [];
  const [index, ...inside] = rest;
  const within = typeof index === 'number' ? inside : rest;
  return within.length === 0 ? (key ? statementElements(at) : statementValues(at)) : inStatement(within, at);
}

function inStatement([element, ...rest]: readonly (string | number)[], at: PolicyPlace): CompletionItem[] {
  const key = at.place.kind === 'key';
  // A value may stand alone or in a list.
  const alone = !key && (rest.length === 0 || (rest.length === 1 && typeof rest[0] === 'number'));
  switch (element) {
    case 'Effect':
      return !key && rest.length === 0 ? effectValues(at) : [];
    case 'Principal':
    case 'NotPrincipal':
      return inPrincipal(rest, at);
    case 'Action':
    case 'NotAction':
      return alone ? completeActions(at) : [];
    case 'Condition':
      return inCondition(rest, at);
    default:
      return [];
  }
}

function inPrincipal([type, ...rest]: readonly (string | number)[], at: PolicyPlace): CompletionItem[] {
  if (at.place.kind === 'key') return type === undefined ? principalTypes(at) : [];
  if (type === undefined) return principalValues(at);
  return typeof type === 'string' && rest.length <= 1 ? completePrincipals(type, at) : [];
}

function inCondition(
  [operator, name, ...rest]: readonly (string | number)[],
  at: PolicyPlace,
): CompletionItem[] {
  if (at.place.kind === 'key') {
    if (operator === undefined) return completeOperators(at);
    return name === undefined && typeof operator === 'string' ? completeConditionKeys(operator, at) : [];
  }
  if (typeof operator !== 'string' || typeof name !== 'string' || rest.length > 1) return [];
  return completeConditionValues(operator, name, at);
}
