import { knownString, type LocatedObject, type LocatedValue, listOf, propertyOf } from '../../syntax/tree';
import type { Resource } from './template';

/**
 * Whether SAM makes a role for this resource: for a function without one of its own.
 * Source: SAM developer guide, "AWS::Serverless::Function", Role, and "Generated CloudFormation resources".
 */
export function generatesRole(type: string, properties: LocatedValue | undefined): boolean {
  return type === 'AWS::Serverless::Function' && propertyOf(properties, 'Role') === undefined;
}

/** The logical ID of the role that SAM makes for a function. */
export function generatedRole(functionId: string): string {
  return `${functionId}Role`;
}

/**
 * What the `Globals` section of a SAM template says of the roles that SAM makes for its functions. Functions take over
 * the trust policy, the path and the permissions boundary from it, but neither a role nor policies.
 * Source: SAM developer guide, "Globals section of the AWS SAM template", and the list of properties in SAM's own
 * transform (`samtranslator/plugins/globals/globals.py`).
 */
export interface SamGlobals {
  readonly trust: LocatedValue | undefined;
  readonly path: LocatedValue | undefined;
}

/** Undefined where the section says nothing of roles. */
export function samGlobals(root: LocatedValue | undefined): SamGlobals | undefined {
  const own = propertyOf(propertyOf(root, 'Globals'), 'Function');
  const trust = propertyOf(own, 'AssumeRolePolicyDocument');
  const path = propertyOf(own, 'RolePath');
  return trust === undefined && path === undefined ? undefined : { trust, path };
}

/**
 * The value of a function's property: its own, else that of the section, unless the function passes over it by its
 * attribute `IgnoreGlobals`.
 */
export function inherited(
  value: LocatedValue | undefined,
  resource: LocatedObject,
  property: string,
): LocatedValue | undefined {
  const ignored = listOf(propertyOf(resource, 'IgnoreGlobals')).map(knownString);
  return ignored.includes('*') || ignored.includes(property) ? undefined : value;
}

/** Whether SAM gives the role of a function the section's trust policy as it is. */
export function sharesTrust({ type, properties, value }: Resource, { trust }: SamGlobals): boolean {
  const property = 'AssumeRolePolicyDocument';
  return (
    generatesRole(type, properties) &&
    propertyOf(properties, property) === undefined &&
    inherited(trust, value, property) !== undefined
  );
}

/**
 * A function's own trust policy as SAM makes it of that and of the section's: lists of statements are joined, of
 * anything else the function's own counts. What the section adds is an unknown part here; it is read where it stands.
 */
export function joined(own: LocatedObject, shared: LocatedValue | undefined): LocatedObject {
  const more = propertyOf(shared, 'Statement');
  const statement = propertyOf(own, 'Statement');
  if (more === undefined || (statement !== undefined && statement.kind !== more.kind)) return own;
  if (more.kind !== 'array' && more.kind !== 'object') return own;
  const entry = own.entries.findLast((each) => each.value === statement);
  if (statement === undefined || entry === undefined) return own;
  const hole: LocatedValue = { kind: 'hole', span: statement.span, expression: 'Globals' };
  const items = [...listOf(statement), hole];
  const value: LocatedValue = { kind: 'array', span: statement.span, items };
  return { ...own, entries: own.entries.map((each) => (each === entry ? { ...each, value } : each)) };
}
