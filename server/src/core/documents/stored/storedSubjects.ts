import type { Policy } from '../../iam/policy';
import { plainTextEdits } from '../../syntax/plainText';
import { NotWritable, type Tolerated, type TreeEdits } from '../../syntax/syntax';
import type { Text } from '../../syntax/tree';
import type { TextEdit } from '../../text/edit';
import type { Span } from '../../text/span';
import type {
  IdentityPolicySubject,
  RoleFacts,
  RoleResource,
  SelfCall,
  Source,
  Standing,
  TrustPolicySubject,
} from '../subjects';
import type { LooseSubject } from './allSubjects';
import { type Node, ordinalOf } from './packedForm';
import type { Back, Original, StoredPolicy } from './storedDocument';

/** Copies the subjects of one document, without anything that holds on to its trees. */
export class Copier {
  readonly #policies: ReadonlyMap<Policy, StoredPolicy>;
  readonly #back: Back;
  readonly #numbers: ReadonlyMap<LooseSubject, number>;
  readonly #subjects = new Map<LooseSubject, LooseSubject>();
  readonly #sources = new Map<Source, Source>();
  readonly #roles = new Map<RoleFacts, RoleFacts>();
  readonly #spans = new Map<Span, Span>();

  /** @param order the subjects of the document, as they come again when it is read again */
  constructor(order: readonly LooseSubject[], policies: ReadonlyMap<Policy, StoredPolicy>, back: Back) {
    this.#numbers = new Map(order.map((subject, i) => [subject, i]));
    this.#policies = policies;
    this.#back = back;
  }

  /** The copy of a subject; always the same one. */
  subject<S extends LooseSubject>(subject: S): S {
    return known(this.#subjects, subject, () => {
      if (subject.kind === 'trustPolicy') return this.#trust(subject);
      if (subject.kind === 'identityPolicy') return this.#identity(subject);
      // Edits of plain text know no tree, and the rest of such a subject is small.
      if (subject.source.edits === plainTextEdits) return subject;
      return { ...subject, source: this.#source(subject, this.#again(subject)) };
    }) as S;
  }

  /** A span that stays where it is. */
  span(span: Span): Span {
    return known(this.#spans, span, ({ start, end }) => ({ start, end }));
  }

  #trust(subject: TrustPolicySubject): TrustPolicySubject {
    const again = this.#again(subject);
    const { ownReferences, selfCalls, morePolicies, whole } = subject;
    return new StoredTrustPolicy(this.#policies.get(subject.policy)!, this.#back, {
      source: this.#source(subject, again),
      span: this.span(subject.span),
      role: this.#role(subject.role, again),
      identityPolicies: subject.identityPolicies.map((each) => this.subject(each)),
      ...(morePolicies !== undefined && { morePolicies }),
      ...(ownReferences && { ownReferences: ownReferences.map((each) => this.span(each)) }),
      ...(selfCalls && {
        selfCalls: selfCalls.map((call, i) => callOf(call, this.span(call.span), i, again)),
      }),
      ...(whole && { whole: this.span(whole) }),
    });
  }

  #identity(subject: IdentityPolicySubject): IdentityPolicySubject {
    const again = this.#again(subject);
    const { attachedTo } = subject;
    return new StoredIdentityPolicy(
      this.#policies.get(subject.policy)!,
      this.#back,
      this.#source(subject, again),
      this.span(subject.span),
      attachedTo && this.#role(attachedTo, again),
    );
  }

  #again(subject: LooseSubject): Again {
    return new Again(this.#back, this.#numbers.get(subject)!);
  }

  #source({ source }: LooseSubject, again: Again): Source {
    return known(this.#sources, source, () => new StoredSource(source, again));
  }

  #role(role: RoleFacts, again: Again): RoleFacts {
    return known(this.#roles, role, ({ arn, name, path, account, lifecycle, span, resource }) => ({
      arn: arn && this.#text(arn),
      name: name && this.#text(name),
      path: path && this.#text(path),
      account: account && this.#text(account),
      lifecycle,
      span: span && this.span(span),
      ...(resource && { resource: resourceOf(resource, this.span(resource.span), again) }),
    }));
  }

  #text({ pieces }: Text): Text {
    return { pieces: pieces.map((piece) => ({ ...piece, span: this.span(piece.span) })) };
  }
}

/** What belongs to a key, made where it is missing. */
function known<K, V>(all: Map<K, V>, key: K, make: (key: K) => V): V {
  let value = all.get(key);
  if (value === undefined) {
    value = make(key);
    all.set(key, value);
  }
  return value;
}

/** The way back to a subject itself. Copies hold on to nothing else: a closure would keep all that was around it. */
class Again {
  readonly #back: Back;
  readonly #number: number;

  constructor(back: Back, number: number) {
    this.#back = back;
    this.#number = number;
  }

  get original(): Original {
    return this.#back.original();
  }

  get subject(): LooseSubject {
    const found = this.original.subjects[this.#number];
    if (found === undefined) throw new NotWritable();
    return found;
  }

  get resource(): RoleResource | undefined {
    const { subject } = this;
    if (subject.kind === 'trustPolicy') return subject.role.resource;
    return subject.kind === 'identityPolicy' ? subject.attachedTo?.resource : undefined;
  }
}

function resourceOf({ id, setName, excuse }: RoleResource, span: Span, again: Again): RoleResource {
  return {
    id,
    span,
    mentions: () => again.resource?.mentions() ?? [],
    ...(setName && { setName: (name) => again.resource?.setName?.(name) ?? [] }),
    ...(excuse && { excuse: (check, reason) => again.resource?.excuse?.(check, reason) ?? [] }),
  };
}

function callOf({ by, uri }: SelfCall, span: Span, index: number, again: Again): SelfCall {
  const remove = (): readonly TextEdit[] => {
    const { subject } = again;
    return (subject.kind === 'trustPolicy' && subject.selfCalls?.[index]?.remove()) || [];
  };
  return { by, span, ...(uri !== undefined && { uri }), remove };
}

class StoredTrustPolicy implements TrustPolicySubject {
  readonly kind = 'trustPolicy';
  declare readonly source: Source;
  declare readonly span: Span;
  declare readonly role: RoleFacts;
  declare readonly identityPolicies: readonly IdentityPolicySubject[];
  declare readonly morePolicies?: boolean;
  declare readonly ownReferences?: readonly Span[];
  declare readonly selfCalls?: readonly SelfCall[];
  declare readonly whole?: Span;
  readonly #policy: StoredPolicy;
  readonly #back: Back;

  constructor(policy: StoredPolicy, back: Back, rest: Omit<TrustPolicySubject, 'kind' | 'policy'>) {
    this.#policy = policy;
    this.#back = back;
    Object.assign(this, rest);
  }

  get policy(): Policy {
    return this.#back.policy(this.#policy);
  }
}

class StoredIdentityPolicy implements IdentityPolicySubject {
  readonly kind = 'identityPolicy';
  readonly source: Source;
  readonly span: Span;
  readonly attachedTo: RoleFacts | undefined;
  readonly #policy: StoredPolicy;
  readonly #back: Back;

  constructor(
    policy: StoredPolicy,
    back: Back,
    source: Source,
    span: Span,
    attachedTo: RoleFacts | undefined,
  ) {
    this.#policy = policy;
    this.#back = back;
    this.source = source;
    this.span = span;
    this.attachedTo = attachedTo;
  }

  get policy(): Policy {
    return this.#back.policy(this.#policy);
  }
}

/** Edits of a file that is read again when somebody asks for one. */
class StoredSource implements Source {
  readonly uri: string;
  declare readonly standing?: Standing;
  declare readonly tolerated?: readonly Tolerated[];
  readonly #again: Again;

  constructor({ uri, standing, tolerated }: Source, again: Again) {
    this.uri = uri;
    if (standing !== undefined) this.standing = standing;
    if (tolerated !== undefined) this.tolerated = tolerated;
    this.#again = again;
  }

  get edits(): TreeEdits {
    const { edits } = this.#again.subject.source;
    const { nodes } = this.#again.original;
    // Edits know their tree by its own values.
    const own = <N extends Node>(copy: N): N => {
      const ordinal = ordinalOf(copy);
      return ordinal === undefined ? copy : (nodes[ordinal] as N);
    };
    return {
      append: (list, items) => edits.append(own(list), items),
      set: (object, key, value, after) => edits.set(own(object), key, value, after),
      removeEntry: (object, entry) => edits.removeEntry(own(object), own(entry)),
      removeItem: (list, item) => edits.removeItem(own(list), own(item)),
      replace: (value, by) => edits.replace(own(value), by),
      rename: (entry, key) => edits.rename(own(entry), key),
    };
  }
}
