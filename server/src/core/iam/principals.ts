import { type Sentence, say, words } from '../explain/sentence';
import type { Text } from '../syntax/tree';
import { asValue, shown, splitValue, type Value } from './value';

/** The type keys of a Principal element. Source: IAM User Guide, "AWS JSON policy elements: Principal". */
export const PRINCIPAL_TYPES = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;

/**
 * Whom one value of a Principal element names. `value` is the text as written; the other parts are what it says,
 * as far as it says it: in templates they have holes.
 */
export type Principal = { readonly type: string; readonly value: Value } & (
  | { readonly kind: 'everyone' }
  | { readonly kind: 'account'; readonly account: Value }
  | {
      readonly kind: 'role' | 'user';
      readonly account: Value;
      /** `/` or `/a/b/`. */
      readonly path: Value;
      readonly name: Value;
    }
  | {
      /** `…:assumed-role/ROLE/SESSION`: it has no path. */
      readonly kind: 'session';
      readonly account: Value;
      readonly role: Value;
      readonly session: Value;
    }
  | { readonly kind: 'federatedUser'; readonly account: Value; readonly name: Value }
  | {
      readonly kind: 'service';
      /** `ec2` of `ec2.amazonaws.com`, `states.us-east-1` of `states.us-east-1.amazonaws.com`. */
      readonly service: Value;
      /** `amazonaws.com`, `amazonaws.com.cn`, ...; empty when the value does not end in one. */
      readonly suffix: string;
    }
  | { readonly kind: 'saml'; readonly account: Value; readonly name: Value }
  | {
      readonly kind: 'oidc';
      readonly account: Value;
      /** Host and path, without `https://`. */
      readonly issuer: Value;
    }
  | { readonly kind: 'webIdentity'; readonly issuer: string }
  | { readonly kind: 'uniqueId'; readonly id: string; readonly names: 'role' | 'user' | 'other' }
  | { readonly kind: 'canonicalUser'; readonly id: Value }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'invalid'; readonly why: Sentence }
);

export type PrincipalKind = Principal['kind'];

/** Providers that IAM knows by name alone. Source: IAM User Guide, "AWS JSON policy elements: Principal". */
export const WEB_IDENTITIES: readonly string[] = [
  'cognito-identity.amazonaws.com',
  'www.amazon.com',
  'graph.facebook.com',
  'accounts.google.com',
];

/**
 * What one value of a Principal element names.
 * @param type the type key as written, such as `AWS`
 * @param text the value
 */
export function classifyPrincipal(type: string, text: Text): Principal {
  const principal = classify(type, asValue(text));
  // IAM takes no policy variables here, so what looks like one is some tool's placeholder, to be filled in later.
  const open =
    principal.kind === 'invalid' && typeof principal.value === 'string' && principal.value.includes('${');
  return open ? { type, value: principal.value, kind: 'unknown' } : principal;
}

function classify(type: string, value: Value): Principal {
  switch (type) {
    case 'AWS':
      return { type, value, ...awsPrincipal(value) };
    case 'Service':
      return { type, value, ...servicePrincipal(value) };
    case 'Federated':
      return { type, value, ...federatedPrincipal(value) };
    case 'CanonicalUser':
      return { type, value, kind: 'canonicalUser', id: value };
    default:
      return { type, value, ...invalid(say`${type} is not a type of principal that IAM knows.`) };
  }
}

/** What `Principal: "*"` without a type, or another lone string, names. IAM refuses both in trust policies. */
export function classifyBarePrincipal(text: Text): Principal {
  const value = asValue(text);
  const base = { type: '', value };
  if (value === '*') return { ...base, kind: 'everyone' };
  if (typeof value !== 'string') return { ...base, kind: 'unknown' };
  return { ...base, ...invalid(words('A principal needs a type in front, such as "AWS".')) };
}

type Invalid = { readonly kind: 'invalid'; readonly why: Sentence };
type Found = Principal extends infer P ? (P extends Principal ? Omit<P, 'type' | 'value'> : never) : never;

function invalid(why: Sentence): Invalid {
  return { kind: 'invalid', why };
}

function awsPrincipal(value: Value): Found {
  if (value === '*') return { kind: 'everyone' };
  if (typeof value === 'string') {
    if (/^\d{12}$/.test(value)) return { kind: 'account', account: value };
    const id = /^A[A-Z0-9]{15,127}$/.exec(value);
    if (id !== null) return { kind: 'uniqueId', id: value, names: namedById(value) };
  }
  const parts = splitValue(value, ':', 6);
  if (parts.length < 6 || parts[0] !== 'arn') {
    return typeof value === 'string' ? invalid(notAnArn(value)) : { kind: 'unknown' };
  }
  const [, , service, , account, resource] = parts as [Value, Value, Value, Value, Value, Value];
  if (hasWildcard(value)) return invalid(onlyAlone(value));
  if (typeof value === 'string' && !/^\d{12}$/.test(account as string)) {
    return invalid(say`${value} has no 12-digit account ID in its fifth part.`);
  }
  if (service === 'iam') return iamPrincipal(value, account, resource);
  if (service === 'sts') return stsPrincipal(value, account, resource);
  return typeof service === 'string'
    ? invalid(say`${shown(value)} is not the ARN of an account, role, user or session.`)
    : { kind: 'unknown' };
}

function notAnArn(value: string): Sentence {
  return value.includes('*')
    ? onlyAlone(value)
    : say`${value} is neither an ARN, nor a 12-digit account ID, nor ${'*'}.`;
}

function onlyAlone(value: Value): Sentence {
  return say`${shown(value)} has a wildcard in it; IAM takes ${'*'} only alone.`;
}

function hasWildcard(value: Value): boolean {
  if (typeof value === 'string') return /[*?]/.test(value);
  return value.pieces.some((piece) => piece.kind === 'literal' && /[*?]/.test(piece.value));
}

function iamPrincipal(value: Value, account: Value, resource: Value): Found {
  if (resource === 'root') return { kind: 'account', account };
  const segments = splitValue(resource, '/');
  const [type] = segments;
  if (segments.length < 2) {
    return typeof resource === 'string' ? invalid(notAPrincipal(value)) : { kind: 'unknown' };
  }
  if (type === 'role' || type === 'user') {
    const name = segments.at(-1)!;
    if (name === '') return invalid(say`${shown(value)} ends before the name of the ${words(type)}.`);
    return { kind: type, account, path: pathOf(segments.slice(1, -1)), name };
  }
  if (type === 'group')
    return invalid(words('A user group is not a principal; name its users or their account.'));
  return typeof type === 'string' ? invalid(notAPrincipal(value)) : { kind: 'unknown' };
}

function notAPrincipal(value: Value): Sentence {
  return say`${shown(value)} is not the ARN of an account, role or user.`;
}

/** `/a/b/` from the segments between; holes are kept. */
function pathOf(segments: readonly Value[]): Value {
  if (segments.every((segment) => typeof segment === 'string')) {
    return segments.length === 0 ? '/' : `/${segments.join('/')}/`;
  }
  const at = { start: 0, end: 0 };
  const slash = { kind: 'literal', value: '/', span: at } as const;
  const pieces = segments.flatMap((segment) => [
    slash,
    ...(typeof segment === 'string'
      ? [{ kind: 'literal', value: segment, span: at } as const]
      : segment.pieces),
  ]);
  return { pieces: [...pieces, slash] };
}

function stsPrincipal(value: Value, account: Value, resource: Value): Found {
  const segments = splitValue(resource, '/', 3);
  const [type, first, second] = segments;
  if (type === 'assumed-role' && first !== undefined && second !== undefined && second !== '') {
    return { kind: 'session', account, role: first, session: second };
  }
  if (type === 'federated-user' && first !== undefined)
    return { kind: 'federatedUser', account, name: first };
  return typeof resource === 'string'
    ? invalid(say`${shown(value)} is not the ARN of a role session or federated user.`)
    : { kind: 'unknown' };
}

/** Source: IAM User Guide, "IAM identifiers", unique ID prefixes. */
function namedById(id: string): 'role' | 'user' | 'other' {
  return id.startsWith('AROA') ? 'role' : id.startsWith('AIDA') ? 'user' : 'other';
}

/** Partitions' DNS suffixes, longest first, so that `amazonaws.com.cn` is not cut at `amazonaws.com`. */
const SUFFIXES = [
  'amazonaws.com.cn',
  'amazonaws.com',
  'amazonaws.eu',
  'aws.internal',
  'c2s.ic.gov',
  'sc2s.sgov.gov',
  'cloud.adc-e.uk',
  'csp.hci.ic.gov',
  'amazon.com',
];

const DNS_NAME_LIMIT = 253;

function servicePrincipal(value: Value): Found {
  if (value === '*') return { kind: 'everyone' };
  const end = typeof value === 'string' ? value : lastLiteral(value);
  const suffix = SUFFIXES.find((known) => end.endsWith(`.${known}`));
  if (typeof value !== 'string') {
    return suffix === undefined ? { kind: 'unknown' } : { kind: 'service', service: value, suffix };
  }
  if (value.length > DNS_NAME_LIMIT || !/^[A-Za-z0-9][\w.-]*\.[A-Za-z][\w.-]*$/.test(value)) {
    return invalid(say`${value} is not the name of a service, such as ${'ec2.amazonaws.com'}.`);
  }
  const service = suffix === undefined ? value : value.slice(0, -suffix.length - 1);
  return { kind: 'service', service, suffix: suffix ?? '' };
}

function lastLiteral(value: Exclude<Value, string>): string {
  const last = value.pieces.at(-1);
  return last?.kind === 'literal' ? last.value : '';
}

function federatedPrincipal(value: Value): Found {
  if (value === '*') return { kind: 'everyone' };
  if (typeof value === 'string' && WEB_IDENTITIES.includes(value))
    return { kind: 'webIdentity', issuer: value };
  const parts = splitValue(value, ':', 6);
  if (parts.length === 6 && parts[0] === 'arn') {
    const account = parts[4]!;
    const segments = splitValue(parts[5]!, '/', 2);
    const [type, rest] = segments;
    if (rest !== undefined && rest !== '') {
      if (type === 'saml-provider') return { kind: 'saml', account, name: rest };
      if (type === 'oidc-provider') return { kind: 'oidc', account, issuer: rest };
    }
  }
  return typeof value === 'string'
    ? invalid(say`${value} is neither the ARN of a SAML or OIDC provider nor a provider IAM knows by name.`)
    : { kind: 'unknown' };
}

/** Whom a principal names, in words that may stand in a sentence: "the role `arn:…`". */
export function principalWords(principal: Principal): Sentence {
  const { kind, value } = principal;
  switch (kind) {
    case 'everyone':
      return principal.type === 'Service'
        ? words('any AWS service')
        : principal.type === 'Federated'
          ? words('any identity provider')
          : words('any AWS principal of any account');
    case 'account':
      return say`any role or user of account ${shown(principal.account)}`;
    case 'role':
      return say`the role ${shown(value)}`;
    case 'user':
      return say`the IAM user ${shown(value)}`;
    case 'session':
      return say`the role session ${shown(value)}`;
    case 'federatedUser':
      return say`the federated user ${shown(value)}`;
    case 'service':
      return say`the service ${shown(value)}`;
    case 'saml':
      return say`users of the SAML provider ${shown(value)}`;
    case 'oidc':
      return say`users of the OIDC provider ${shown(value)}`;
    case 'webIdentity':
      return say`users of ${shown(value)}`;
    case 'uniqueId':
      return say`the ${words(principal.names === 'other' ? 'principal' : principal.names)} with the unique ID ${shown(value)}, which shows where an ARN stood when the principal has been deleted`;
    case 'canonicalUser':
      return say`the account with the canonical user ID ${shown(value)}`;
    case 'unknown':
      return say`${shown(value)}, which this file does not say`;
    case 'invalid':
      return say`${shown(value)}`;
  }
}
