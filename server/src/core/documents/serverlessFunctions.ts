import { knownString, type LocatedValue, propertyOf, readable } from '../syntax/tree';
import type { RoleDeclaration, Template } from './cloudformation/template';
import { Values } from './cloudformation/values';
import { entriesOf, type Parts, workloadOf } from './cloudformation/workloads';
import type { WorkloadSubject } from './runningCode';
import type { Source } from './subjects';

/**
 * The functions of a service, where a variable of theirs speaks of a role or their role is written out. All of them are
 * packed from the folder of the service.
 * Source: Serverless Framework documentation, "AWS Lambda Functions" and "IAM Permissions For Functions".
 * @param template what the service adds to its stack
 * @param made the role that the framework makes for functions without one
 */
export function serverlessFunctions(
  root: LocatedValue | undefined,
  template: Template,
  made: RoleDeclaration,
  source: Source,
): WorkloadSubject[] {
  const functions = propertyOf(root, 'functions');
  if (functions?.kind !== 'object') return [];
  const provider = propertyOf(root, 'provider');
  const shared = entriesOf(propertyOf(provider, 'environment'));
  const values = new Values(template);
  return functions.entries.flatMap(({ key, value }) => {
    if (value === undefined) return [];
    const own = entriesOf(propertyOf(value, 'environment'));
    const variables = [...own, ...shared.filter(({ name }) => !own.some((each) => each.name === name))];
    const role = propertyOf(value, 'role') ?? roleOfAll(provider);
    if (!variables.some(({ name }) => /role/i.test(name)) && !isArn(role)) return [];
    const entry = /^([\w./-]+)\.\w+$/.exec(knownString(propertyOf(value, 'handler')) ?? '')?.[1];
    const parts: Parts = {
      service: 'Lambda',
      role,
      declared: role === undefined ? made : template.roles.get(knownString(role) ?? ''),
      variables,
      code: './',
      ...(entry === undefined ? {} : { entry: entry.replace(/^\.\//, '') }),
    };
    const place = { name: readable(key.text), span: key.span, body: value.span };
    return workloadOf(place, parts, template, source, values) ?? [];
  });
}

/** The role that all functions have; where it is an object, it describes the one that the framework makes. */
function roleOfAll(provider: LocatedValue | undefined): LocatedValue | undefined {
  const role = propertyOf(propertyOf(provider, 'iam'), 'role') ?? propertyOf(provider, 'role');
  return role?.kind === 'object' ? undefined : role;
}

function isArn(value: LocatedValue | undefined): boolean {
  return knownString(value)?.startsWith('arn:') === true;
}
