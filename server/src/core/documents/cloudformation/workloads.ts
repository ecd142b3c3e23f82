import { comparable } from '../../iam/value';
import { knownString, type LocatedValue, listOf, propertyOf, readable } from '../../syntax/tree';
import { folderOf, resolvedUri } from '../../text/uri';
import { ownCallsIn } from '../calls/ownCalls';
import type { RoleVariable, WorkloadSubject } from '../runningCode';
import type { Source } from '../subjects';
import { objectsOf } from './relations';
import { generatedRole, generatesRole, inherited } from './sam';
import type { Resource, RoleDeclaration, Template } from './template';
import { Values } from './values';

/** What a template holds that lets something run, told without reading it. */
export const RUNS =
  /\bAWS::(?:Lambda::Function|Serverless::Function|ECS::TaskDefinition|EC2::(?:Instance|LaunchTemplate)|CodeBuild::Project)\b/;

/**
 * What a template lets run with a role: functions, tasks, instances and builds, where they get a variable whose name
 * speaks of a role, where their scripts call, or where the role is written out. All others have no part in anything.
 * Source: CloudFormation User Guide, resource type reference (roles, environments and user data of each type).
 */
export function workloadsIn(template: Template, source: Source): WorkloadSubject[] {
  let values: Values | undefined;
  return template.resources.flatMap((resource) => {
    const read = Object.hasOwn(READERS, resource.type) ? READERS[resource.type] : undefined;
    const parts = read?.(resource, template);
    if (parts === undefined || !isWorthReading(parts)) return [];
    values ??= new Values(template);
    const { logicalId: name, idSpan: span, value } = resource;
    return workloadOf({ name, span, body: value.span }, parts, template, source, values) ?? [];
  });
}

/** Most have no part in anything. */
function isWorthReading({ variables, scripts = [], role }: Parts): boolean {
  if (variables.some(speaksOfRole) || scripts.some(mayCall)) return true;
  return knownString(role)?.startsWith('arn:') === true;
}

function speaksOfRole({ name }: { readonly name: string }): boolean {
  return /role/i.test(name);
}

/** @param place what the workload is called, and where it stands */
export function workloadOf(
  place: Pick<WorkloadSubject, 'name' | 'span' | 'body'>,
  { declared, role: named, variables, scripts = [], service, code, entry }: Parts,
  template: Template,
  source: Source,
  values: Values,
): WorkloadSubject | undefined {
  const role = declared ? readable(values.roleArn(declared, place.span)) : textOf(named, values);
  if (role === undefined) return undefined;
  const folder = code === undefined ? undefined : resolvedUri(folderOf(source.uri), code);
  return {
    kind: 'workload',
    source,
    ...place,
    service,
    role,
    roleSpan: named?.span ?? place.span,
    variables: variables.filter(speaksOfRole).map(({ name, value }): RoleVariable => {
      return { name, span: value.span, own: textOf(value, values) === role };
    }),
    calls: scripts.filter(mayCall).flatMap((script) => ownCallsIn(values.text(script), role, template.text)),
    ...(folder === undefined ? {} : { code: folder }),
    ...(folder === undefined || entry === undefined ? {} : { entry: folder + entry }),
  };
}

/** What a document says of a workload. */
export interface Parts {
  readonly service: WorkloadSubject['service'];
  readonly role: LocatedValue | undefined;
  /** Its role, where it is one of the template's that is not named by its ARN. */
  readonly declared?: RoleDeclaration | undefined;
  readonly variables: readonly { readonly name: string; readonly value: LocatedValue }[];
  /** Texts that are run, or that write files, with the role. */
  readonly scripts?: readonly LocatedValue[];
  /** The folder of the code relative to the template, ending in a slash. */
  readonly code?: string;
  /** The file called first, relative to that folder and without its ending. */
  readonly entry?: string;
}

type PartsReader = (resource: Resource, template: Template) => Parts | undefined;

const READERS: Readonly<Record<string, PartsReader>> = {
  'AWS::Lambda::Function': ({ properties }) => ({
    service: 'Lambda',
    role: propertyOf(properties, 'Role'),
    variables: entriesOf(propertyOf(propertyOf(properties, 'Environment'), 'Variables')),
    ...codeOf(propertyOf(properties, 'Code'), propertyOf(properties, 'Handler')),
  }),
  'AWS::Serverless::Function': samFunction,
  'AWS::ECS::TaskDefinition': ({ properties }) => ({
    service: 'ECS',
    role: propertyOf(properties, 'TaskRoleArn'),
    variables: objectsOf(propertyOf(properties, 'ContainerDefinitions')).flatMap((each) =>
      pairsOf(propertyOf(each, 'Environment')),
    ),
  }),
  'AWS::EC2::Instance': ({ properties }, template) => ({
    service: 'EC2',
    ...ofProfile(propertyOf(properties, 'IamInstanceProfile'), template),
    variables: [],
    scripts: scriptsIn(propertyOf(properties, 'UserData')),
  }),
  'AWS::EC2::LaunchTemplate': ({ properties }, template) => {
    const data = propertyOf(properties, 'LaunchTemplateData');
    const profile = propertyOf(data, 'IamInstanceProfile');
    return {
      service: 'EC2',
      ...ofProfile(propertyOf(profile, 'Arn') ?? propertyOf(profile, 'Name'), template),
      variables: [],
      scripts: scriptsIn(propertyOf(data, 'UserData')),
    };
  },
  'AWS::CodeBuild::Project': ({ properties }) => ({
    service: 'CodeBuild',
    role: propertyOf(properties, 'ServiceRole'),
    variables: pairsOf(propertyOf(propertyOf(properties, 'Environment'), 'EnvironmentVariables')),
    scripts: scriptsIn(propertyOf(propertyOf(properties, 'Source'), 'BuildSpec')),
  }),
};

/**
 * A function of SAM takes what it does not say itself from `Globals`, but never its role. Source: SAM developer guide,
 * "Globals section of the AWS SAM template" (and there, "IgnoreGlobals").
 */
function samFunction(resource: Resource, template: Template): Parts {
  const { properties, type, logicalId, value } = resource;
  const globals = propertyOf(propertyOf(template.root, 'Globals'), 'Function');
  const shared = (key: string) => inherited(propertyOf(globals, key), value, key);
  const own = (key: string) => propertyOf(properties, key) ?? shared(key);
  const role = propertyOf(properties, 'Role');
  const made = generatesRole(type, properties);
  const declared = made ? template.roles.get(generatedRole(logicalId)) : undefined;
  const variables = [propertyOf(properties, 'Environment'), shared('Environment')].flatMap((each) =>
    entriesOf(propertyOf(each, 'Variables')),
  );
  const context = knownString(propertyOf(propertyOf(value, 'Metadata'), 'DockerContext'));
  const inline = propertyOf(properties, 'InlineCode') !== undefined;
  return {
    service: 'Lambda',
    role,
    declared,
    variables: variables.filter(({ name }, i) => variables.findIndex((each) => each.name === name) === i),
    ...(inline
      ? {}
      : context === undefined
        ? codeOf(own('CodeUri'), own('Handler'))
        : { code: asFolder(context) }),
  };
}

/** Where the code of a function lies, where that is a folder of the project. */
function codeOf(
  code: LocatedValue | undefined,
  handler: LocatedValue | undefined,
): Pick<Parts, 'code' | 'entry'> {
  const path = knownString(code);
  if (path === undefined || /^[a-z][\w+.-]*:/i.test(path) || /\.(?:zip|jar)$/i.test(path)) return {};
  const entry = /^([\w./-]+)\.\w+$/.exec(knownString(handler) ?? '')?.[1];
  return { code: asFolder(path), ...(entry === undefined ? {} : { entry }) };
}

function asFolder(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

/** The role of an instance profile that the template creates: such a profile has one role, given by its name. */
function ofProfile(named: LocatedValue | undefined, template: Template): Pick<Parts, 'role' | 'declared'> {
  const id = referred(named)?.replace(/\.Arn$/, '');
  const written = knownString(named);
  const profile = template.resources.find(
    ({ logicalId, type, properties }) =>
      type === 'AWS::IAM::InstanceProfile' &&
      (logicalId === id ||
        (written !== undefined && knownString(propertyOf(properties, 'InstanceProfileName')) === written)),
  );
  const [role] = listOf(propertyOf(profile?.properties, 'Roles'));
  const name = knownString(role);
  const declared =
    template.roles.get(referred(role) ?? '') ??
    [...template.roles.values()].find((each) => name !== undefined && knownString(each.name) === name);
  return { role: declared && role, declared };
}

/** What `Ref` or `Fn::GetAtt` names. */
function referred(value: LocatedValue | undefined): string | undefined {
  return value?.kind === 'hole' ? knownString(listOf(value.argument)[0]) : undefined;
}

function scriptsIn(value: LocatedValue | undefined): LocatedValue[] {
  const inner = value?.kind === 'hole' && value.expression === 'Fn::Base64' ? value.argument : value;
  return inner === undefined ? [] : [inner];
}

/** Whether a script says anything of roles at all; most do not. */
function mayCall(script: LocatedValue): boolean {
  const waiting: LocatedValue[] = [script];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value.kind === 'string' && /--role-arn|role_arn/.test(readable(value.text))) return true;
    if (value.kind === 'array') waiting.push(...value.items);
    if (value.kind === 'hole' && value.argument !== undefined) waiting.push(value.argument);
  }
  return false;
}

export function entriesOf(value: LocatedValue | undefined): { name: string; value: LocatedValue }[] {
  if (value?.kind !== 'object') return [];
  return value.entries.flatMap((entry) =>
    entry.value === undefined ? [] : [{ name: readable(entry.key.text), value: entry.value }],
  );
}

function pairsOf(list: LocatedValue | undefined): { name: string; value: LocatedValue }[] {
  return objectsOf(list).flatMap((each) => {
    const [name, value] = [knownString(propertyOf(each, 'Name')), propertyOf(each, 'Value')];
    return name === undefined || value === undefined ? [] : [{ name, value }];
  });
}

/** A role as text that can be compared within a template. */
function textOf(value: LocatedValue | undefined, values: Values): string | undefined {
  const text = values.text(value);
  if (text === undefined || text.pieces.length === 0) return undefined;
  const same = text.pieces.every((piece) => piece.kind === 'literal' || comparable(piece.expression));
  return same ? readable(text) : undefined;
}
