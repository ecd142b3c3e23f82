import type { Context } from '../context';
import type { Document } from '../documents/document';
import type { RoleArn } from '../iam/arn';
import { roleOf } from '../iam/roleOf';
import { knownString } from '../syntax/tree';
import type { Span } from '../text/span';
import { sectionsOf } from './configPlace';
import { inQuotes, type Named, namingValues, profilesBeside, SECTION_SETTINGS, sameRole } from './named';

/** A stretch of text in some file. */
export interface Location {
  readonly uri: string;
  readonly span: Span;
}

/**
 * Where something is defined: a role by its trust policy, a profile and other sections by their headers.
 * @param document the document that names it: sections other than profiles are looked for there
 */
export function definitionsOf(named: Named, document: Document, context: Context): Location[] {
  switch (named.kind) {
    case 'role':
      return trustPoliciesOf(named.role, context);
    case 'profile':
      return profilesBeside(named.uri, context)
        .filter(({ name }) => name === named.name)
        .map(({ source, nameSpan }) => ({ uri: source.uri, span: nameSpan }));
    default:
      return sectionsOf(document)
        .filter(({ header }) => header.kind === named.kind && header.name === named.name)
        .map(({ entry, header }) => {
          const start = entry.key.span.start + header.at;
          return { uri: document.uri, span: { start, end: start + header.name.length } };
        });
  }
}

function trustPoliciesOf(role: RoleArn, context: Context): Location[] {
  const all = context
    .subjects('trustPolicy')
    .map((subject) => ({ subject, own: roleOf(subject, context.settings) }));
  const exact = all.filter(({ own }) => own?.text === role.text);
  // The ARN of a session leaves out the role's path.
  const found =
    exact.length > 0
      ? exact
      : all.filter(({ own }) => own?.account === role.account && own.name === role.name && role.path === '/');
  return found.map(({ subject: { source, span, role } }) => ({
    uri: source.uri,
    span: role.span ?? { start: span.start, end: span.start + 1 },
  }));
}

/** Every place that names something without defining it: policies and profiles of all files in sight. */
export function referencesTo(named: Named, context: Context): Location[] {
  if (named.kind === 'role') return referencesToRole(named.role, context);
  return profilesBeside(named.uri, context).flatMap(({ source, settings }) =>
    settings
      .filter(({ key, value }) => SECTION_SETTINGS[key.toLowerCase()] === named.kind && value === named.name)
      .map(({ valueSpan }) => ({ uri: source.uri, span: valueSpan })),
  );
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
