import type { Context } from '../context';
import { parseArn, parseRoleArn, type RoleArn } from '../iam/arn';
import type { Policy } from '../iam/policy';
import { classifyPrincipal, type PrincipalKind } from '../iam/principals';
import { roleOf } from '../iam/roleOf';
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
    principalsIn(subject.policy, principals, accounts);
    conditionsIn(subject.policy, values);
  }
  for (const { policy } of context.subjects('identityPolicy')) {
    for (const statement of policy.statements) {
      for (const value of statement.resource?.values ?? []) addRole(parseRoleArn(knownString(value) ?? ''));
    }
  }
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

const named = new WeakMap<Policy, readonly Named[]>();

/** The principals a policy names. Of the policies of other files they are read once, not with every key pressed. */
function namedIn(policy: Policy): readonly Named[] {
  let found = named.get(policy);
  if (found === undefined) {
    found = policy.statements
      .flatMap((statement) => (statement.principal ?? statement.notPrincipal)?.groups ?? [])
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
    named.set(policy, found);
  }
  return found;
}

function principalsIn(
  policy: Policy,
  principals: Map<PrincipalKind, Set<string>>,
  accounts: Map<string, string>,
): void {
  for (const { text, kind, account, partition } of namedIn(policy)) {
    const known = principals.get(kind);
    if (known === undefined) principals.set(kind, new Set([text]));
    else add(known, text);
    if (account === undefined || LIMIT <= accounts.size) continue;
    accounts.set(account, partition ?? accounts.get(account) ?? 'aws');
  }
}

function conditionsIn(policy: Policy, values: Map<string, Set<string>>): void {
  for (const statement of policy.statements) {
    for (const clause of statement.conditions) {
      const key = clause.key.toLowerCase();
      for (const value of clause.values) {
        const text = knownString(value);
        if (text === undefined || text === '') continue;
        const known = values.get(key);
        if (known === undefined) values.set(key, new Set([text]));
        else add(known, text);
      }
    }
  }
}

function add(set: Set<string>, text: string): void {
  if (set.size < LIMIT) set.add(text);
}
