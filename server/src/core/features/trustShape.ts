import { policyUse } from '../documents/policyShape';
import {
  known,
  knownString,
  type LocatedObject,
  type LocatedValue,
  listOf,
  propertyOf,
} from '../syntax/tree';

/** Whether a key or an option holds a role's trust policy, whatever tool it is of. */
export function namesTrust(name: string | number | undefined): boolean {
  return typeof name === 'string' && /^(?:--?)?assume[-_]?role[-_]?policy(?:[-_]?document)?$/i.test(name);
}

/** Whether a key or an option holds a policy that is no trust policy, unless it looks like one. */
export function isPermissions(name: string | number | undefined): boolean {
  return typeof name === 'string' && /^(?:--?)?(?:inline[-_]?)?policy(?:[-_]?document)?$/i.test(name);
}

/** Whether the name of a file or of a part of one says that it holds a trust policy. */
export function namedAsTrust(name: string): boolean {
  return /(?:trust|assume[-_]?role)[^/]*$/i.test(name);
}

/**
 * Whether a policy is no permissions policy and no resource's policy, as far as it says anything yet.
 * @param name of what holds it
 */
export function mayBeTrust(object: LocatedObject, name: string): boolean {
  const use = policyUse(object);
  if (use !== 'other') return use === 'trust';
  const statements = listOf(propertyOf(object, 'Statement'));
  const settled = statements.some(
    (each) =>
      each.kind === 'object' && each.entries.some(({ key }) => /Resource$/.test(known(key.text) ?? '')),
  );
  if (settled) return false;
  return !statements.some(namesOtherAction) || namedAsTrust(name);
}

function namesOtherAction(statement: LocatedValue): boolean {
  return listOf(propertyOf(statement, 'Action')).some((value) =>
    /^(?!sts:)[\w-]+:/i.test(knownString(value) ?? ''),
  );
}
