import { comparable } from '../../iam/value';
import { hclHole } from '../../syntax/hcl/tree';
import { plainTextEdits } from '../../syntax/plainText';
import { knownString, type LocatedValue, listOf, propertyOf, readable } from '../../syntax/tree';
import { ownCallsIn } from '../calls/ownCalls';
import type { RoleVariable, WorkloadSubject } from '../runningCode';
import { type Arguments, inBlock, inObject } from './arguments';
import { argumentOf, type ModuleFile, type Resource, type TerraformModule } from './module';
import { namedFile } from './namedFiles';
import { addressIn } from './references';
import { Values } from './values';

/** What a module holds that lets something run, told without reading it. */
export const RUNS =
  /\baws_(?:lambda_function|ecs_task_definition|instance|launch_template|codebuild_project)\b/;

interface NamedValue {
  readonly name: string;
  readonly value: LocatedValue;
}

/** What a resource says of a workload. */
interface Parts {
  readonly service: WorkloadSubject['service'];
  readonly role: LocatedValue | undefined;
  readonly variables?: readonly NamedValue[];
  /** Text that is run, or that writes files, with the role. */
  readonly script?: LocatedValue | undefined;
  /** A URI without escapes: the folder of the code, ending in a slash, or its one file. */
  readonly code?: string | undefined;
  readonly entry?: string | undefined;
}

/**
 * What a module lets run with a role, as in templates: where it gets a variable whose name speaks of a role, where its
 * script calls, or where the role is written out.
 * Source: Terraform Registry, AWS provider, the resources of each type.
 */
export function* workloadsIn(module: TerraformModule): Generator<WorkloadSubject> {
  for (const resource of module.resources) {
    const parts = Object.hasOwn(READERS, resource.type)
      ? READERS[resource.type]?.(resource, module)
      : undefined;
    if (parts?.role === undefined) continue;
    const { file, block } = resource;
    const named = (parts.variables ?? []).filter(({ name }) => /role/i.test(name));
    const script = mayCall(parts.script) ? parts.script : undefined;
    const literal = knownString(parts.role)?.startsWith('arn:') === true;
    if (named.length === 0 && script === undefined && !literal) continue;
    const values = new Values(module, file);
    const role = textOf(parts.role, values);
    if (role === undefined) continue;
    const { service, code, entry } = parts;
    yield {
      kind: 'workload',
      source: { uri: file.uri, edits: plainTextEdits },
      span: block.header,
      name: resource.address,
      service,
      role,
      roleSpan: parts.role.span,
      variables: named.map(({ name, value }): RoleVariable => {
        return { name, span: value.span, own: textOf(value, values) === role };
      }),
      calls: script === undefined ? [] : ownCallsIn(values.text(script), role, file.hcl.text),
      ...(code === undefined ? {} : { code }),
      ...(code === undefined || entry === undefined ? {} : { entry: code + entry }),
      body: block.span,
    };
  }
}

type PartsReader = (resource: Resource, module: TerraformModule) => Parts;

const READERS: Readonly<Record<string, PartsReader>> = {
  aws_lambda_function: (resource, module) => ({
    service: 'Lambda',
    role: argumentOf(resource, 'role'),
    variables: inBlock(resource.block)
      .within('environment')
      .flatMap((each) => entriesOf(each.value('variables'), resource, module)),
    ...codeOf(resource, module),
  }),
  aws_ecs_task_definition: (resource, module) => ({
    service: 'ECS',
    role: argumentOf(resource, 'task_role_arn'),
    variables: containersOf(argumentOf(resource, 'container_definitions'), resource, module).flatMap((each) =>
      pairsOf(propertyOf(each, 'environment')),
    ),
  }),
  aws_instance: (resource, module) => ({
    service: 'EC2',
    role: roleOfProfile(argumentOf(resource, 'iam_instance_profile'), resource.file, module),
    script: argumentOf(resource, 'user_data'),
  }),
  aws_launch_template: (resource, module) => {
    const [profile] = inBlock(resource.block).within('iam_instance_profile');
    const named = profile?.value('name') ?? profile?.value('arn');
    const data = hclHole(argumentOf(resource, 'user_data'));
    return {
      service: 'EC2',
      role: roleOfProfile(named, resource.file, module),
      script: data?.name === 'base64encode' ? data.parts[0] : undefined,
    };
  },
  aws_codebuild_project: ({ block }) => {
    const own = inBlock(block);
    const variables = own.within('environment').flatMap((each) => each.within('environment_variable'));
    return {
      service: 'CodeBuild',
      role: own.value('service_role'),
      variables: variables.flatMap(namedValue),
      script: own.within('source')[0]?.value('buildspec'),
    };
  },
};

function namedValue(each: Arguments): NamedValue[] {
  const [name, value] = [knownString(each.value('name')), each.value('value')];
  return name === undefined || value === undefined ? [] : [{ name, value }];
}

/** The entries of a map; of `merge(…)` those that are written out, the last of a name. */
function entriesOf(
  value: LocatedValue | undefined,
  { file }: Resource,
  module: TerraformModule,
): readonly NamedValue[] {
  const call = hclHole(value);
  const maps = call?.name === 'merge' ? call.parts : value === undefined ? [] : [value];
  const found = new Map<string, NamedValue>();
  for (const map of maps) {
    const resolved = map.kind === 'object' ? map : new Values(module, file).resolve(map);
    // What is not known may set any of them anew.
    if (resolved.kind !== 'object') found.clear();
    else
      for (const entry of resolved.entries) {
        const name = readable(entry.key.text);
        if (entry.value !== undefined) found.set(name, { name, value: entry.value });
      }
  }
  return [...found.values()];
}

function pairsOf(list: LocatedValue | undefined): NamedValue[] {
  return listOf(list).flatMap((each) => (each.kind === 'object' ? namedValue(inObject(each)) : []));
}

/** The objects in `jsonencode([…])`. */
function containersOf(
  value: LocatedValue | undefined,
  { file }: Resource,
  module: TerraformModule,
): readonly LocatedValue[] {
  const call = hclHole(value);
  const [list] = call?.name === 'jsonencode' ? call.parts : [];
  if (list === undefined) return [];
  return listOf(list.kind === 'array' ? list : new Values(module, file).resolve(list));
}

/** The ARN of the role of an instance profile of the module, as an expression where the role is named. */
function roleOfProfile(
  named: LocatedValue | undefined,
  file: ModuleFile,
  module: TerraformModule,
): LocatedValue | undefined {
  const address = addressIn(named, 'aws_iam_instance_profile');
  const profile = address === undefined ? undefined : module.resource(address, file);
  const role = profile && argumentOf(profile, 'role');
  const of = addressIn(role, 'aws_iam_role');
  const found = of === undefined || profile === undefined ? undefined : module.resource(of, profile.file);
  if (found === undefined || named === undefined) return undefined;
  const { span } = named;
  return { kind: 'string', span, text: new Values(module, file).roleArn(found, span) };
}

/** The folder that `data "archive_file"` packs for a function. Source: Terraform Registry, archive provider. */
function codeOf(resource: Resource, module: TerraformModule): Pick<Parts, 'code' | 'entry'> {
  const address = archiveIn(argumentOf(resource, 'filename'));
  const archive = address === undefined ? undefined : module.dataSource(address, resource.file);
  if (archive === undefined) return {};
  const whole = pathIn(argumentOf(archive, 'source_dir'), archive.file);
  const single = pathIn(argumentOf(archive, 'source_file'), archive.file);
  const handler = /^([\w./-]+)\.\w+$/.exec(knownString(argumentOf(resource, 'handler')) ?? '')?.[1];
  if (whole !== undefined) return { code: `${whole}/`, entry: handler };
  return single === undefined ? {} : { code: single };
}

/** `archive_file.NAME` of an expression such as `data.archive_file.NAME.output_path`. */
function archiveIn(value: LocatedValue | undefined): string | undefined {
  const expression = hclHole(value);
  const [first, type, name] = expression?.form === 'traversal' ? expression.path : [];
  return first === 'data' && type === 'archive_file' && name !== undefined ? `${type}.${name}` : undefined;
}

function pathIn(value: LocatedValue | undefined, file: ModuleFile): string | undefined {
  return value?.kind === 'string' ? namedFile(readable(value.text), file.uri) : undefined;
}

function mayCall(value: LocatedValue | undefined): boolean {
  return value?.kind === 'string' && /--role-arn|role_arn/.test(readable(value.text));
}

/** A role as text that can be compared within a module. */
function textOf(value: LocatedValue, values: Values): string | undefined {
  const text = values.text(value);
  if (text === undefined || text.pieces.length === 0) return undefined;
  const same = text.pieces.every((piece) => piece.kind === 'literal' || comparable(piece.expression));
  return same ? readable(text) : undefined;
}
