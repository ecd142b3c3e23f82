import type { Context } from '../context';
import type { RoleFacts } from '../documents/subjects';
import type { RoleArn } from '../iam/arn';
import { roleOf } from '../iam/roleOf';
import { known, knownString } from '../syntax/tree';
import { encloses, type Span } from '../text/span';
import {
  inQuotes,
  type Named,
  names,
  namingValues,
  profilesBeside,
  roleNamedBy,
  SECTION_SETTINGS,
  sameRole,
  sectionsBeside,
} from './named';

/** A stretch of text in some file. */
export interface Location {
  readonly uri: string;
  readonly span: Span;
}

/**
 * Where something is defined: a role by its trust policy, a profile and other sections by their headers.
 */
export function definitionsOf(named: Named, context: Context): Location[] {
  switch (named.kind) {
    case 'role':
      return trustPoliciesOf(named.role, context);
    case 'createdRole':
      return [{ uri: named.uri, span: definingSpan(named.role) }].flatMap(({ uri, span }) =>
        span === undefined ? [] : [{ uri, span }],
      );
    case 'profile':
      return profilesBeside(named.uri, context)
        .filter(({ name }) => name === named.name)
        .map(({ source, nameSpan }) => ({ uri: source.uri, span: nameSpan }));
    default:
      return sectionsBeside(named.uri, context)
        .filter(({ section, name }) => section === named.kind && name === named.name)
        .map(({ source, nameSpan }) => ({ uri: source.uri, span: nameSpan }));
  }
}

function trustPoliciesOf(role: RoleArn, context: Context): Location[] {
  const all = context
    .subjects('trustPolicy')
    .map((subject) => ({ subject, own: roleOf(subject, context.settings) }));
  const exact = all.filter(({ own }) => own?.text === role.text);
  // The ARN of a session leaves out the role's path.
  const near =
    exact.length > 0
      ? exact
      : all.filter(({ own }) => own?.account === role.account && own.name === role.name && role.path === '/');
  // A template leaves the account open; the name and path it gives may still be this role's.
  const found = near.length > 0 ? near : all.filter(({ subject }) => mayCreate(subject.role, role));
  return found.map(({ subject: { source, span, role } }) => ({
    uri: source.uri,
    span: definingSpan(role) ?? { start: span.start, end: span.start + 1 },
  }));
}

/** Where a document says which role it is: what it calls the role itself, else the role's name. */
export function definingSpan({ resource, span }: RoleFacts): Span | undefined {
  return resource?.span ?? span;
}

/** Whether a role that a document creates may be this one: its name and path are written out, and the same. */
function mayCreate({ resource, name, path }: RoleFacts, role: RoleArn): boolean {
  if (resource === undefined || name === undefined || known(name) !== role.name) return false;
  return path === undefined ? role.path === '/' : known(path) === role.path;
}

/** Every place that names something without defining it: policies and profiles of all files in sight. */
export function referencesTo(named: Named, context: Context): Location[] {
  if (named.kind === 'role') return referencesToRole(named.role, context);
  if (named.kind === 'createdRole') return referencesToCreated(named.role, named.uri, context);
  return profilesBeside(named.uri, context).flatMap(({ source, settings }) =>
    settings
      .filter(
        ({ key, value }) => SECTION_SETTINGS.get(key.toLowerCase()) === named.kind && value === named.name,
      )
      .map(({ valueSpan }) => ({ uri: source.uri, span: valueSpan })),
  );
}

/** Mentions in its own document, and ARNs in policies of any that are the same, expressions included, or may be. */
function referencesToCreated(role: RoleFacts, uri: string, context: Context): Location[] {
  const mentions = (role.resource?.mentions() ?? []).map((span) => ({ uri, span }));
  const policies = [...context.subjects('trustPolicy'), ...context.subjects('identityPolicy')];
  const named = policies.flatMap(({ source, policy }) =>
    namingValues(policy)
      .filter((value) => {
        const exact = roleNamedBy(knownString(value));
        return exact === undefined ? names(value, role, source.uri === uri) : mayCreate(role, exact);
      })
      .map((value) => ({ uri: source.uri, span: inQuotes(value) })),
  );
  const profiles = context.subjects('profile').flatMap(({ source, settings }) =>
    settings
      .filter(({ key, value }) => {
        const exact = key.toLowerCase() === 'role_arn' ? roleNamedBy(value) : undefined;
        return exact !== undefined && mayCreate(role, exact);
      })
      .map(({ valueSpan }) => ({ uri: source.uri, span: valueSpan })),
  );
  // A value made of references is in both lists: once by what it refers to, once by what it says.
  const apart = named.filter(
    (one) => !mentions.some(({ span }) => one.uri === uri && encloses(one.span, span)),
  );
  return [...mentions, ...apart, ...profiles];
}

function referencesToRole(role: RoleArn, context: Context): Location[] {
  const policies = [...context.subjects('trustPolicy'), ...context.subjects('identityPolicy')];
  const inPolicies = policies.flatMap(({ source, policy }) =>
    namingValues(policy)
      .filter((value) => sameRole(role, knownString(value)))
      .map((value) => ({ uri: source.uri, span: inQuotes(value) })),
  );
  const inProfiles = context
    .subjects('profile')
    .flatMap(({ source, settings }) =>
      settings
        .filter(({ key, value }) => key.toLowerCase() === 'role_arn' && value === role.text)
        .map(({ valueSpan }) => ({ uri: source.uri, span: valueSpan })),
    );
  return [...inPolicies, ...inProfiles];
}
