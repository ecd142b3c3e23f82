import { TRUST_ACTIONS, type TrustAction } from '../iam/actions';
import {
  type ConditionKey,
  type ConditionKeyType,
  conditionKey,
  keysOfAction,
} from '../iam/conditionKeyData';
import { KEYS_WITH_MEANING, keyMeaning, type Sender } from '../iam/conditionKeyMeanings';
import { OPERATORS, parseOperator } from '../iam/conditions/operators';
import { isDocumentedFor } from '../iam/conditions/typeFit';
import { claimKey } from '../iam/oidc/claimKeys';
import type { Statement } from '../iam/policy';
import { classifyPrincipal, type Principal } from '../iam/principals';
import { actionsMatching } from '../iam/stsActions';
import { known, knownString } from '../syntax/tree';
import { actionsOfPrincipals } from './completeActions';
import { type CompletionItem, keyItem } from './completionItem';
import { keysBeside, type PolicyPlace } from './policyPlace';

/** What is used most, in the order it is offered where no key tells more. */
const FIRST = [
  'StringEquals',
  'StringLike',
  'ArnLike',
  'ArnEquals',
  'Bool',
  'IpAddress',
  'Null',
  'StringNotEquals',
];

/** The condition operators; those first that fit the keys they are for, where there are any yet. */
export function completeOperators(at: PolicyPlace): CompletionItem[] {
  const there = keysBeside(at);
  const keys = keysUnder(at)
    .map((key) => conditionKey(key))
    .filter((key) => key !== undefined);
  return [...OPERATORS.flatMap(variants)]
    .filter((operator) => !there.has(operator))
    .map((label, i) =>
      keyItem(at.place, {
        label,
        kind: 'operator',
        order: operatorOrder(label, keys) + i,
        value: '{ "$1": "$2" }',
        about: { topic: 'operator', name: label },
      }),
    );
}

/** An operator with and without `IfExists` and the set operators, as far as anybody uses them. */
function variants(name: string): string[] {
  if (name === 'Null' || name === 'BinaryEquals') return [name];
  const sets = /^(?:String|Arn)/.test(name) ? [`ForAnyValue:${name}`, `ForAllValues:${name}`] : [];
  return [name, `${name}IfExists`, ...sets];
}

/** Whether it fits the keys counts most, then the set operator, `IfExists`, and how much it is used. */
function operatorOrder(label: string, keys: readonly ConditionKey[]): number {
  const operator = parseOperator(label);
  if (operator === undefined) return 99_000;
  const { name, set, ifExists } = operator;
  const first = FIRST.indexOf(name);
  const used = (first < 0 ? FIRST.length : first) * 200 + (ifExists ? 10_000 : 0);
  const fits = keys.every((key) => isDocumentedFor(operator.family.id, key));
  const sets =
    keys.length === 0 ? set === undefined : keys.every(({ multi }) => multi === (set !== undefined));
  return used + (fits ? 0 : 40_000) + (sets || name === 'Null' ? 0 : 20_000);
}

/** The keys below the operator that is being typed. */
function keysUnder({ container, place }: PolicyPlace): string[] {
  const entries = container?.kind === 'object' ? container.entries : [];
  const own = entries.find(({ key }) => key.span.start <= place.span.start && place.span.end <= key.span.end);
  return own?.value?.kind === 'object' ? own.value.entries.map(({ key }) => known(key.text) ?? '') : [];
}

/** The keys that the statement's actions and principals send; those first that fit the operator. */
export function completeConditionKeys(operator: string, at: PolicyPlace): CompletionItem[] {
  const there = new Set([...keysBeside(at)].map((key) => key.toLowerCase()));
  const parsed = parseOperator(operator);
  return keysFor(at.statement)
    .filter((key) => !there.has(key.toLowerCase()))
    .map((label, i) => {
      const documented = conditionKey(label);
      const type = documented?.type;
      const fits =
        documented === undefined || parsed === undefined || isDocumentedFor(parsed.family.id, documented);
      const setFits = parsed?.set === undefined || documented?.multi === true;
      const common = keyMeaning(label)?.common === true;
      const list = documented?.multi === true ? ', several values' : '';
      return keyItem(at.place, {
        label: label.replace(TAG, ''),
        form: TAG.test(label) ? label.replace(TAG, '${1:KEY}') : undefined,
        kind: 'key',
        detail: type && `${TYPE_WORDS[type]}${list}`,
        order: i + (common ? 0 : 300) + (fits ? 0 : 2000) + (setFits ? 0 : 1000),
        value: parsed?.family.id === 'bool' || parsed?.name === 'Null' ? '"${2|true,false|}"' : '"$2"',
        about: { topic: 'key', name: label },
      });
    });
}

/** The part of a key that a policy chooses, as in `aws:PrincipalTag/${TagKey}`. */
const TAG = /\$\{\w+\}$/;

/** How the type of a key is called. */
export const TYPE_WORDS: Readonly<Record<ConditionKeyType, string>> = {
  String: 'text',
  ARN: 'ARN',
  Bool: 'true or false',
  Numeric: 'number',
  Date: 'date and time',
  IPAddress: 'IP address',
};

/**
 * The condition keys that a statement's principals send with its actions. Keys of identity providers' tokens only for
 * the providers the statement names.
 */
export function keysFor(statement: Statement | undefined): string[] {
  const principals = principalsIn(statement);
  const actions = actionsIn(statement);
  const senders = sendersOf(principals, actions);
  const global = KEYS_WITH_MEANING.filter((key) => {
    const listed = TRUST_ACTIONS.filter((action) => keysOfAction(action).includes(key));
    const sent = listed.length === 0 || listed.some((action) => actions.has(action) || companion(action));
    return sent && keyMeaning(key)?.senders.some((sender) => senders.has(sender));
  });
  const saml = senders.has('m')
    ? keysOfAction('sts:AssumeRoleWithSAML').filter((key) => key.startsWith('saml:'))
    : [];
  const claims = principals.flatMap((principal) => {
    const issuer =
      principal.kind === 'oidc' || principal.kind === 'webIdentity' ? principal.issuer : undefined;
    return typeof issuer === 'string' ? claimsOf(issuer) : [];
  });
  return [...new Set([...claims, ...global, ...saml])];
}

/** Decided on in the same request as the action that assumes the role. */
function companion(action: TrustAction): boolean {
  return action === 'sts:TagSession' || action === 'sts:SetSourceIdentity' || action === 'sts:SetContext';
}

function principalsIn(statement: Statement | undefined): Principal[] {
  return (statement?.principal?.groups ?? []).flatMap(({ type, values }) =>
    values.flatMap((value) => (value.kind === 'string' ? [classifyPrincipal(type, value.text)] : [])),
  );
}

function actionsIn(statement: Statement | undefined): ReadonlySet<TrustAction> {
  const named = (statement?.action?.values ?? []).flatMap((value) =>
    actionsMatching(knownString(value) ?? ''),
  );
  if (named.length > 0) return new Set(named);
  const own = actionsOfPrincipals(statement);
  return own.size > 0 ? own : new Set(TRUST_ACTIONS);
}

function sendersOf(principals: readonly Principal[], actions: ReadonlySet<TrustAction>): ReadonlySet<Sender> {
  const senders = new Set<Sender>();
  for (const { kind, type } of principals) {
    if (type === 'Service') senders.add('s');
    else if (kind === 'saml') senders.add('m');
    else if (kind === 'oidc' || kind === 'webIdentity') senders.add('o');
    else if (type === 'AWS') senders.add('a');
  }
  if (senders.size > 0) return senders;
  const all: readonly [TrustAction, readonly Sender[]][] = [
    ['sts:AssumeRole', ['a', 's']],
    ['sts:AssumeRoleWithSAML', ['m']],
    ['sts:AssumeRoleWithWebIdentity', ['o']],
  ];
  const sent = all.flatMap(([action, who]) => (actions.has(action) ? who : []));
  return new Set(sent.length > 0 ? sent : ['a', 's', 'o', 'm']);
}

/** The claims that are known of an issuer; `sub` and `aud` are in every OIDC token. */
function claimsOf(issuer: string): string[] {
  const listed = keysOfAction('sts:AssumeRoleWithWebIdentity').flatMap((key) => {
    const claim = claimKey(key.replace(/\$\{\w+\}/g, 'x'));
    const provider = key.slice(0, key.length - (claim?.claim.length ?? 0) - 1);
    return claim !== undefined && isOf(provider, issuer) ? [`${issuer}:${claim.claim}`] : [];
  });
  return [...new Set([`${issuer}:sub`, `${issuer}:aud`, ...listed])];
}

/** Whether an issuer is a provider as the Service Authorization Reference writes it, `${…}` standing for any text. */
function isOf(provider: string, issuer: string): boolean {
  const hole = provider.indexOf('${');
  if (hole < 0) return provider === issuer;
  const before = provider.slice(0, hole);
  const after = provider.slice(provider.indexOf('}', hole) + 1);
  return before.length + after.length < issuer.length && issuer.startsWith(before) && issuer.endsWith(after);
}
