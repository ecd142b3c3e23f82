import type { Context } from '../context';
import type { IdentityPolicySubject, TrustPolicySubject } from '../documents/subjects';
import { parseArn, parseRoleArn, type RoleArn } from '../iam/arn';
import type { Policy } from '../iam/policy';
import { classifyPrincipal, type PrincipalKind } from '../iam/principals';
import { roleOf } from '../iam/roleOf';
import { type OncePer, oncePer } from '../once';
import { knownString } from '../syntax/tree';

/** What the policies and profiles in sight name: the stuff that completions are made of. */
export interface Seen {
  /** The roles that have a trust policy here, or that a profile assumes. */
  readonly roles: ReadonlySet<string>;
  /** Principals by kind, as they are written. */
  readonly principals: ReadonlyMap<PrincipalKind, ReadonlySet<string>>;
  /** Account IDs, with the partition they were seen in. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Condition values by key in lower case. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

/** More than anybody reads through. */
const LIMIT = 300;

const cache = new WeakMap<Context, Seen>();

/** What is named in all files in sight. Made once for each version of a document. */
export function seenIn(context: Context): Seen {
  let seen = cache.get(context);
  if (seen === undefined) {
    seen = look(context);
    cache.set(context, seen);
  }
  return seen;
}

function look(context: Context): Seen {
  const roles = new Set<string>();
  const principals = new Map<PrincipalKind, Set<string>>();
  const accounts = new Map<string, string>();
  const values = new Map<string, Set<string>>();
  const addRole = (role: RoleArn | undefined) => {
    if (role === undefined) return;
    add(roles, role.text);
    accounts.set(role.account, role.partition);
  };
  for (const subject of context.subjects('trustPolicy')) {
    addRole(roleOf(subject, context.settings));
    addPrincipals(namesOf(subject), principals, accounts);
    addConditions(namesOf(subject), values);
  }
  for (const subject of context.subjects('identityPolicy'))
    for (const role of namesOf(subject).roles) addRole(role);
  for (const { settings } of context.subjects('profile')) {
    for (const { key, value } of settings) {
      if (key.toLowerCase() === 'role_arn') addRole(parseRoleArn(value));
    }
  }
  return { roles, principals, accounts, values };
}

interface Named {
  readonly text: string;
  readonly kind: PrincipalKind;
  readonly account: string | undefined;
  readonly partition: string | undefined;
}

/** What a policy names. */
interface Names {
  readonly principals: readonly Named[];
  /** The values of its conditions, with their keys in lower case. */
  readonly values: readonly (readonly [key: string, value: string])[];
  /** The roles among its resources. */
  readonly roles: readonly RoleArn[];
}

/** What a policy names. Of the policies of other files it is worked out once, not with every key pressed. */
export const namesOf: OncePer<TrustPolicySubject | IdentityPolicySubject, Names> = oncePer(
  ({ kind, policy }) => {
    if (kind === 'trustPolicy')
      return { principals: principalsIn(policy), values: valuesIn(policy), roles: [] };
    const resources = policy.statements.flatMap(({ resource }) => resource?.values ?? []);
    const roles = resources.flatMap((value) => parseRoleArn(knownString(value) ?? '') ?? []);
    return roles.length === 0 ? NO_NAMES : { ...NO_NAMES, roles };
  },
);

const NO_NAMES: Names = { principals: [], values: [], roles: [] };

function principalsIn({ statements }: Policy): Named[] {
  return statements
    .flatMap(({ principal, notPrincipal }) => (principal ?? notPrincipal)?.groups ?? [])
    .flatMap(({ type, values }) =>
      values.flatMap((value): Named[] => {
        const text = knownString(value);
        if (text === undefined || value.kind !== 'string') return [];
        const { kind } = classifyPrincipal(type, value.text);
        const arn = parseArn(text);
        const id = arn?.account ?? text;
        const account = /^\d{12}$/.test(id) ? id : undefined;
        return [{ text, kind, account, partition: arn?.partition }];
      }),
    );
}

function valuesIn({ statements }: Policy): [string, string][] {
  return statements
    .flatMap(({ conditions }) => conditions)
    .flatMap(({ key, values }) =>
      values.flatMap((value): [string, string][] => {
        const text = knownString(value);
        return text === undefined || text === '' ? [] : [[key.toLowerCase(), text]];
      }),
    );
}

function addPrincipals(
  names: Names,
  principals: Map<PrincipalKind, Set<string>>,
  accounts: Map<string, string>,
): void {
  for (const { text, kind, account, partition } of names.principals) {
    const known = principals.get(kind);
    if (known === undefined) principals.set(kind, new Set([text]));
    else add(known, text);
    if (account === undefined || LIMIT <= accounts.size) continue;
    accounts.set(account, partition ?? accounts.get(account) ?? 'aws');
  }
}

function addConditions(names: Names, values: Map<string, Set<string>>): void {
  for (const [key, text] of names.values) {
    const known = values.get(key);
    if (known === undefined) values.set(key, new Set([text]));
    else add(known, text);
  }
}

function add(set: Set<string>, text: string): void {
  if (set.size < LIMIT) set.add(text);
}
