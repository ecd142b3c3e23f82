import { knownString, type LocatedValue } from '../syntax/tree';
import { parseOperator } from './conditions/operators';
import type { ConditionClause, Statement } from './policy';

/**
 * How far a statement's conditions limit who can call, where its principal is everyone (`{"AWS": "*"}`).
 * `limited`: some condition holds for certain callers or networks only. `chosen`: each condition tests what every
 * caller can bring about himself. `none`: no condition. `unknown`: the file does not say.
 */
export type CallerLimit = 'limited' | 'chosen' | 'none' | 'unknown';

/** @param statement an Allow statement; Deny statements elsewhere are not looked at. */
export function callerLimit(statement: Statement): CallerLimit {
  const { conditionEntry, conditions, conditionsInFull } = statement;
  if (conditionEntry === undefined) return 'none';
  if (conditionEntry.value?.kind !== 'object') return 'unknown';
  if (conditionEntry.value.entries.length === 0) return 'none';
  const each = conditions.map(limitOf);
  if (each.includes('limited')) return 'limited';
  return each.length === 0 || !conditionsInFull || each.includes('unknown') ? 'unknown' : 'chosen';
}

/**
 * Keys whose values every caller sets himself, in his own account or in the call, or that say nothing of him.
 * Source: IAM User Guide, "AWS global condition context keys" and "IAM and AWS STS condition context keys".
 */
const CHOSEN_BY_CALLER: ReadonlySet<string> = new Set([
  'sts:externalid',
  'sts:rolesessionname',
  'sts:sourceidentity',
  'sts:durationseconds',
  'sts:transitivetagkeys',
  'aws:sourceidentity',
  'aws:tagkeys',
  'aws:useragent',
  'aws:referer',
  'aws:username',
  'aws:principaltype',
  'aws:multifactorauthpresent',
  'aws:multifactorauthage',
  'aws:securetransport',
  'aws:currenttime',
  'aws:epochtime',
  'aws:tokenissuetime',
  'aws:requestedregion',
]);

const CHOSEN_PREFIXES = ['aws:requesttag/', 'aws:principaltag/', 'aws:resourcetag/', 'iam:resourcetag/'];

/** Keys that say which account, organization or network a call comes from. */
const LIMITING: ReadonlySet<string> = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:userid',
  'aws:federatedprovider',
  'aws:principalisawsservice',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceip',
  'aws:vpcsourceip',
  'aws:sourcevpc',
  'aws:sourcevpcarn',
  'aws:sourcevpce',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
  'ec2:sourceinstancearn',
  'aws:ec2instancesourcevpc',
  'aws:ec2instancesourceprivateipv4',
  'lambda:sourcefunctionarn',
]);

/** Keys that every request of a role or user carries, so that `IfExists` and `ForAllValues` lose nothing. */
const ALWAYS_SENT: ReadonlySet<string> = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:userid',
  'aws:principalisawsservice',
]);

/** Whether a condition key says which account, organization or network a call comes from. Case does not matter. */
export function saysWhoCalls(key: string): boolean {
  return LIMITING.has(key.toLowerCase());
}

function limitOf(clause: ConditionClause): 'limited' | 'chosen' | 'unknown' {
  const key = clause.key.toLowerCase();
  const operator = parseOperator(clause.operator);
  if (operator === undefined) return 'unknown';
  if (CHOSEN_BY_CALLER.has(key) || CHOSEN_PREFIXES.some((prefix) => key.startsWith(prefix))) return 'chosen';
  if (!LIMITING.has(key)) return 'unknown';
  if (operator.family.id === 'null') return 'unknown';
  // A negated test names those kept out; every other account is let in.
  if (operator.negated) return 'chosen';
  if ((operator.ifExists || operator.set === 'all') && !ALWAYS_SENT.has(key)) return 'chosen';
  const open = clause.values.map((value) => isOpen(key, value, operator.family.pattern === 'wild'));
  if (open.includes('yes')) return 'chosen';
  return open.includes('unknown') ? 'unknown' : 'limited';
}

/** Whether a value lets callers of every account through. */
function isOpen(key: string, value: LocatedValue, wild: boolean): 'yes' | 'no' | 'unknown' {
  const text = value.kind === 'scalar' ? String(value.value) : knownString(value);
  if (text === undefined || text.includes('${')) return 'unknown';
  if (key === 'aws:principalisawsservice') return text.toLowerCase() === 'true' ? 'no' : 'yes';
  if (key === 'aws:sourceip') return /\/0$/.test(text) ? 'yes' : 'no';
  if (!wild) return 'no';
  if (/^\*+$/.test(text)) return 'yes';
  if (!/arn$/.test(key) || !/[*?]/.test(text)) {
    return /^[*?]/.test(text) ? 'unknown' : 'no';
  }
  // `arn:aws:iam::*:role/Deploy`: anybody can name a role so, except below the path that AWS keeps for itself.
  const [, , , , account = '*', resource = '*'] = text.split(':');
  if (/\d{6}/.test(account)) return 'no';
  return /^role\/aws-/.test(resource) || !/[*?]/.test(account) ? 'unknown' : 'yes';
}
