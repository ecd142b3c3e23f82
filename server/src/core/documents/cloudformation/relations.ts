import {
  knownString,
  type LocatedObject,
  type LocatedValue,
  listOf,
  propertyOf,
  readable,
} from '../../syntax/tree';
import type { Template } from './template';
import { Values } from './values';

/** The objects of a list, those among them that conditions choose between. */
export function objectsOf(list: LocatedValue | undefined): LocatedObject[] {
  return listOf(list).flatMap((value) => {
    if (value.kind === 'object') return [value];
    return value.kind === 'hole' && value.expression === 'Fn::If'
      ? objectsOf({ kind: 'array', span: value.span, items: listOf(value.argument).slice(1) })
      : [];
  });
}

/** Logical IDs of roles by the names that the template gives them, expressions included. */
export function rolesByName(template: Template): Map<string, string> {
  const named = new Map<string, string>();
  const values = new Values(template);
  for (const { logicalId, name } of template.roles.values()) {
    const text = values.text(name);
    if (text !== undefined) named.set(readable(text), logicalId);
  }
  return named;
}

/** The roles whose lists of managed policies refer to a policy of the template, by the policy's logical ID. */
export function rolesByPolicy({ resources }: Template): Map<string, string[]> {
  const roles = new Map<string, string[]>();
  for (const { logicalId, type } of resources)
    if (type === 'AWS::IAM::ManagedPolicy') roles.set(logicalId, []);
  for (const { logicalId, type, properties } of resources) {
    if (type !== 'AWS::IAM::Role') continue;
    for (const name of listOf(propertyOf(properties, 'ManagedPolicyArns'))) {
      if (name.kind === 'hole') roles.get(knownString(name.argument) ?? '')?.push(logicalId);
    }
  }
  return roles;
}
