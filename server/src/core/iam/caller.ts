import type { Text } from '../syntax/tree';
import { classifyPrincipal, type Principal, type PrincipalKind } from './principals';
import type { Role } from './role';
import { joined, splitValue, unknownValue, type Value } from './value';

/** Who calls. Values have holes where the question does not say them. */
export type Caller =
  | {
      /** A session of this role, whatever its session name. */
      readonly kind: 'role';
      readonly arn: Value;
      readonly account: Value;
      readonly name: Value;
    }
  | {
      /** One role session, by its assumed-role ARN. */
      readonly kind: 'session';
      readonly arn: Value;
      readonly account: Value;
      readonly role: Value;
      readonly session: Value;
      /** The ARN of its role. An assumed-role ARN has no path, so this may have a hole there. */
      readonly roleArn: Value;
    }
  | { readonly kind: 'user'; readonly arn: Value; readonly account: Value; readonly name: Value }
  | { readonly kind: 'root'; readonly arn: Value; readonly account: Value }
  | { readonly kind: 'federatedUser'; readonly arn: Value; readonly account: Value }
  | {
      /** Some role or user that nobody named; of this account, or of any. Never the root user. */
      readonly kind: 'unnamed';
      readonly account: Value | undefined;
    }
  | { readonly kind: 'service'; readonly name: Value }
  | {
      readonly kind: 'oidc';
      /** Host and path, without `https://`. */
      readonly issuer: Value;
      /** The ARN of the provider in IAM, when it is known. */
      readonly provider: Value | undefined;
      /** Claims of the token by name, such as `sub`; a claim not named is unknown. */
      readonly claims?: ReadonlyMap<string, readonly string[]>;
    }
  | { readonly kind: 'saml'; readonly provider: Value }
  | { readonly kind: 'anonymous' };

/**
 * Reads who calls from one word.
 * @param who an ARN (role, user, assumed-role, root, federated-user, SAML or OIDC provider), a 12-digit account
 * id (somebody of that account), `service:NAME`, `oidc:ISSUER or ARN`, `saml:ARN`, `anonymous`, or `*` (somebody)
 * @returns undefined when the word is none of these
 */
export function parseCaller(who: string): Caller | undefined {
  if (who === 'anonymous') return { kind: 'anonymous' };
  if (who === '*') return { kind: 'unnamed', account: undefined };
  const [, prefix, rest] = /^(service|oidc|saml):(.+)$/.exec(who) ?? [];
  if (prefix === 'service')
    return { kind: 'service', name: rest!.includes('.') ? rest! : `${rest}.amazonaws.com` };
  if (prefix === 'oidc' && !rest!.startsWith('arn:')) {
    return {
      kind: 'oidc',
      issuer: rest!.replace(/^https?:\/\//, '').replace(/\/$/, ''),
      provider: undefined,
    };
  }
  const text = rest ?? who;
  const named = callerOf(classifyPrincipal('AWS', textOf(text)));
  const federated = callerOf(classifyPrincipal('Federated', textOf(text)));
  if (prefix !== undefined) return federated?.kind === prefix ? federated : undefined;
  return rootUser(text) ?? named ?? federated ?? callerOf(serviceLike(text));
}

function textOf(value: string): Text {
  return { pieces: [{ kind: 'literal', value, span: { start: 0, end: value.length } }] };
}

function rootUser(text: string): Caller | undefined {
  const account = /^arn:[^:]+:iam::(\d{12}):root$/.exec(text)?.[1];
  return account === undefined ? undefined : { kind: 'root', arn: text, account };
}

function serviceLike(text: string): Principal {
  return classifyPrincipal('Service', textOf(text.endsWith('.amazonaws.com') ? text : ''));
}

/**
 * The caller that a principal of a policy names: of an account, somebody of it.
 * @returns undefined for principals that nobody can be (invalid ones), and for those no caller can be told of
 */
export function callerOf(principal: Principal): Caller | undefined {
  switch (principal.kind) {
    case 'everyone':
      return principal.type === 'AWS' || principal.type === ''
        ? { kind: 'unnamed', account: undefined }
        : undefined;
    case 'account':
      return { kind: 'unnamed', account: principal.account };
    case 'role':
    case 'user': {
      const { kind, value, account, name } = principal;
      return { kind, arn: value, account, name };
    }
    case 'session': {
      const { value, account, role, session } = principal;
      const roleArn = joined('arn:', splitValue(value, ':', 3)[1]!, ':iam::', account, ':role/', PATH, role);
      return { kind: 'session', arn: value, account, role, session, roleArn };
    }
    case 'federatedUser':
      return { kind: 'federatedUser', arn: principal.value, account: principal.account };
    case 'service':
      return { kind: 'service', name: principal.value };
    case 'saml':
      return { kind: 'saml', provider: principal.value };
    case 'oidc':
      return { kind: 'oidc', issuer: principal.issuer, provider: principal.value };
    case 'webIdentity':
      return { kind: 'oidc', issuer: principal.issuer, provider: undefined };
    default:
      return undefined;
  }
}

const PATH = unknownValue('path of the role');

/** A session of the role, calling as that role. */
export function callerOfRole(role: Role): Caller {
  return { kind: 'role', arn: role.text, account: role.account, name: role.name };
}

/** The account of an IAM caller; undefined for services, federated and anonymous callers and for "anybody". */
export function accountOf(caller: Caller): Value | undefined {
  return 'account' in caller ? caller.account : undefined;
}

/** Which kind of principal the caller counts as where an action belongs to kinds of principals. */
export function principalKindOf(caller: Caller): PrincipalKind {
  switch (caller.kind) {
    case 'root':
    case 'unnamed':
      return 'account';
    case 'anonymous':
      return 'invalid';
    default:
      return caller.kind;
  }
}
