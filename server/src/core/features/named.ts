import type { Context } from '../context';
import { readHeader } from '../documents/awsConfigHeader';
import type { Document } from '../documents/document';
import type {
  ConfigSectionSubject,
  IdentityPolicySubject,
  ProfileSubject,
  RoleFacts,
  Source,
  Subject,
  TrustPolicySubject,
} from '../documents/subjects';
import { parseRoleArn, type RoleArn } from '../iam/arn';
import type { Policy } from '../iam/policy';
import { roleOf } from '../iam/roleOf';
import { contentSpan, known, knownString, type LocatedValue, readable } from '../syntax/tree';
import { type Span, touches } from '../text/span';
import { fileKindOf, sectionsOf } from './configPlace';

/** Something with a name that several places of several files may speak of. */
export type Named =
  | { readonly kind: 'role'; readonly role: RoleArn }
  /** A role that a document creates, of which not every part has a value yet. */
  | { readonly kind: 'createdRole'; readonly role: RoleFacts; readonly uri: string }
  /** A profile of the pair of files in a folder. */
  | { readonly kind: 'profile'; readonly name: string; readonly uri: string }
  /** Another section of a config file. */
  | { readonly kind: 'sso-session' | 'services'; readonly name: string; readonly uri: string };

/** What is named at a place, and the text that names it. */
export interface NamedAt {
  readonly named: Named;
  readonly span: Span;
}

/** The settings that name another section, by lower-case key. */
export const SECTION_SETTINGS: ReadonlyMap<string, 'profile' | 'sso-session' | 'services'> = new Map([
  ['source_profile', 'profile'],
  ['sso_session', 'sso-session'],
  ['services', 'services'],
]);

/** The role, profile or section that is named at `offset`, in a policy, in IAM's output or in an AWS config file. */
export function namedAt(document: Document, offset: number, context: Context): NamedAt | undefined {
  if (document.kind === 'aws-config') return sectionAt(document, offset) ?? settingAt(document, offset);
  for (const subject of document.subjects) {
    const found = roleAt(subject, offset, context) ?? createdRoleAt(subject, offset);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A role that this document creates, where it is declared, named, or referred to. */
function createdRoleAt(subject: Subject, offset: number): NamedAt | undefined {
  if (subject.kind !== 'trustPolicy' || subject.role.resource === undefined) return undefined;
  const { role, source } = subject;
  const { span, mentions } = subject.role.resource;
  const places = [span, ...(role.span === undefined ? [] : [role.span]), ...mentions()];
  const place = places.find((each) => touches(each, offset));
  return place && { named: { kind: 'createdRole', role, uri: source.uri }, span: place };
}

function roleAt(subject: Subject, offset: number, context: Context): NamedAt | undefined {
  if (subject.kind !== 'trustPolicy' && subject.kind !== 'identityPolicy') return undefined;
  if (subject.kind === 'trustPolicy') {
    const { span } = subject.role;
    const own = span !== undefined && touches(span, offset) ? roleOf(subject, context.settings) : undefined;
    if (own !== undefined && span !== undefined) return { named: { kind: 'role', role: own }, span };
  }
  if (!touches(subject.span, offset)) return undefined;
  const value = namingValues(subject.policy).find(({ span }) => touches(span, offset));
  if (value === undefined) return undefined;
  const role = roleNamedBy(knownString(value));
  if (role !== undefined) return { named: { kind: 'role', role }, span: inQuotes(value) };
  const created = context
    .subjects('trustPolicy')
    .find(({ role, source }) => names(value, role, source.uri === subject.source.uri));
  return (
    created && {
      named: { kind: 'createdRole', role: created.role, uri: created.source.uri },
      span: inQuotes(value),
    }
  );
}

/**
 * Whether a value is the ARN of a role that a document creates: the same text, expressions included. A name that the
 * deployment makes up has the logical ID in its place, which means something in its own document only.
 * @param inside whether the value stands in the document that creates the role
 */
export function names(value: LocatedValue, { arn, name, resource }: RoleFacts, inside: boolean): boolean {
  if (resource === undefined || arn === undefined || value.kind !== 'string') return false;
  if (name === undefined && !inside) return false;
  return readable(value.text) === readable(arn);
}

/** The values of a policy that may name roles: principals, resources and condition values. */
export function namingValues({ statements }: Policy): LocatedValue[] {
  return statements.flatMap(({ principal, notPrincipal, resource, notResource, conditions }) => [
    ...(principal?.groups ?? []).flatMap(({ values }) => values),
    ...(notPrincipal?.groups ?? []).flatMap(({ values }) => values),
    ...(resource?.values ?? []),
    ...(notResource?.values ?? []),
    ...conditions.flatMap(({ values }) => values),
  ]);
}

/** The role that an ARN names, its own or that of one of its sessions, which has no path. */
export function roleNamedBy(text: string | undefined): RoleArn | undefined {
  const [, partition, account, name] =
    /^arn:(aws[a-z-]*):sts::(\d{12}):assumed-role\/([^/]+)\/[^/]+$/.exec(text ?? '') ?? [];
  return parseRoleArn(name === undefined ? (text ?? '') : `arn:${partition}:iam::${account}:role/${name}`);
}

/** A string without its quotes, where it has some. */
export function inQuotes(value: LocatedValue): Span {
  return value.kind === 'string' ? contentSpan(value) : value.span;
}

/** Whether two ARNs name one role. A session's ARN has no path, so a role with any path may be meant. */
export function sameRole(role: RoleArn, text: string | undefined): boolean {
  if (text === role.text) return true;
  const other = text?.includes(':assumed-role/') === true ? roleNamedBy(text) : undefined;
  return other !== undefined && other.account === role.account && other.name === role.name;
}

function sectionAt(document: Document, offset: number): NamedAt | undefined {
  const file = fileKindOf(document);
  for (const { entry } of sectionsOf(document)) {
    if (!touches(entry.key.span, offset)) continue;
    const { kind, name, at } = readHeader(known(entry.key.text) ?? '', file);
    const start = entry.key.span.start + at;
    return kind === 'other'
      ? undefined
      : { named: { kind, name, uri: document.uri }, span: { start, end: start + name.length } };
  }
  return undefined;
}

function settingAt(document: Document, offset: number): NamedAt | undefined {
  for (const subject of document.subjects) {
    if (subject.kind !== 'profile' || !touches(subject.span, offset)) continue;
    const setting = subject.settings.find(({ valueSpan }) => touches(valueSpan, offset));
    if (setting === undefined) continue;
    const { value, valueSpan: span } = setting;
    const kind = SECTION_SETTINGS.get(setting.key.toLowerCase());
    if (kind !== undefined) return { named: { kind, name: value, uri: document.uri }, span };
    const role = setting.key.toLowerCase() === 'role_arn' ? parseRoleArn(value) : undefined;
    return role && { named: { kind: 'role', role }, span };
  }
  return undefined;
}

export type PolicySubject = TrustPolicySubject | IdentityPolicySubject;

/** The profiles of the pair of config and credentials files that `uri` is one of. */
export function profilesBeside(uri: string, context: Context): ProfileSubject[] {
  return beside(uri, context.subjects('profile'));
}

/** The other sections of the pair of config and credentials files that `uri` is one of. */
export function sectionsBeside(uri: string, context: Context): ConfigSectionSubject[] {
  return beside(uri, context.subjects('configSection'));
}

function beside<S extends { readonly source: Source }>(uri: string, all: readonly S[]): S[] {
  const pair = /^(.*\/)?(?:config|credentials)$/.exec(uri);
  const folder = pair?.[1] ?? '';
  return all.filter(({ source }) => {
    if (source.uri === uri) return true;
    return pair !== null && (source.uri === `${folder}config` || source.uri === `${folder}credentials`);
  });
}
