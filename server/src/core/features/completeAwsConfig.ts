import type { Context } from '../context';
import type { Document } from '../documents/document';
import type { ProfileSubject } from '../documents/subjects';
import { CONFIG_KEYS, isSecret } from '../sts/configKeys';
import { configValues } from '../sts/configValues';
import { S3_KEYS } from '../sts/nestedKeys';
import { DEFAULT_ENABLED, knownRegions } from '../sts/partitions';
import { known } from '../syntax/tree';
import type { Span } from '../text/span';
import { type About, type CompletionItem, type CompletionKind, withoutStops } from './completionItem';
import { type ConfigPlace, configPlaceAt, fileKindOf, type Section, sectionsOf } from './configPlace';
import { sectionsBeside } from './named';
import { seenIn } from './seen';

/** What can be written at a place of an AWS config or credentials file: section headers, keys, values. */
export function completeAwsConfig(document: Document, offset: number, context: Context): CompletionItem[] {
  const place = configPlaceAt(document, offset);
  switch (place?.kind) {
    case 'header':
      return headers(document, context).map((header, i) =>
        item(place.span, { ...header, text: header.text + (place.closed ? '' : ']'), order: i }),
      );
    case 'key':
      return keys(place, document, context);
    case 'value':
      return values(place, document, context);
    case undefined:
      return [];
  }
}

interface Written {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A snippet. */
  readonly text: string;
  readonly order: number;
  readonly detail?: string;
  readonly about?: About | undefined;
}

function item(span: Span, { label, kind, text, order, detail, about }: Written): CompletionItem {
  const written = withoutStops(text);
  const snippet = written === text ? undefined : text;
  return {
    label,
    kind,
    detail,
    about,
    order,
    filter: label,
    edit: { span, text: written },
    snippet,
    also: [],
  };
}

/** The headers that are not there yet: of names that other sections use, and forms to fill in. */
function headers(document: Document, context: Context): Omit<Written, 'order'>[] {
  const there = new Set(sectionsOf(document).map(({ entry }) => known(entry.key.text)?.trim()));
  const config = fileKindOf(document) === 'config';
  const profiles = near(document, context);
  const used = (key: string) =>
    profiles.flatMap(({ settings }) => settings.filter((each) => each.key === key).map(({ value }) => value));
  const names = [...new Set([...profiles.map(({ name }) => name), ...used('source_profile')])];
  const named = config
    ? [
        ...names.filter((name) => name !== 'default').map((name) => `profile ${quoted(name)}`),
        ...used('sso_session').map((name) => `sso-session ${quoted(name)}`),
        ...used('services').map((name) => `services ${quoted(name)}`),
      ]
    : names;
  const absent = ['default', ...new Set(named)].filter((header) => !there.has(header));
  const forms = config ? ['profile', 'sso-session', 'services'] : [];
  return [
    ...absent.map((label) => ({ label, kind: 'section' as const, text: label.replace(/[\\$}]/g, '\\$&') })),
    ...forms.map((form) => ({ label: `${form} …`, kind: 'section' as const, text: `${form} \${1:name}` })),
  ];
}

function quoted(name: string): string {
  return /\s/.test(name) ? `"${name}"` : name;
}

/** The profiles of this file and of the one beside it. */
function near({ uri }: Document, context: Context): ProfileSubject[] {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  return context
    .subjects('profile')
    .filter(({ source }) => source.uri === uri || source.uri.startsWith(folder));
}

type KeyPlace = Extract<ConfigPlace, { kind: 'key' }>;

function keys(place: KeyPlace, document: Document, context: Context): CompletionItem[] {
  const { section, span, parent } = place;
  const equals = place.equals ? '' : equalsSign(document.text);
  const there = new Set(
    entriesOf(section)
      .filter(({ span: at }) => at.end < span.start || span.end < at.start)
      .map(({ key }) => key),
  );
  const proposals =
    parent === undefined
      ? keysOf(section, fileKindOf(document))
      : section?.header.kind === 'services'
        ? ['endpoint_url']
        : parent.toLowerCase() === 's3'
          ? [...S3_KEYS.keys()]
          : [];
  const settings = proposals
    .filter((key) => !there.has(key))
    .map(
      (label, order): Written => ({
        label,
        kind: 'key',
        order,
        text:
          section?.header.kind === 'services' && parent === undefined
            ? `${label}${equals.trimEnd()}\n  endpoint_url${equals}$1`
            : `${label}${equals}`,
        about: CONFIG_KEYS.has(label) ? { topic: 'setting', name: label } : undefined,
      }),
    );
  const fresh =
    parent === undefined && !place.equals && span.start === lineStartOf(document.text, span.start);
  const sections = fresh
    ? headers(document, context).map(
        ({ label, text }, i): Written => ({
          label: `[${label}]`,
          kind: 'section',
          text: `[${text}]`,
          order: 500 + i,
        }),
      )
    : [];
  return [...settings, ...sections].map((written) => item(span, written));
}

function lineStartOf(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function entriesOf(section: Section | undefined): { key: string; span: Span }[] {
  const value = section?.entry.value;
  if (value?.kind !== 'object') return [];
  return value.entries.map(({ key }) => ({ key: (known(key.text) ?? '').toLowerCase(), span: key.span }));
}

/** Services that people give an endpoint URL of their own most, by the names the files have. */
const SERVICES = [
  'sts',
  's3',
  'dynamodb',
  'sqs',
  'sns',
  'lambda',
  'kms',
  'secrets_manager',
  'ssm',
  'iam',
  'ec2',
];
const SSO_SESSION = ['sso_start_url', 'sso_region', 'sso_registration_scopes'];
const FIRST = [
  'region',
  'output',
  'role_arn',
  'source_profile',
  'credential_source',
  'sso_session',
  'sso_account_id',
  'sso_role_name',
];
const CREDENTIALS = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token'];

function keysOf(section: Section | undefined, file: 'config' | 'credentials'): readonly string[] {
  switch (section?.header.kind) {
    case 'profile': {
      const first = file === 'credentials' ? CREDENTIALS : FIRST;
      const others = [...CONFIG_KEYS].filter(
        ([key]) => key !== 'sso_registration_scopes' && !first.includes(key),
      );
      const told = others.filter(([, { kind }]) => kind !== 'other').map(([key]) => key);
      return [...first, ...told, ...others.filter(([, { kind }]) => kind === 'other').map(([key]) => key)];
    }
    case 'sso-session':
      return SSO_SESSION;
    case 'services':
      return SERVICES;
    default:
      return [];
  }
}

/** The equals sign as the file's first setting has it, with or without blanks. */
function equalsSign(text: string): string {
  const first = /^[\w.-]+([ \t]*=[ \t]*)\S/m.exec(text)?.[1];
  return first === undefined || first.length > 1 ? ' = ' : first;
}

type ValuePlace = Extract<ConfigPlace, { kind: 'value' }>;

function values({ key, span, section }: ValuePlace, document: Document, context: Context): CompletionItem[] {
  const lower = key.toLowerCase();
  if (isSecret(lower)) return [];
  const own = document.text.slice(span.start, span.end);
  const found = [...new Set(valuesOf(lower, section, document, context))].filter((value) => value !== '');
  return found
    .filter((value, _, all) => value !== own || all.length === 1)
    .map((label, order) =>
      item(span, { label, kind: 'value', order, text: label.replace(/[\\$}]/g, '\\$&') }),
    );
}

function valuesOf(
  key: string,
  section: Section | undefined,
  document: Document,
  context: Context,
): Iterable<string> {
  // The sections are in the config file; a profile of the credentials file may name them too.
  const namedIn = (kind: 'sso-session' | 'services') =>
    sectionsBeside(document.uri, context)
      .filter(({ section }) => section === kind)
      .map(({ name }) => name);
  switch (key) {
    case 'region':
    case 'sso_region': {
      const used = near(document, context).flatMap(({ settings }) =>
        settings.filter((each) => each.key === key).map(({ value }) => value),
      );
      const regions = knownRegions();
      return [...used.filter((region) => regions.includes(region)), ...DEFAULT_ENABLED, ...regions];
    }
    case 'source_profile':
      return near(document, context)
        .map(({ name }) => name)
        .filter((name) => name !== section?.header.name);
    case 'sso_session':
      return namedIn('sso-session');
    case 'services':
      return namedIn('services');
    case 'role_arn':
      return seenIn(context).roles;
    case 'sso_account_id':
    case 'aws_account_id':
      return seenIn(context).accounts.keys();
    default:
      return configValues(key);
  }
}
