import { parseArn } from '../iam/arn';
import { readPolicy } from '../iam/policy';
import type { Tolerated } from '../syntax/syntax';
import {
  entryOf,
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
import { encloses } from '../text/span';
import { policyUse } from './policyShape';
import type { IdentityPolicySubject, RoleFacts, Source, Subject } from './subjects';

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
 * @param depth how many strings the view is in
 */
export function subjectsIn(
  view: View,
  source: Source,
  strings: Strings,
  tolerated?: readonly Tolerated[],
  depth = 0,
): Subject[] {
  const { root } = view;
  const subjects: Subject[] = [];
  const taken = new Set<LocatedValue>();
  const managed = managedPolicies(root);
  /** A policy document as an object, or as the JSON that a string holds. */
  const documentOf = (value: LocatedValue | undefined): Found | undefined => {
    if (value?.kind === 'object') return { object: value, source };
    const inside = value?.kind === 'string' && strings.read ? policyIn(view, value) : undefined;
    if (inside?.root?.kind !== 'object' || inside.problems.length > 0) return undefined;
    return { object: inside.root, source: { ...source, edits: inside.edits } };
  };
  const inString = (value: LocatedValue | undefined): readonly Subject[] => {
    if (value?.kind !== 'string' || !strings.read || taken.has(value)) return [];
    taken.add(value);
    const inside = policyIn(view, value);
    if (inside === undefined) return strings.other?.(value) ?? [];
    if (inside.problems.length > 0 || depth >= DEPTH_LIMIT) return [];
    return subjectsIn(inside, { ...source, edits: inside.edits }, strings, undefined, depth + 1);
  };
  for (const object of objectsIn(root)) {
    const trustKey = TRUST_KEYS.find((key) => propertyOf(object, key) !== undefined);
    const trustValue = trustKey === undefined ? undefined : propertyOf(object, trustKey);
    const trust = documentOf(trustValue);
    const facts =
      trustKey !== undefined && trustKey !== TRUST_KEYS[0]
        ? toolFacts(object)
        : trustValue === undefined && !entryOf(object, 'PolicyDocument')
          ? undefined
          : roleFacts(object);
    const attach = (policy: LocatedValue | undefined): IdentityPolicySubject[] => {
      const found = documentOf(policy);
      if (policy === undefined || found === undefined || facts === undefined) return [];
      taken.add(policy);
      const { object: value, source } = found;
      return [
        { kind: 'identityPolicy', source, span: value.span, policy: readPolicy(value), attachedTo: facts },
      ];
    };
    if (trust !== undefined && trustValue !== undefined && facts !== undefined) {
      const inline = listOf(propertyOf(object, 'RolePolicyList')).map((each) =>
        propertyOf(each, 'PolicyDocument'),
      );
      const attached = listOf(propertyOf(object, 'AttachedManagedPolicies')).map((each) =>
        managed.get(knownString(propertyOf(each, 'PolicyArn')) ?? ''),
      );
      const identityPolicies = [...inline, ...attached].flatMap(attach);
      taken.add(trustValue);
      subjects.push(
        {
          kind: 'trustPolicy',
          source: trust.source,
          span: trust.object.span,
          policy: readPolicy(trust.object),
          role: facts,
          identityPolicies,
          ...(identityPolicies.every(({ span }) => encloses(object.span, span))
            ? { whole: object.span }
            : {}),
        },
        ...identityPolicies,
      );
    } else if (propertyOf(object, 'RoleName') !== undefined) {
      subjects.push(...attach(propertyOf(object, 'PolicyDocument')));
    } else if (!taken.has(object)) {
      // A comment before or behind a policy that is the whole file belongs to it.
      const all = object === root && tolerated !== undefined;
      const bare = barePolicy(object, all ? { ...source, tolerated } : source);
      if (bare !== undefined) subjects.push(bare);
    }
    if (!strings.read) continue;
    for (const { value } of object.entries) {
      for (const each of listOf(value)) subjects.push(...inString(each));
    }
  }
  return subjects;
}

interface Found {
  readonly object: LocatedObject;
  readonly source: Source;
}

/** What tools call a role's trust policy: IAM and CloudFormation, SDKs and Kubernetes controllers, Ansible, Terraform. */
const TRUST_KEYS = [
  'AssumeRolePolicyDocument',
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
  const role: RoleFacts = {
    arn: undefined,
    name: undefined,
    path: undefined,
    account: undefined,
    lifecycle: 'standalone',
    span: undefined,
  };
  return {
    kind: 'trustPolicy',
    ...shared,
    role,
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
