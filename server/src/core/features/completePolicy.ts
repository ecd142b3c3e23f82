import type { Context } from '../context';
import type { TrustPolicySubject } from '../documents/subjects';
import type { Policy, Statement } from '../iam/policy';
import { known, type LocatedObject, type LocatedValue } from '../syntax/tree';
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
import type { Place } from './place';

/** What completion in a trust policy may look at. */
export interface PolicyPlace {
  readonly place: Place;
  readonly policy: Policy;
  /** The subject of this policy; undefined while the text has not yet the shape of a trust policy. */
  readonly subject: TrustPolicySubject | undefined;
  /** The statement around the cursor. */
  readonly statement: Statement | undefined;
  /** The innermost object or array around the cursor, where the tree has it. */
  readonly container: LocatedValue | undefined;
  readonly context: Context;
}

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

/** The keys that an object has already, except the one that is being typed. */
export function keysBeside({ container, place }: PolicyPlace): ReadonlySet<string> {
  // A block of its own may have the name that another one has.
  if (place.kind === 'value') return new Set();
  const object: LocatedObject | undefined = container?.kind === 'object' ? container : undefined;
  const others = (object?.entries ?? []).filter(
    ({ key }) => place.span.end < key.span.start || key.span.end < place.span.start,
  );
  return new Set(others.map(({ key }) => known(key.text) ?? ''));
}

/** The strings that a list has already, except the one that is being typed. */
export function valuesBeside({ container, place }: PolicyPlace): ReadonlySet<string> {
  const items = container?.kind === 'array' ? container.items : [];
  const others = items.filter(({ span }) => place.span.end < span.start || span.end < place.span.start);
  return new Set(others.map((item) => (item.kind === 'string' ? (known(item.text) ?? '') : '')));
}
