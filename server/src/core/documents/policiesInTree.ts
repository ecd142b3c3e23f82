import { parseArn } from '../iam/arn';
import { readPolicy } from '../iam/policy';
import { outsideBlocks } from '../syntax/blocks';
import type { Tolerated, TreeEdits } from '../syntax/syntax';
import {
  known,
  knownString,
  type LocatedObject,
  type LocatedString,
  type LocatedValue,
  listOf,
  objectsIn,
  propertyOf,
  type Text,
} from '../syntax/tree';
import { policyIn, type View } from '../syntax/view';
import { isHeld } from '../text/anchor';
import { encloses } from '../text/span';
import type { ReadMemory } from './memory';
import { NOBODY } from './nobody';
import { policyUse } from './policyShape';
import type { IdentityPolicySubject, RoleFacts, Source, Subject, TrustPolicySubject } from './subjects';

/** What a caller knows of the strings of a tree. */
export interface Strings {
  /** Whether strings are read, too: they may hold policies as JSON, as it is or URL-encoded. */
  readonly read: boolean;
  /** Called with every string that holds no policy. */
  readonly other?: (string: LocatedString) => readonly Subject[];
}

/** How many layers of JSON in JSON strings are read. */
const DEPTH_LIMIT = 4;

/**
 * The policies in any tree of data: bare ones, those of IAM's output with what it says of their roles, and those that
 * other tools hold under names of their own. Policies of Python, Ansible and Kubernetes resources are among them.
 * @param source of the view itself; policies inside of strings get edits of their own
 * @param tolerated what the file has beyond its language
 * @param memory of the same open document, where it is read again and again
 */
export function subjectsIn(
  view: View,
  source: Source,
  strings: Strings,
  tolerated?: readonly Tolerated[],
  memory?: ReadMemory,
): Subject[] {
  const finder = new Finder(view, source, strings, tolerated);
  // Managed policies belong to roles elsewhere in the file, and comments to the whole of it: no block then says all
  // of a subject.
  if (memory === undefined || finder.managed.size > 0 || tolerated !== undefined)
    return finder.all(view.root);
  const kept = new Map<LocatedValue, readonly Subject[]>();
  const subjects: Subject[] = [];
  for (const object of outsideBlocks(view.root)) {
    const held = isHeld(object.span);
    // A policy that belongs to a larger role is not read a second time, as it would be on its own.
    const taken = finder.taken.has(object);
    const known = held && !taken ? memory.subjects.get(object) : undefined;
    const found = known ?? (held ? finder.all(object) : finder.at(object));
    subjects.push(...found);
    // Texts inside of strings do not move with the file.
    if (held && !taken && found.every((each) => each.source === source)) kept.set(object, found);
  }
  memory.subjects = kept;
  return subjects;
}

/** Finds subjects in one object after the other, outermost first. */
class Finder {
  /** What belongs to something that was met before it. */
  readonly taken = new Set<LocatedValue>();
  /** Policies that roles of the file refer to by ARN. */
  readonly managed: ReadonlyMap<string, LocatedValue>;
  readonly #view: View;
  readonly #source: Source;
  readonly #strings: Strings;
  readonly #tolerated: readonly Tolerated[] | undefined;
  readonly #depth: number;

  /** @param depth how many strings the view is in */
  constructor(
    view: View,
    source: Source,
    strings: Strings,
    tolerated: readonly Tolerated[] | undefined,
    depth = 0,
  ) {
    this.#view = view;
    this.#source = source;
    this.#strings = strings;
    this.#tolerated = tolerated;
    this.#depth = depth;
    this.managed = managedPolicies(view.root);
  }

  /** What a value and all objects in it are. */
  all(value: LocatedValue | undefined): Subject[] {
    return [...objectsIn(value)].flatMap((each) => this.at(each));
  }

  /** What an object itself is, with its strings; the objects in it are asked for on their own. */
  at(object: LocatedObject): Subject[] {
    const subjects = this.#itself(object);
    if (!this.#strings.read) return subjects;
    for (const { value } of object.entries) {
      for (const each of listOf(value)) subjects.push(...this.#inString(each));
    }
    return subjects;
  }

  #itself(object: LocatedObject): Subject[] {
    const trustKey = TRUST_KEYS.find((key) => propertyOf(object, key) !== undefined);
    const trustValue = trustKey && propertyOf(object, trustKey);
    const trust = this.#documentOf(trustValue);
    if (trustKey !== undefined && trustValue !== undefined && trust !== undefined) {
      this.taken.add(trustValue);
      return this.#role(object, trust, trustKey === IAM_TRUST_KEY ? roleFacts(object) : toolFacts(object));
    }
    if (propertyOf(object, 'RoleName') !== undefined) {
      return this.#attach(propertyOf(object, 'PolicyDocument'), roleFacts(object));
    }
    if (this.taken.has(object)) return [];
    // A comment before or behind a policy that is the whole file belongs to it.
    const all = object === this.#view.root && this.#tolerated !== undefined;
    const { uri, edits } = this.#source;
    const source = all ? { uri, edits, tolerated: this.#tolerated } : this.#source;
    const bare = barePolicy(object, source);
    return bare === undefined ? [] : [bare];
  }

  /** A role's trust policy, with the permissions policies that stand beside it as in IAM's output. */
  #role(object: LocatedObject, trust: Found, role: RoleFacts): Subject[] {
    const inline = listOf(propertyOf(object, 'RolePolicyList')).map((each) =>
      propertyOf(each, 'PolicyDocument'),
    );
    const attached = listOf(propertyOf(object, 'AttachedManagedPolicies')).map((each) =>
      this.managed.get(knownString(propertyOf(each, 'PolicyArn')) ?? ''),
    );
    const identityPolicies = [...inline, ...attached].flatMap((each) => this.#attach(each, role));
    const subject: TrustPolicySubject = {
      kind: 'trustPolicy',
      source: trust.source,
      span: trust.object.span,
      policy: readPolicy(trust.object),
      role,
      identityPolicies,
      ...(identityPolicies.every(({ span }) => encloses(object.span, span)) ? { whole: object.span } : {}),
    };
    return [subject, ...identityPolicies];
  }

  #attach(policy: LocatedValue | undefined, role: RoleFacts): IdentityPolicySubject[] {
    const found = this.#documentOf(policy);
    if (policy === undefined || found === undefined) return [];
    this.taken.add(policy);
    const { object, source } = found;
    return [
      { kind: 'identityPolicy', source, span: object.span, policy: readPolicy(object), attachedTo: role },
    ];
  }

  /** A policy document as an object, or as the JSON that a string holds. */
  #documentOf(value: LocatedValue | undefined): Found | undefined {
    if (value?.kind === 'object') return { object: value, source: this.#source };
    const inside = value?.kind === 'string' && this.#strings.read ? policyIn(this.#view, value) : undefined;
    if (inside?.root?.kind !== 'object' || inside.problems.length > 0) return undefined;
    return { object: inside.root, source: this.#with(inside.edits) };
  }

  /** The source with other edits. Not spread: one that moves with an open document makes its edits when asked. */
  #with(edits: TreeEdits): Source {
    const { uri, standing } = this.#source;
    return { uri, edits, ...(standing && { standing }) };
  }

  #inString(value: LocatedValue | undefined): readonly Subject[] {
    if (value?.kind !== 'string' || !this.#strings.read || this.taken.has(value)) return [];
    this.taken.add(value);
    const inside = policyIn(this.#view, value);
    if (inside === undefined) return this.#strings.other?.(value) ?? [];
    if (inside.problems.length > 0 || this.#depth >= DEPTH_LIMIT) return [];
    return new Finder(inside, this.#with(inside.edits), this.#strings, undefined, this.#depth + 1).all(
      inside.root,
    );
  }
}

interface Found {
  readonly object: LocatedObject;
  readonly source: Source;
}

/** What IAM and CloudFormation call it. */
const IAM_TRUST_KEY = 'AssumeRolePolicyDocument';

/** What tools call a role's trust policy: IAM and CloudFormation, SDKs and Kubernetes controllers, Ansible, Terraform. */
const TRUST_KEYS = [
  IAM_TRUST_KEY,
  'assumeRolePolicyDocument',
  'assume_role_policy_document',
  'assumeRolePolicy',
  'assume_role_policy',
] as const;

/** A role that a tool makes of its name and policies. */
function toolFacts(object: LocatedObject): RoleFacts {
  const key = ['roleName', 'role_name', 'name'].find((each) => textAt(object, each) !== undefined);
  return {
    arn: undefined,
    name: key === undefined ? undefined : textAt(object, key),
    path: textAt(object, 'path'),
    account: undefined,
    lifecycle: 'created',
    span: key === undefined ? undefined : propertyOf(object, key)?.span,
  };
}

/** A policy that nothing but its shape tells of. */
export function barePolicy(object: LocatedObject, source: Source): Subject | undefined {
  const use = policyUse(object);
  if (use === 'other') return undefined;
  const shared = { source, span: object.span, policy: readPolicy(object) };
  if (use === 'identity') return { kind: 'identityPolicy', ...shared, attachedTo: undefined };
  return {
    kind: 'trustPolicy',
    ...shared,
    role: { ...NOBODY, lifecycle: 'standalone' },
    identityPolicies: [],
    // With comments around it the policy's own text does not say everything.
    ...(source.tolerated === undefined && { whole: object.span }),
  };
}

/**
 * What stands beside a policy in IAM output. Such output describes a role that exists; without an ARN or an id it
 * is the input of `create-role`.
 */
function roleFacts(object: LocatedObject): RoleFacts {
  const arn = textAt(object, 'Arn');
  const name = propertyOf(object, 'RoleName');
  const exists =
    arn !== undefined || textAt(object, 'RoleId') !== undefined || textAt(object, 'PolicyName') !== undefined;
  const account = arn === undefined ? undefined : parseArn(known(arn) ?? '')?.account;
  const arnSpan = propertyOf(object, 'Arn')?.span;
  return {
    arn,
    name: textAt(object, 'RoleName'),
    path: textAt(object, 'Path'),
    account:
      account === undefined || arnSpan === undefined
        ? undefined
        : { pieces: [{ kind: 'literal', value: account, span: arnSpan }] },
    lifecycle: exists ? 'existing' : 'created',
    span: name?.span ?? arnSpan,
  };
}

function textAt(object: LocatedObject, key: string): Text | undefined {
  const value = propertyOf(object, key);
  return value?.kind === 'string' ? value.text : undefined;
}

/** The documents of managed policies in force, by ARN, where the file lists them. */
function managedPolicies(root: LocatedValue | undefined): Map<string, LocatedValue> {
  const byArn = new Map<string, LocatedValue>();
  for (const policy of listOf(propertyOf(root, 'Policies'))) {
    const arn = knownString(propertyOf(policy, 'Arn'));
    const version = listOf(propertyOf(policy, 'PolicyVersionList')).find((each) => {
      const flag = propertyOf(each, 'IsDefaultVersion');
      return flag?.kind === 'scalar' && flag.value === true;
    });
    const document = propertyOf(version, 'Document');
    if (arn !== undefined && document !== undefined) byArn.set(arn, document);
  }
  return byArn;
}
