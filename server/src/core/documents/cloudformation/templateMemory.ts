import { oncePer } from '../../once';
import type { TreeEdits } from '../../syntax/syntax';
import { known, type LocatedObject, type LocatedValue, listOf, propertyOf } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { IdentityPolicySubject, RoleFacts, RoleResource, TrustPolicySubject } from '../subjects';
import { canonical } from './expression';
import { mentionsIn } from './mentions';
import { resourceEdits } from './resourceEdits';
import type { RoleDeclaration, Template } from './template';
import type { ResourceReference } from './values';

/** A permissions policy of a resource, once for each role that has it. */
export interface Attached {
  /** As the template's own list of subjects has it. */
  readonly subject: IdentityPolicySubject;
  /** By the logical ID of the role. */
  readonly owners: ReadonlyMap<string, IdentityPolicySubject>;
}

/** What a template says across its resources. */
export interface Relations {
  /** The roles whose lists of managed policies refer to a policy of the template, by its logical ID. */
  readonly attaching: ReadonlyMap<string, readonly string[]>;
  /** Logical IDs of roles by the names that the template gives them, expressions included. */
  readonly named: ReadonlyMap<string, string>;
}

/** What was read of one resource. */
export interface ReadResource {
  facts?: RoleFacts;
  attached?: {
    readonly owners: ReadonlyMap<string, RoleFacts>;
    readonly made: readonly Attached[];
    /** Expressions in it that refer to roles of the template. */
    readonly references: readonly ResourceReference[];
  };
  trust?: readonly TrustPolicySubject[];
}

/**
 * What the reading of a template leaves for the next version of the same template. A resource whose text is the same
 * means the same as before while all that resources say of one another, and the rest of the template, is the same.
 */
export class TemplateMemory {
  #template: Template | undefined;
  #signature: Signature | undefined;
  #before: ReadonlyMap<LocatedObject, ReadResource> = new Map();
  #now = new Map<LocatedObject, ReadResource>();
  #mentions: ReadonlyMap<string, readonly Span[]> | undefined;
  #relations: Relations | undefined;

  /** Call before a version is read. */
  begin(template: Template): void {
    const signature = signatureOf(template);
    const same = isSame(signature, this.#signature);
    this.#before = same ? this.#now : new Map();
    if (!same) this.#relations = undefined;
    this.#now = new Map();
    this.#signature = signature;
    this.#template = template;
    this.#mentions = undefined;
  }

  /** What resources have to do with each other, made once for as long as they say the same of each other. */
  relations(make: () => Relations): Relations {
    this.#relations ??= make();
    return this.#relations;
  }

  /** What is known of a resource; the reading adds to it. */
  resource(value: LocatedObject): ReadResource {
    let known = this.#now.get(value);
    if (known === undefined) {
      known = this.#before.get(value) ?? {};
      this.#now.set(value, known);
    }
    return known;
  }

  /** Where the template names a role and speaks of it, in the version read last. */
  roleResource({ logicalId: id, idSpan, resource }: RoleDeclaration, edits: () => TreeEdits): RoleResource {
    const span = () => this.#template?.roles.get(id)?.idSpan ?? idSpan;
    const mentions = () => {
      this.#mentions ??= this.#template && mentionsIn(this.#template.root);
      return this.#mentions?.get(id) ?? [];
    };
    const place = () => ({ text: this.#template?.text ?? '', at: span().start });
    return new TemplateRole(id, span, mentions, resourceEdits(resource, edits, place));
  }
}

/** A class, since objects with getters of their own cost a shape each (see LateReading). */
class TemplateRole implements RoleResource {
  readonly id: string;
  readonly mentions: () => readonly Span[];
  declare readonly setName?: NonNullable<RoleResource['setName']>;
  declare readonly excuse?: NonNullable<RoleResource['excuse']>;
  readonly #span: () => Span;

  constructor(
    id: string,
    span: () => Span,
    mentions: () => readonly Span[],
    { setName, excuse }: Pick<RoleResource, 'setName' | 'excuse'>,
  ) {
    this.id = id;
    this.#span = span;
    this.mentions = mentions;
    if (setName !== undefined) this.setName = setName;
    if (excuse !== undefined) this.excuse = excuse;
  }

  get span(): Span {
    return this.#span();
  }
}

type Signature = readonly (string | undefined)[];

/** All that what is read of a resource can depend on beside the resource; undefined where that cannot be told. */
function signatureOf(template: Template): Signature | undefined {
  const { root, text, resources, mappings, globals, partition } = template;
  const all = propertyOf(root, 'Resources');
  // Values out of mappings stand where the mappings stand, and so does what functions share.
  if (all === undefined || mappings !== undefined || globals !== undefined) return undefined;
  const outside = text.slice(0, all.span.start) + text.slice(all.span.end);
  const signature = [outside, partition];
  for (const { logicalId, type, properties } of resources) {
    signature.push(logicalId, type, properties && said(properties));
  }
  return signature;
}

function isSame(one: Signature | undefined, other: Signature | undefined): boolean {
  if (one === undefined || one.length !== other?.length) return false;
  return one.every((part, i) => part === other[i]);
}

const TELLING = new Set(['RoleName', 'Path', 'RolePath', 'Role', 'ManagedPolicyArns']);

/** What other resources may have to do with: the name and path of a role, and the policies it takes over. */
const said: (properties: LocatedValue) => string = oncePer((properties) => {
  let all = '';
  if (properties.kind !== 'object') return all;
  for (const { key, value } of properties.entries) {
    const name = known(key.text);
    if (name === undefined || !TELLING.has(name)) continue;
    for (const each of listOf(value)) all += `${name} ${spelt(each)}\n`;
  }
  return all;
});

/** A value as one line, functions and all. */
function spelt(value: LocatedValue): string {
  if (value.kind !== 'hole' || value.argument === undefined) return canonical(value);
  return `${value.expression}(${listOf(value.argument).map(spelt).join(', ')})`;
}
