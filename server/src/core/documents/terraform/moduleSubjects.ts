import { readPolicy } from '../../iam/policy';
import { attributeOf, blocksOf, dynamicBlocksOf } from '../../syntax/hcl/tree';
import type { Problem } from '../../syntax/syntax';
import { type LocatedValue, listOf, readable } from '../../syntax/tree';
import type { Reading } from '../kind';
import { NOBODY } from '../nobody';
import { policyUse } from '../policyShape';
import type { IdentityPolicySubject, RoleFacts, Subject, TrustPolicySubject } from '../subjects';
import { endpointValues } from './endpointValues';
import { execBlocks } from './execBlocks';
import {
  accountOfResource,
  argumentOf,
  type ModuleFile,
  type Placed,
  type Resource,
  surroundings,
  type TerraformModule,
} from './module';
import { ModuleMemory } from './moduleMemory';
import { type FoundPolicy, Policies } from './policies';
import { policyValues } from './policyValues';
import { addressIn, roleReferred, sameRole, spansOf } from './references';
import { roleChains } from './roleChains';
import { selfCallsOf, storageCredentials } from './storageCredentials';
import { unread } from './unread';
import { Values } from './values';
import { workloadsIn } from './workloads';

/** What the files of a folder hold, by file; those among them too that its configurations read. */
export type Contents = ReadonlyMap<string, Omit<Reading, 'root'>>;

/** @param memory of one of its files, where that is read again and again */
export function subjectsOfModule(module: TerraformModule, memory?: ModuleMemory): Contents {
  return new Reader(module, memory).contents();
}

/** Finds the subjects of one module. */
class Reader {
  readonly #module: TerraformModule;
  readonly #memory: ModuleMemory;
  readonly #policies: Policies;
  readonly #roles: readonly Resource[];
  /** Roles by the names that the module gives them, expressions included. */
  readonly #named = new Map<string, Resource>();
  /** The permissions policies that the module gives each role. */
  readonly #given = new Map<Resource, IdentityPolicySubject[]>();
  /** The policies that stand in the block of each role. */
  readonly #inline = new Map<Resource, FoundPolicy[]>();
  /** Roles that also have policies which are not in sight. */
  readonly #more = new Set<Resource>();
  /** The places where storage credentials of Databricks name each role. */
  readonly #credentials: ReadonlyMap<Resource, readonly Placed[]>;
  readonly #taken = new Set<FoundPolicy>();
  readonly #subjects = new Map<string, Subject[]>();
  readonly #problems = new Map<string, Problem[]>();

  constructor(module: TerraformModule, memory = new ModuleMemory()) {
    this.#module = module;
    this.#memory = memory;
    this.#policies = new Policies(module, memory.begin(surroundings(module)));
    this.#roles = module.resources.filter(({ type }) => type === 'aws_iam_role');
    for (const { uri, hcl } of module.files) this.#problems.set(uri, [...unread(hcl)]);
    for (const role of this.#roles) {
      const text = new Values(module, role.file).text(argumentOf(role, 'name'));
      if (text !== undefined) this.#named.set(readable(text), role);
    }
    this.#credentials = storageCredentials(module, this.#roles);
  }

  contents(): Contents {
    const trusted = this.#trustPolicies();
    this.#permissions();
    for (const [policy, roles] of trusted) this.#trust(policy, roles);
    this.#rest();
    for (const file of this.#module.files) {
      for (const call of roleChains(this.#module, file)) this.#put(file.uri, call);
      for (const call of execBlocks(this.#module, file)) this.#put(file.uri, call);
    }
    for (const each of endpointValues(this.#module)) this.#put(each.source.uri, each);
    for (const each of workloadsIn(this.#module)) this.#put(each.source.uri, each);
    this.#memory.end(this.#policies.found);
    const byFile = new Map<string, Omit<Reading, 'root'>>();
    for (const { uri } of [...this.#module.files, ...this.#module.others.values()]) {
      const subjects = [...(this.#subjects.get(uri) ?? [])].sort((a, b) => a.span.start - b.span.start);
      byFile.set(uri, { subjects, problems: this.#problems.get(uri) ?? [] });
    }
    return byFile;
  }

  /** The trust policies with the roles that have them: a data source may serve several. */
  #trustPolicies(): Map<FoundPolicy, Resource[]> {
    const trusted = new Map<FoundPolicy, Resource[]>();
    for (const role of this.#roles) {
      for (const policy of this.#policies.trusting(role)) {
        trusted.set(policy, [...(trusted.get(policy) ?? []), role]);
        this.#taken.add(policy);
      }
    }
    return trusted;
  }

  #permissions(): void {
    const { resources, resource: named } = this.#module;
    /** Roles by the managed policies attached to them. */
    const attached = new Map<Resource, Set<Resource>>();
    const attach = (arn: LocatedValue, roles: readonly (Resource | undefined)[], file: ModuleFile) => {
      const address = addressIn(arn, 'aws_iam_policy');
      const policy = address === undefined ? undefined : named(address, file);
      for (const role of roles) {
        if (role === undefined) continue;
        if (policy === undefined) this.#more.add(role);
        else attached.set(policy, (attached.get(policy) ?? new Set()).add(role));
      }
    };
    for (const resource of resources) {
      const { type, file, block } = resource;
      if (type === 'aws_iam_role') {
        // What a module attaches beside is not in sight.
        if (resource.address.startsWith('module.')) this.#more.add(resource);
        for (const inline of blocksOf(block, 'inline_policy')) {
          const value = attributeOf(inline, 'policy')?.value;
          this.#give(value, file, [resource]);
          this.#inline.set(resource, [
            ...(this.#inline.get(resource) ?? []),
            ...this.#policies.at(value, file),
          ]);
        }
        if (dynamicBlocksOf(block, 'inline_policy').length > 0) this.#more.add(resource);
        for (const arn of listOf(argumentOf(resource, 'managed_policy_arns'))) attach(arn, [resource], file);
      } else if (type === 'aws_iam_role_policy') {
        const role = this.#roleNamed(argumentOf(resource, 'role'), file);
        this.#give(argumentOf(resource, 'policy'), file, role === undefined ? [] : [role]);
      } else if (type === 'aws_iam_role_policy_attachment' || type === 'aws_iam_policy_attachment') {
        const roles = [...listOf(argumentOf(resource, 'role')), ...listOf(argumentOf(resource, 'roles'))];
        const arn = argumentOf(resource, 'policy_arn');
        const owners = roles.map((role) => this.#roleNamed(role, file));
        if (arn !== undefined) attach(arn, owners, file);
      }
    }
    for (const resource of resources) {
      if (resource.type !== 'aws_iam_policy') continue;
      this.#give(argumentOf(resource, 'policy'), resource.file, [...(attached.get(resource) ?? [])]);
    }
  }

  /** Takes a permissions policy in, once for each role it is attached to. */
  #give(value: LocatedValue | undefined, file: ModuleFile, owners: readonly Resource[]): void {
    const policies = this.#policies.at(value, file);
    if (policies.length === 0 && value !== undefined) for (const role of owners) this.#more.add(role);
    for (const policy of policies) {
      const of = ['identity', ...owners.map(({ block }) => block)];
      const subjects = this.#memory.once(policy, of, () => this.#identities(policy, owners));
      if (!this.#taken.has(policy)) this.#add(policy, subjects[0]!);
      owners.forEach((owner, i) => {
        this.#given.set(owner, [...(this.#given.get(owner) ?? []), subjects[i]!]);
      });
    }
  }

  /** A permissions policy as that of each of its owners; of nobody where it has none. */
  #identities(policy: FoundPolicy, owners: readonly Resource[]): IdentityPolicySubject[] {
    const { source, span } = policy;
    const made = { kind: 'identityPolicy', source, span, policy: readPolicy(policy.object) } as const;
    if (owners.length === 0) return [{ ...made, attachedTo: NOBODY }];
    return owners.map((owner) => ({ ...made, attachedTo: this.#facts(owner, policy) }));
  }

  /** The role that an argument names: by a reference, or by the name that the module gives it. */
  #roleNamed(value: LocatedValue | undefined, file: ModuleFile): Resource | undefined {
    const referred = roleReferred(value, this.#module, file);
    if (referred !== undefined) return referred;
    const text = new Values(this.#module, file).text(value);
    return text && this.#named.get(readable(text));
  }

  #trust(policy: FoundPolicy, roles: readonly Resource[]): void {
    const { references } = policy;
    const own = roles.find((each) => references.some(({ role }) => sameRole(role, each)));
    // Of a policy that several roles share, nothing is said of the one.
    const role = own ?? (roles.length === 1 ? roles[0] : undefined);
    const given = (role && this.#given.get(role)) ?? [];
    // Where none is in sight it does not matter that there may be more, and a block half typed changes nothing.
    const maybeMore = this.#module.incomplete && given.length > 0;
    const more = role === undefined || this.#more.has(role) || maybeMore;
    const credentials = (role && this.#credentials.get(role)) ?? [];
    const of = ['trust', role?.block, more, ...given, ...credentials.map(({ value }) => value)];
    const make = () => {
      const made = this.#trusting(policy, role, given, more);
      return credentials.length === 0
        ? made
        : { ...made, selfCalls: selfCallsOf(credentials, policy.source.uri) };
    };
    this.#add(policy, this.#memory.once(policy, of, make));
  }

  #trusting(
    policy: FoundPolicy,
    role: Resource | undefined,
    identityPolicies: readonly IdentityPolicySubject[],
    morePolicies: boolean,
  ): TrustPolicySubject {
    const { source, span } = policy;
    const inline = (role && this.#inline.get(role)) ?? [];
    const beside = inline.filter((each) => each.source.uri === source.uri && each !== policy);
    const references = [policy, ...beside].flatMap((each) => each.references);
    return {
      kind: 'trustPolicy',
      source,
      span,
      policy: readPolicy(policy.object),
      role: role === undefined ? NOBODY : this.#facts(role, policy),
      identityPolicies,
      morePolicies,
      ownReferences: spansOf(references.filter((each) => role !== undefined && sameRole(each.role, role))),
      whole: span,
    };
  }

  /** Policies that nothing in sight says the use of: told by their shape. */
  #rest(): void {
    const found = this.#module.data.flatMap((each) => this.#policies.document(each));
    for (const file of this.#module.files) {
      for (const value of policyValues(file.hcl.items)) found.push(...this.#policies.at(value, file));
    }
    for (const policy of found) {
      if (this.#taken.has(policy)) continue;
      const use = policyUse(policy.object);
      if (use === 'other') continue;
      const make = () =>
        use === 'identity' ? this.#identities(policy, [])[0]! : this.#trusting(policy, undefined, [], true);
      this.#add(policy, this.#memory.once(policy, [use], make));
    }
  }

  #add(policy: FoundPolicy, subject: Subject): void {
    this.#taken.add(policy);
    const { uri } = policy.source;
    this.#put(uri, subject);
    if (policy.problems.length > 0) {
      this.#problems.set(uri, [...(this.#problems.get(uri) ?? []), ...policy.problems.slice(0, 1)]);
    }
  }

  #put(uri: string, subject: Subject): void {
    const kept = this.#subjects.get(uri);
    if (kept === undefined) this.#subjects.set(uri, [subject]);
    else kept.push(subject);
  }

  /** What is known of a role, as far as it can be said where the policy stands. */
  #facts(role: Resource, policy: FoundPolicy): RoleFacts {
    const values = new Values(this.#module, role.file);
    const here = role.file.uri === policy.source.uri;
    const name = argumentOf(role, 'name');
    const span = name?.span ?? role.block.header;
    const text = values.text(name);
    const { start, end } = role.block.span;
    const inside = here && start <= policy.span.start && policy.span.end <= end;
    // `each.key` and `count.index` are other values in other blocks.
    const shared = inside || !/\$\{(?:each|count|self)\./.test(text === undefined ? '' : readable(text));
    const account = accountOfResource(this.#module, role);
    return {
      arn: shared ? values.roleArn(role, here ? span : NOWHERE) : undefined,
      name: shared ? text : undefined,
      path: values.text(argumentOf(role, 'path')),
      account:
        account === undefined
          ? undefined
          : { pieces: [{ kind: 'hole', expression: account, span: here ? span : NOWHERE }] },
      lifecycle: 'created',
      span: here ? span : undefined,
    };
  }
}

const NOWHERE = { start: 0, end: 0 };
