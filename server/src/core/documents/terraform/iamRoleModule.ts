import { literal } from '../../syntax/pieces';
import { knownString, type LocatedValue, listOf, type Piece, propertyOf } from '../../syntax/tree';
import { GITHUB, type Given, OPEN_CONDITIONS, subjectOf } from './moduleArguments';
import type { Said, SaidObject } from './synthetic';

/**
 * The statements of a trust policy that the submodule `iam-role` makes. What is merged with it, and what an expression
 * switches on, stays open.
 * Source: Terraform Registry, module terraform-aws-modules/iam/aws, version 6, submodule iam-role.
 */
export function statementsOfRole(given: Given): readonly Said[] {
  const documents = ['source_trust_policy_documents', 'override_trust_policy_documents'];
  return [
    ...enabled(given, 'enable_oidc', () => providers(given)),
    ...enabled(given, 'enable_github_oidc', () => [github(given)]),
    ...enabled(given, 'enable_bitbucket_oidc', () => [given.open('Bitbucket')]),
    ...enabled(given, 'enable_saml', () => [saml(given)]),
    ...permissions(given),
    ...documents.flatMap((name) => (given.value(name) === undefined ? [] : [given.open(name)])),
  ];
}

function enabled(given: Given, name: string, statements: () => readonly Said[]): readonly Said[] {
  const on = given.on(name, false);
  if (on === undefined) return [given.open(`the statement that ${name} decides on`)];
  return on ? statements() : [];
}

const WEB_IDENTITY = ['sts:TagSession', 'sts:AssumeRoleWithWebIdentity'];

function providers(given: Given): readonly Said[] {
  const urls = given.value('oidc_provider_urls');
  // The provider may stand in another account.
  const elsewhere = given.value('oidc_account_id') !== undefined;
  if (urls?.kind !== 'array' || elsewhere) return [given.open('oidc_provider_urls')];
  return urls.items.map((each): Said => {
    const issuer = knownString(each)?.replace(/^https:\/\//, '');
    if (issuer === undefined) return given.open('an OIDC provider');
    const tests = {
      StringEquals: {
        ...claim(`${issuer}:sub`, given.value('oidc_subjects')),
        ...claim(`${issuer}:aud`, given.value('oidc_audiences')),
      },
      StringLike: claim(`${issuer}:sub`, given.value('oidc_wildcard_subjects')),
    };
    return federated(given, issuer, tests);
  });
}

function github(given: Given): Said {
  const written = given.value('github_provider');
  const issuer = written === undefined ? GITHUB : knownString(written);
  if (issuer === undefined) return given.open('github_provider');
  const subjects = (name: string) => {
    const value = given.value(name);
    return claim(`${issuer}:sub`, value?.kind === 'array' ? value.items.map(subjectOf) : value);
  };
  // The audience is tested with ForAllValues, which comes to the same: tokens of GitHub always have one.
  const aud = claim(`${issuer}:aud`, given.value('oidc_audiences') ?? 'sts.amazonaws.com');
  return federated(given, issuer, {
    StringEquals: { ...aud, ...subjects('oidc_subjects') },
    StringLike: subjects('oidc_wildcard_subjects'),
  });
}

function claim(key: string, value: Said | undefined): SaidObject {
  return value === undefined ? {} : { [key]: value };
}

function federated(given: Given, issuer: string, tests: Readonly<Record<string, SaidObject>>): Said {
  const pieces: readonly Piece[] = [...given.account, literal(`:oidc-provider/${issuer}`, given.span)];
  return {
    Effect: 'Allow',
    Action: WEB_IDENTITY,
    Principal: { Federated: { pieces } },
    ...conditionOf(given, tests),
  };
}

function saml(given: Given): Said {
  const tests = {
    StringEquals: { 'SAML:aud': given.value('saml_endpoints') ?? 'https://signin.aws.amazon.com/saml' },
  };
  const more = given.value('saml_trust_actions');
  return {
    Effect: 'Allow',
    Action: ['sts:TagSession', 'sts:AssumeRoleWithSAML', ...listOf(more)],
    Principal: { Federated: given.value('saml_provider_ids') ?? given.open('saml_provider_ids') },
    ...conditionOf(given, tests),
  };
}

/** The tests of a statement, where the call adds none of its own to all of them. */
function conditionOf(given: Given, tests: Readonly<Record<string, SaidObject>>): SaidObject {
  if (given.value('trust_policy_conditions') !== undefined) return { Condition: given.open(OPEN_CONDITIONS) };
  const said = Object.entries(tests).filter(([, each]) => Object.keys(each).length > 0);
  return said.length === 0 ? {} : { Condition: Object.fromEntries(said) };
}

/** The elements of a statement by what `trust_policy_permissions` calls them. */
const ELEMENTS = {
  Sid: 'sid',
  Effect: 'effect',
  Action: 'actions',
  NotAction: 'not_actions',
  Resource: 'resources',
  NotResource: 'not_resources',
} as const;

function permissions(given: Given): readonly Said[] {
  const value = given.value('trust_policy_permissions');
  if (value === undefined) return [];
  if (value.kind !== 'object') return [given.open('trust_policy_permissions')];
  return value.entries.map(({ value: each }): Said => {
    if (each?.kind !== 'object') return given.open('a statement');
    const element = (name: string) => {
      const found = propertyOf(each, name);
      return found?.kind === 'scalar' && found.value === null ? undefined : found;
    };
    const statement: Record<string, Said> = { Effect: 'Allow' };
    for (const [key, name] of Object.entries(ELEMENTS)) {
      const found = element(name);
      if (found !== undefined) statement[key] = found;
    }
    const principals = element('principals');
    if (principals !== undefined) statement['Principal'] = grouped(principals, given);
    const others = element('not_principals');
    if (others !== undefined) statement['NotPrincipal'] = grouped(others, given);
    const condition = element('condition');
    if (condition !== undefined && listOf(condition).length > 0)
      statement['Condition'] = tested(condition, given);
    return statement;
  });
}

/** `[{ type, identifiers }]` as `Principal` has it; open where a part is not known. */
function grouped(list: LocatedValue, given: Given): Said {
  const byType = new Map<string, LocatedValue[]>();
  for (const each of listOf(list)) {
    const type = knownString(propertyOf(each, 'type'));
    const identifiers = propertyOf(each, 'identifiers');
    if (type === undefined || identifiers === undefined) return given.open('principals');
    if (type === '*') return '*';
    byType.set(type, [...(byType.get(type) ?? []), ...listOf(identifiers)]);
  }
  return Object.fromEntries(byType);
}

/** `[{ test, variable, values }]` as `Condition` has it; open where a part is not known. */
function tested(list: LocatedValue, given: Given): Said {
  const byTest = new Map<string, Map<string, Said>>();
  for (const each of listOf(list)) {
    const test = knownString(propertyOf(each, 'test'));
    const variable = knownString(propertyOf(each, 'variable'));
    const values = propertyOf(each, 'values');
    if (test === undefined || variable === undefined || values === undefined)
      return given.open(OPEN_CONDITIONS);
    const tests = byTest.get(test) ?? new Map<string, Said>();
    // The data source merges the values of two such blocks.
    if (tests.has(variable)) return given.open(OPEN_CONDITIONS);
    byTest.set(test, tests.set(variable, values));
  }
  return Object.fromEntries([...byTest].map(([test, tests]) => [test, Object.fromEntries(tests)]));
}
