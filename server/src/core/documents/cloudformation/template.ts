import { oncePer } from '../../once';
import {
  contentSpan,
  knownString,
  type LocatedObject,
  type LocatedValue,
  listOf,
  propertyOf,
  readable,
} from '../../syntax/tree';
import type { Span } from '../../text/span';
import { generatedRole, generatesRole, inherited, type SamGlobals, samGlobals } from './sam';

/** One resource of a template. */
export interface Resource {
  readonly logicalId: string;
  /** The logical ID as it stands in the text, without quotes. */
  readonly idSpan: Span;
  /** Such as `AWS::IAM::Role`. */
  readonly type: string;
  readonly value: LocatedObject;
  readonly properties: LocatedValue | undefined;
}

/** The parts of a CloudFormation template that say something of its roles. */
export interface Template {
  readonly text: string;
  readonly root: LocatedObject;
  readonly resources: readonly Resource[];
  readonly mappings: LocatedValue | undefined;
  /** What SAM's functions share, where it is about their roles. */
  readonly globals: SamGlobals | undefined;
  /** Roles that the template creates, by logical ID: where each says its name and path. */
  readonly roles: ReadonlyMap<string, RoleDeclaration>;
  /** The partition that the template's IAM ARNs spell out, where they all spell the same one. */
  readonly partition: string | undefined;
}

export interface RoleDeclaration {
  readonly logicalId: string;
  /** The key of the resource; for a role that SAM makes, of its function. */
  readonly idSpan: Span;
  readonly name: LocatedValue | undefined;
  readonly path: LocatedValue | undefined;
  /** The resource itself, or the function. */
  readonly resource: LocatedObject;
}

const TYPE = /^\w+::\w+(?:::\w+)*$/;

/**
 * Reads a template, or returns undefined when the value does not have the shape of one.
 * @param made roles that a tool adds to the template when it is deployed
 */
export function readTemplate(
  root: LocatedValue | undefined,
  text: string,
  made: readonly RoleDeclaration[] = [],
): Template | undefined {
  const resources = resourcesIn(propertyOf(root, 'Resources'));
  if (root?.kind !== 'object' || resources.length === 0) return undefined;
  const globals = samGlobals(root);
  const roles = new Map(made.map((role) => [role.logicalId, role]));
  for (const { logicalId, idSpan, value } of resources) {
    const { role } = declared(value);
    if (role === undefined) continue;
    const id = role.generated ? generatedRole(logicalId) : logicalId;
    const path = role.path ?? (role.generated ? inherited(globals?.path, value, 'RolePath') : undefined);
    roles.set(id, { logicalId: id, idSpan, name: role.name, path, resource: value });
  }
  return {
    text,
    root,
    resources,
    mappings: propertyOf(root, 'Mappings'),
    globals,
    roles,
    partition: partitionIn(text),
  };
}

function resourcesIn(value: LocatedValue | undefined): Resource[] {
  if (value?.kind !== 'object') return [];
  const resources: Resource[] = [];
  for (const { key, value: resource } of value.entries) {
    const logicalId = readable(key.text);
    // `Fn::ForEach::Name: [variable, values, {"Id${variable}": resource}]`. The inner resources are read once.
    if (logicalId.startsWith('Fn::ForEach')) resources.push(...resourcesIn(listOf(resource)[2]));
    if (resource?.kind !== 'object') continue;
    const { type, properties } = declared(resource);
    if (type === undefined) continue;
    resources.push({ logicalId, idSpan: contentSpan(key), type, value: resource, properties });
  }
  return resources;
}

/** What a resource says of itself. Kept with it: most of a template stays as it is while it is edited. */
const declared = oncePer((resource: LocatedObject) => {
  const written = knownString(propertyOf(resource, 'Type')) ?? '';
  const type = TYPE.test(written) ? written : undefined;
  const properties = propertyOf(resource, 'Properties');
  const generated = type !== undefined && generatesRole(type, properties);
  const name = type === 'AWS::IAM::Role' ? propertyOf(properties, 'RoleName') : undefined;
  const path = propertyOf(properties, generated ? 'RolePath' : 'Path');
  const role = type === 'AWS::IAM::Role' || generated ? { generated, name, path } : undefined;
  return { type, properties, role };
});

/** UTF-16 code units in front of `:iam::` in which the partition of an ARN is looked for. */
const LONGEST = 100;

function partitionIn(text: string): string | undefined {
  const spelt = new Set<string>();
  // An expression that begins with the partition would be tried at every character.
  for (let at = text.indexOf(':iam::'); at >= 0; at = text.indexOf(':iam::', at + 1)) {
    const from = text.lastIndexOf('arn:', at);
    if (from < 0 || at - from > LONGEST || /\w/.test(text[from - 1] ?? '')) continue;
    const partition = text.slice(from + 4, at);
    if (/^(?:aws[a-z-]*|\$\{[^{}]*\})$/.test(partition)) spelt.add(partition);
  }
  const [only, ...rest] = spelt;
  return rest.length === 0 && only !== undefined && !only.startsWith('$') ? only : undefined;
}
