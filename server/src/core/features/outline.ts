import type { Document } from '../documents/document';
import type { TrustPolicySubject } from '../documents/subjects';
import type { Policy, Statement } from '../iam/policy';
import { known, knownString, readable } from '../syntax/tree';
import type { Span } from '../text/span';
import { fileKindOf, sectionsOf } from './configPlace';
import { definingSpan } from './references';

/** A line of a document's outline. */
export interface OutlineItem {
  readonly name: string;
  readonly detail?: string;
  readonly kind: 'role' | 'statement' | 'principal' | 'section' | 'setting';
  readonly span: Span;
  /** The name's own text, inside `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

/** The outline of a document: roles and statements with whom they name; sections with their keys, never values. */
export function outline(document: Document): OutlineItem[] {
  if (document.kind === 'aws-config') return sections(document);
  return document.subjects.flatMap((subject) => (subject.kind === 'trustPolicy' ? trustPolicy(subject) : []));
}

function trustPolicy({ role, span, policy }: TrustPolicySubject): OutlineItem[] {
  const children = statements(policy);
  const name = role.name ?? role.arn;
  const selection = definingSpan(role);
  if (name === undefined || selection === undefined) return children;
  const { resource } = role;
  const whole = { start: Math.min(span.start, selection.start), end: Math.max(span.end, selection.end) };
  return [
    {
      name: (resource?.id ?? readable(name)) || '(no name)',
      detail: resource === undefined || role.name === undefined ? 'role' : `role ${readable(role.name)}`,
      kind: 'role',
      span: whole,
      selection,
      children,
    },
  ];
}

function statements({ statements: all }: Policy): OutlineItem[] {
  return all.map((statement): OutlineItem => {
    const { value, number, sid, effect } = statement;
    const named = knownString(sid)?.trim();
    const what = `${effect ?? '?'} ${actionsOf(statement)}`;
    return {
      name: named ? named : `Statement ${number}: ${what}`,
      ...(named && { detail: what }),
      kind: 'statement',
      span: value.span,
      selection: named && sid ? sid.span : { start: value.span.start, end: value.span.start + 1 },
      children: principals(statement),
    };
  });
}

function actionsOf({ action, notAction }: Statement): string {
  const names = (action ?? notAction)?.values.map((value) => knownString(value) ?? '…') ?? [];
  const list = names.length > 2 ? `${names.slice(0, 2).join(', ')}, …` : names.join(', ');
  return notAction !== undefined && action === undefined ? `all but ${list}` : list;
}

function principals({ principal, notPrincipal }: Statement): OutlineItem[] {
  const except = principal === undefined && notPrincipal !== undefined;
  return ((principal ?? notPrincipal)?.groups ?? []).flatMap(({ type, values }) =>
    values.map((value) => ({
      name: (value.kind === 'string' ? readable(value.text) : `\${${value.expression}}`) || '(empty)',
      detail: except ? `not ${type}` : type,
      kind: 'principal' as const,
      span: value.span,
      selection: value.span,
      children: [],
    })),
  );
}

const SECTION_WORDS = { profile: 'profile', 'sso-session': 'sso-session', services: 'services' } as const;

function sections(document: Document): OutlineItem[] {
  const credentials = fileKindOf(document) === 'credentials';
  return sectionsOf(document).flatMap(({ entry, header }): OutlineItem[] => {
    if (header.kind === 'other' || entry.value?.kind !== 'object') return [];
    const { text } = document;
    const { key, value } = entry;
    const start = text[key.span.start - 1] === '[' ? key.span.start - 1 : key.span.start;
    const headerEnd = text[key.span.end] === ']' ? key.span.end + 1 : key.span.end;
    const settings = value.entries.map((setting) => ({
      name: known(setting.key.text) || '(no key)',
      kind: 'setting' as const,
      span: setting.span,
      selection: setting.key.span,
      children: [],
    }));
    const detail = credentials ? 'credentials' : SECTION_WORDS[header.kind];
    const span = { start, end: Math.max(headerEnd, value.span.end) };
    return [
      {
        name: header.name || '(no name)',
        detail,
        kind: 'section',
        span,
        selection: { start, end: headerEnd },
        children: settings,
      },
    ];
  });
}

/**
 * The stretches of an AWS config file that can be folded: each section down to its last setting, and settings with
 * indented lines. JSON is folded by the editor itself.
 */
export function folds(document: Document): Span[] {
  if (document.kind !== 'aws-config' || document.root?.kind !== 'object') return [];
  return document.root.entries.flatMap(({ key, value }) => {
    if (value?.kind !== 'object') return [];
    const last = value.entries.at(-1);
    const own = last === undefined ? [] : [{ start: key.span.start, end: last.span.end }];
    const nested = value.entries
      .filter(
        (setting) =>
          setting.value !== undefined &&
          document.text.slice(setting.span.start, setting.span.end).includes('\n'),
      )
      .map(({ span }) => span);
    return [...own, ...nested];
  });
}
