import { readPolicy } from '../../iam/policy';
import type { Problem } from '../../syntax/syntax';
import {
  knownString,
  type LocatedObject,
  type LocatedString,
  type LocatedValue,
  listOf,
  propertyOf,
  readable,
} from '../../syntax/tree';
import { policyIn, type View } from '../../syntax/view';
import type { Span } from '../../text/span';
import { NOBODY } from '../nobody';
import type {
  IdentityPolicySubject,
  RoleFacts,
  SelfCall,
  Source,
  Subject,
  TrustPolicySubject,
} from '../subjects';
import { selfCallsIn } from './pipelines';
import { objectsOf, rolesByName, rolesByPolicy } from './relations';
import { generatedRole, generatesRole, inherited, joined, sharesTrust } from './sam';
import { type Substitution, substitutedText, withExpressions } from './substituted';
import type { Resource, RoleDeclaration, Template } from './template';
import type { Attached, Relations, TemplateMemory } from './templateMemory';
import { type ResourceReference, Values } from './values';
import { workloadsIn } from './workloads';

/** Finds the subjects of one template. */
export class TemplateReader {
  readonly #template: Template;
  readonly #source: Source;
  readonly #view: View;
  readonly #problems: Problem[];
  /** Roles by logical ID, with the permissions policies that the template gives them. */
  readonly #policies = new Map<string, IdentityPolicySubject[]>();
  readonly #relations: Relations;
  readonly #subjects: Subject[] = [];
  /** References of inline policies to their own role, by its logical ID. */
  readonly #inline = new Map<string, readonly Span[]>();
  #calls: ReadonlyMap<string, readonly SelfCall[]> = new Map();
  readonly #memory: TemplateMemory;
  /** Strings read as policies so far. */
  #strings = 0;

  constructor(template: Template, source: Source, view: View, problems: Problem[], memory: TemplateMemory) {
    this.#template = template;
    this.#memory = memory;
    this.#source = source;
    this.#view = view;
    this.#problems = problems;
    this.#relations = memory.relations(() => ({
      attaching: rolesByPolicy(template),
      named: rolesByName(template),
    }));
  }

  subjects(): readonly Subject[] {
    for (const resource of this.#template.resources) this.#permissions(resource);
    this.#calls = selfCallsIn(this.#template, () => this.#source.edits);
    for (const resource of this.#template.resources) this.#trust(resource);
    this.#sharedTrust();
    this.#subjects.push(...workloadsIn(this.#template, this.#source));
    return this.#subjects;
  }

  #permissions({ logicalId, type, properties, value }: Resource): void {
    const held = () => objectsOf(propertyOf(properties, 'Policies'));
    const document = () => [propertyOf(properties, 'PolicyDocument')];
    if (type === 'AWS::IAM::Role') {
      const written = () => held().map((each) => propertyOf(each, 'PolicyDocument'));
      this.#attach(value, written, () => [logicalId], logicalId);
    } else if (generatesRole(type, properties)) {
      const written = () => held().map((each) => propertyOf(each, 'Statement') && each);
      const id = generatedRole(logicalId);
      this.#attach(value, written, () => [id], id);
    } else if (type === 'AWS::IAM::Policy' || type === 'AWS::IAM::ManagedPolicy') {
      const users = type === 'AWS::IAM::ManagedPolicy' ? this.#relations.attaching.get(logicalId) : [];
      const roles = () => this.#rolesNamed(listOf(propertyOf(properties, 'Roles')));
      this.#attach(value, document, () => [...(users ?? []), ...roles()]);
    } else if (type === 'AWS::IAM::RolePolicy') {
      this.#attach(value, document, () => this.#rolesNamed(listOf(propertyOf(properties, 'RoleName'))));
    }
  }

  /** Takes the permissions policies of a resource in, each once for each role it is attached to. */
  #attach(
    resource: LocatedObject,
    documents: () => readonly (LocatedValue | undefined)[],
    ids: () => readonly string[],
    inlineOf?: string,
  ): void {
    const known = this.#memory.resource(resource);
    let { attached } = known;
    if (attached === undefined || !this.#stillOwned(attached.owners)) {
      const owners = new Map<string, RoleFacts>();
      for (const id of ids()) {
        const role = this.#template.roles.get(id);
        if (role !== undefined) owners.set(role.logicalId, this.#factsOf(role));
      }
      const values = new Values(this.#template);
      const made = () => documents().flatMap((each) => this.#attached(each, owners, values));
      attached = {
        owners,
        made: this.#withoutStrings(made, (all) => {
          known.attached = { owners, made: all, references: values.references };
        }),
        references: values.references,
      };
    }
    if (inlineOf !== undefined) this.#inline.set(inlineOf, spansOf(attached.references, inlineOf));
    for (const { subject, owners: own } of attached.made) {
      this.#subjects.push(subject);
      for (const [id, each] of own) this.#policies.set(id, [...(this.#policies.get(id) ?? []), each]);
    }
  }

  /** Whether the roles that had a policy in the version before are as they were. */
  #stillOwned(owners: ReadonlyMap<string, RoleFacts>): boolean {
    for (const [id, facts] of owners) {
      const role = this.#template.roles.get(id);
      if (role === undefined || this.#factsOf(role) !== facts) return false;
    }
    return true;
  }

  /** Keeps what is made, unless texts inside of strings were read for it: those do not move with the file. */
  #withoutStrings<T>(make: () => T, keep: (made: T) => void): T {
    const before = this.#strings;
    const made = make();
    if (this.#strings === before) keep(made);
    return made;
  }

  #attached(
    document: LocatedValue | undefined,
    owners: ReadonlyMap<string, RoleFacts>,
    values: Values,
  ): Attached[] {
    return this.#documents(document).flatMap(({ value, source }) => {
      const resolved = values.resolve(value);
      if (resolved.kind !== 'object') return [];
      const made = { source, span: value.span, policy: readPolicy(resolved) };
      // What is attached to no role of the template is attached to users or groups, or by somebody else.
      const [first = NOBODY] = owners.values();
      const subject = { kind: 'identityPolicy', ...made, attachedTo: first } as const;
      const own = [...owners].map(
        ([id, facts]) => [id, facts === first ? subject : { ...subject, attachedTo: facts }] as const,
      );
      return [{ subject, owners: new Map(own) }];
    });
  }

  /** The logical IDs of the roles that `Ref`s, or their names, name. */
  #rolesNamed(names: readonly LocatedValue[]): string[] {
    const values = new Values(this.#template);
    return names.flatMap((name) => {
      const referred = name.kind === 'hole' ? knownString(name.argument) : undefined;
      if (referred !== undefined && this.#template.roles.has(referred)) return [referred];
      const text = values.text(name);
      return (text && this.#relations.named.get(readable(text))) ?? [];
    });
  }

  #trust({ logicalId, type, properties, value }: Resource): void {
    const generated = generatesRole(type, properties);
    if (type !== 'AWS::IAM::Role' && !generated) return;
    const id = generated ? generatedRole(logicalId) : logicalId;
    const role = this.#template.roles.get(id);
    if (role === undefined) return;
    const known = this.#memory.resource(value);
    const identityPolicies = this.#policies.get(id) ?? [];
    let { trust } = known;
    const calls = this.#calls.get(id) ?? [];
    const called = (each: TrustPolicySubject) => calls.length + (each.selfCalls ?? []).length > 0;
    if (trust?.some((each) => called(each) || !sameList(each.identityPolicies, identityPolicies)) !== false) {
      const document = propertyOf(properties, 'AssumeRolePolicyDocument');
      const morePolicies = this.#attachesMore(properties);
      const own = { role: this.#factsOf(role), identityPolicies, morePolicies };
      const shared = { ...own, selfCalls: calls, whole: value.span };
      const { globals } = this.#template;
      const more = generated ? inherited(globals?.trust, value, 'AssumeRolePolicyDocument') : undefined;
      const made = () => this.#trusts(document, id, shared, more);
      trust = this.#withoutStrings(made, (all) => {
        known.trust = all;
      });
    }
    this.#subjects.push(...trust);
  }

  /** The trust policy that functions without one of their own share: that of the one, or of nobody alone. */
  #sharedTrust(): void {
    const { globals, resources, roles } = this.#template;
    if (globals?.trust === undefined) return;
    const users = resources.filter((each) => sharesTrust(each, globals));
    const [only, ...others] = users.map(({ logicalId }) => roles.get(generatedRole(logicalId)));
    const role = others.length > 0 ? undefined : only;
    const id = role?.logicalId ?? '';
    const shared = {
      role: role === undefined ? NOBODY : this.#factsOf(role),
      identityPolicies: this.#policies.get(id) ?? [],
      morePolicies: role === undefined || this.#attachesMore(users[0]?.properties),
      selfCalls: this.#calls.get(id) ?? [],
      whole: globals.trust.span,
    };
    this.#subjects.push(...this.#trusts(globals.trust, id, shared));
  }

  /** @param more what SAM joins to the document */
  #trusts(
    document: LocatedValue | undefined,
    id: string,
    shared: Pick<TrustPolicySubject, 'role' | 'identityPolicies' | 'morePolicies' | 'selfCalls' | 'whole'>,
    more?: LocatedValue,
  ): TrustPolicySubject[] {
    const values = new Values(this.#template);
    return this.#documents(document).flatMap(({ value, source }): TrustPolicySubject[] => {
      const resolved = values.resolve(value);
      if (resolved.kind !== 'object') return [];
      const ownReferences = [...spansOf(values.references, id), ...(this.#inline.get(id) ?? [])];
      const policy = readPolicy(more === undefined ? resolved : joined(resolved, more));
      return [{ kind: 'trustPolicy', ...shared, source, span: value.span, policy, ownReferences }];
    });
  }

  /** The policy documents that a value is: itself, what conditions choose between, or JSON in a string. */
  #documents(value: LocatedValue | undefined): readonly PolicyDocument[] {
    if (value?.kind === 'object') return [{ value, source: this.#source }];
    if (value?.kind === 'string') return this.#inString(value, undefined);
    if (value?.kind !== 'hole') return [];
    const [first, ...rest] = listOf(value.argument);
    if (value.expression === 'Fn::If') return rest.flatMap((each) => this.#documents(each));
    if (value.expression !== 'Fn::Sub' || first?.kind !== 'string') return [];
    return this.#inString(first, { variables: rest[0] });
  }

  #inString(string: LocatedString, sub: Substitution | undefined): readonly PolicyDocument[] {
    this.#strings++;
    const view = policyIn(this.#view, string);
    if (view?.root?.kind !== 'object') return [];
    if (view.problems.length > 0) {
      this.#problems.push(...view.problems.slice(0, 3));
      return [];
    }
    const { uri } = this.#source;
    if (sub === undefined) {
      const edits = substitutedText(view.edits, string, this.#template.text, this.#view);
      return [{ value: view.root, source: { uri, edits } }];
    }
    const value = withExpressions(view.root, sub);
    return value.kind === 'object' ? [{ value, source: { uri, edits: view.edits } }] : [];
  }

  /** Whether the role lists managed policies that are not the template's own. */
  #attachesMore(properties: LocatedValue | undefined): boolean {
    const attached = ['ManagedPolicyArns', 'Policies'].flatMap((key) => listOf(propertyOf(properties, key)));
    return attached.some(
      (each) =>
        each.kind !== 'object' &&
        !(each.kind === 'hole' && this.#relations.attaching.has(knownString(each.argument) ?? '')),
    );
  }

  #factsOf(role: RoleDeclaration): RoleFacts {
    const known = this.#memory.resource(role.resource);
    if (known.facts !== undefined) return known.facts;
    const values = new Values(this.#template);
    const span = role.name?.span;
    known.facts = {
      arn: values.roleArn(role, span ?? NOWHERE),
      name: values.text(role.name),
      path: values.text(role.path),
      account: { pieces: [{ kind: 'hole', expression: 'AWS::AccountId', span: span ?? NOWHERE }] },
      lifecycle: 'created',
      span,
      resource: this.#memory.roleResource(role, () => this.#source.edits),
    };
    return known.facts;
  }
}

function spansOf(references: readonly ResourceReference[], id: string): Span[] {
  return references.filter((each) => each.logicalId === id).map((each) => each.span);
}

function sameList<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((each, i) => each === other[i]);
}

const NOWHERE = { start: 0, end: 0 };

interface PolicyDocument {
  readonly value: LocatedObject;
  readonly source: Source;
}
