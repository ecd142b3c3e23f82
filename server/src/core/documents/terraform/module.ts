import { oncePer } from '../../once';
import { parseHcl } from '../../syntax/hcl';
import { parseHclJson } from '../../syntax/hcl/fromJson';
import { attributeOf, type HclBlock, type HclFile } from '../../syntax/hcl/tree';
import type { LocatedValue } from '../../syntax/tree';
import { decoded } from '../../text/uri';
import type { Folder } from '../kind';
import { roleOfModule } from './iamModules';
import { isModuleFile, isTerraformJson } from './namedFiles';

/** One file of a module. */
export interface ModuleFile {
  readonly uri: string;
  readonly hcl: HclFile;
}

/** A resource or data source of a module, or the role that a module which it calls makes of its arguments. */
export interface Resource {
  /** Such as `aws_iam_role.app`, or `module.app`. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly block: HclBlock;
  readonly file: ModuleFile;
}

/** A value with the file that it stands in. */
export interface Placed {
  readonly value: LocatedValue;
  readonly file: ModuleFile;
}

/** The files of a folder, which Terraform reads as one configuration. */
export interface TerraformModule {
  readonly files: readonly ModuleFile[];
  readonly resources: readonly Resource[];
  readonly data: readonly Resource[];
  /** Finds what an expression in a file names. */
  readonly resource: Lookup<Resource>;
  readonly dataSource: Lookup<Resource>;
  readonly local: Lookup<Placed>;
  /** The default of a variable: what it is worth where nobody says otherwise. */
  readonly variable: Lookup<Placed>;
  /** Files that are no configurations, which these may read: by their URIs without escapes. */
  readonly others: ReadonlyMap<string, Folder['files'][number]>;
  /** Part of a file could not be read, or is out of sight: what is not found may be there. */
  readonly incomplete: boolean;
  /** The expression for the account that the module is deployed in, or undefined where the module has none. */
  readonly account: string | undefined;
  /** The name of a data source for the account that nothing declares yet: what writes `account` declares it too. */
  readonly undeclared?: string;
  /** The partition of the module's ARNs: as they all spell it, or an expression for it. */
  readonly partition: { readonly literal: string } | { readonly expression: string };
}

/**
 * What a name stands for in a file: what the file itself declares, or else the one declaration beside it. Terraform
 * refuses a second declaration, so a folder that has some is more than one module.
 */
export type Lookup<T> = (name: string, file: ModuleFile) => T | undefined;

/** Files that an edit elsewhere leaves as they are come again as the same objects. */
const parsed = oncePer(
  ({ uri, text }: Folder['files'][number]): ModuleFile => ({
    uri,
    hcl: isTerraformJson(uri) ? parseHclJson(text) : parseHcl(text),
  }),
);

/**
 * Reads the files of a folder as one module. Which file says what does not matter to Terraform.
 * @param own the file that is being edited, read already
 * @param alone the files beside it are out of sight, and what is not found may be there
 */
export function readModule({ files: given }: Folder, own?: ModuleFile, alone = false): TerraformModule {
  const others = given.filter(({ uri }) => uri !== own?.uri && !isModuleFile(uri) && given.length > 1);
  const files = given
    .filter((file) => !others.includes(file))
    .map((file) => (file.uri === own?.uri ? own : parsed(file)));
  const resources: Resource[] = [];
  const data: Resource[] = [];
  const locals: (Placed & { readonly name: string })[] = [];
  const variables: (Placed & { readonly name: string })[] = [];
  for (const file of files) {
    for (const item of file.hcl.items) {
      if (item.kind === 'attribute') continue;
      const [type, name] = item.labels;
      if (item.type === 'locals') {
        for (const each of item.items) {
          if (each.kind === 'attribute') locals.push({ name: each.name, value: each.value, file });
        }
      } else if (item.type === 'module' && type !== undefined) {
        const { role } = roleOfModule(item);
        const address = `module.${type}`;
        if (role !== undefined)
          resources.push({ address, type: 'aws_iam_role', name: type, block: role, file });
      } else if (item.type === 'variable' && type !== undefined) {
        const value = attributeOf(item, 'default')?.value;
        if (value !== undefined) variables.push({ name: type, value, file });
      } else if (type !== undefined && name !== undefined) {
        const kept = item.type === 'resource' ? resources : item.type === 'data' ? data : undefined;
        kept?.push({ address: `${type}.${name}`, type, name, block: item, file });
      }
    }
  }
  const texts = files.map(({ hcl }) => hcl.text);
  const incomplete = alone || files.some(({ hcl }) => hcl.broken.length > 0);
  const account = accountOf(data, texts);
  const undeclared = account !== undefined || incomplete ? undefined : nameFor(data);
  return {
    files,
    resources,
    data,
    resource: lookup(resources, ({ address }) => address),
    dataSource: lookup(data, ({ address }) => address),
    local: lookup(locals, ({ name }) => name),
    variable: lookup(variables, ({ name }) => name),
    others: new Map(others.map((file) => [decoded(file.uri), file])),
    incomplete,
    account: account ?? (undeclared && accountBy(undeclared)),
    ...(undeclared && { undeclared }),
    partition: partitionOf(data, texts),
  };
}

function lookup<T extends { readonly file: ModuleFile }>(
  all: readonly T[],
  nameOf: (each: T) => string,
): Lookup<T> {
  const byName = new Map<string, T[]>();
  for (const each of all) {
    const known = byName.get(nameOf(each));
    if (known === undefined) byName.set(nameOf(each), [each]);
    else known.push(each);
  }
  return (name, file) => {
    const found = byName.get(name);
    if (found === undefined || found.length === 1) return found?.[0];
    const here = found.filter((each) => each.file === file);
    return here.length === 1 ? here[0] : undefined;
  };
}

/** The expression for the account that a resource is made in, by its provider; undefined where the module has none. */
export function accountOfResource(module: TerraformModule, resource: Resource): string | undefined {
  const provider = providerOf(resource);
  if (provider === undefined) return module.account;
  const asked = module.data.find(
    (each) => each.type === 'aws_caller_identity' && providerOf(each) === provider,
  );
  return asked && accountBy(asked.name);
}

function providerOf(resource: Resource): string | undefined {
  const span = argumentOf(resource, 'provider')?.span;
  return span && resource.file.hcl.text.slice(span.start, span.end);
}

/** All that what is read in one block of a module may depend on in others: equal for equal readings. */
export function surroundings(module: TerraformModule): string {
  const { files, resources, data, account, partition } = module;
  const parts: unknown[] = [account, partition];
  for (const { uri, hcl } of files) {
    parts.push(uri);
    for (const item of hcl.items) {
      if (item.kind !== 'block' || item.type !== 'locals') continue;
      parts.push(hcl.text.slice(item.span.start, item.span.end));
    }
  }
  for (const resource of resources) {
    if (resource.type !== 'aws_iam_role' && resource.type !== 'aws_iam_openid_connect_provider') continue;
    const { text } = resource.file.hcl;
    const written = ['name', 'path', 'provider', 'url'].map((name) => argumentOf(resource, name)?.span);
    parts.push(resource.address, resource.file.uri);
    for (const span of written) parts.push(span && text.slice(span.start, span.end));
  }
  for (const { type, address, block, file } of data) {
    if (type === 'aws_iam_policy_document') continue;
    parts.push(address, file.uri, file.hcl.text.slice(block.span.start, block.span.end));
  }
  return JSON.stringify(parts);
}

/** Whether a data source asks the provider that the module's resources are made with by default. */
export function ofDefaultProvider({ block }: Resource): boolean {
  return attributeOf(block, 'provider') === undefined;
}

function accountOf(data: readonly Resource[], texts: readonly string[]): string | undefined {
  const name = dataNamed('aws_caller_identity', data, texts);
  return name === undefined ? undefined : accountBy(name);
}

function accountBy(name: string): string {
  return `data.aws_caller_identity.${name}.account_id`;
}

/** A name for a data source that is not taken, not even by one of another provider. */
function nameFor(data: readonly Resource[]): string | undefined {
  const taken = new Set(data.map(({ address }) => address));
  return ['current', 'this', 'own'].find((name) => !taken.has(`aws_caller_identity.${name}`));
}

/**
 * The name of a data source without arguments: as the module declares it, or else as it refers to it, since the
 * declaration may be out of sight.
 */
function dataNamed(type: string, data: readonly Resource[], texts: readonly string[]): string | undefined {
  const declared = data.filter((each) => each.type === type);
  const suitable = declared.find(
    (each) => ofDefaultProvider(each) && attributeOf(each.block, 'count') === undefined,
  );
  if (suitable !== undefined) return suitable.name;
  for (const text of texts) {
    for (const [, name] of text.matchAll(new RegExp(`\\bdata\\.${type}\\.([\\w-]+)`, 'g'))) {
      if (!declared.some((each) => each.name === name)) return name;
    }
  }
  return undefined;
}

const SPELT = /\barn:(aws[a-z-]*|\$\{[^{}]*\}|%s):iam::/g;

function partitionOf(data: readonly Resource[], texts: readonly string[]): TerraformModule['partition'] {
  const spelt = new Set(
    texts.flatMap((text) => [...text.matchAll(SPELT)].map(([, partition]) => partition!)),
  );
  const [only, ...others] = spelt;
  if (others.length === 0 && only?.startsWith('aws')) return { literal: only };
  const name = dataNamed('aws_partition', data, texts);
  return name === undefined ? { literal: 'aws' } : { expression: `data.aws_partition.${name}.partition` };
}

/** The value of an attribute of a resource. */
export function argumentOf({ block }: Resource, name: string): LocatedValue | undefined {
  return attributeOf(block, name)?.value;
}
