import type { Verdict } from '../explain/explanation';
import type { Caller } from './caller';
import { sameValue } from './openMatch';
import type { Principal } from './principals';
import type { Value } from './value';
import { both } from './verdict';

/**
 * Whether a principal of a policy names this caller. Source: IAM User Guide, "AWS JSON policy elements: Principal".
 */
export function names(principal: Principal, caller: Caller): Verdict {
  switch (principal.kind) {
    case 'unknown':
      return unknownNames(principal.type, caller);
    case 'invalid':
      return 'no';
    case 'everyone':
      return everyoneNames(principal.type, caller);
    case 'canonicalUser':
      return isIam(caller) ? 'depends' : 'no';
    case 'uniqueId':
      return idNames(principal.names, caller);
    case 'account':
      return accountNames(principal.account, caller);
    case 'role':
      return roleNames(principal, caller);
    case 'session':
      return sessionNames(principal, caller);
    case 'user':
      if (caller.kind === 'user') return sameValue(principal.value, caller.arn);
      return unnamedOf(principal.account, caller);
    case 'federatedUser':
      return caller.kind === 'federatedUser' ? sameValue(principal.value, caller.arn) : 'no';
    case 'service':
      return caller.kind === 'service' ? serviceNames(principal.value, caller.name) : 'no';
    case 'saml':
      return caller.kind === 'saml' ? sameValue(principal.value, caller.provider) : 'no';
    case 'oidc':
      if (caller.kind !== 'oidc') return 'no';
      return caller.provider === undefined
        ? sameValue(principal.issuer, caller.issuer)
        : sameValue(principal.value, caller.provider);
    case 'webIdentity':
      return caller.kind === 'oidc' && caller.provider === undefined
        ? sameValue(principal.issuer, caller.issuer)
        : 'no';
  }
}

/** Whatever the value turns out to be, it is one of its type: a service's name never names a role. */
function unknownNames(type: string, caller: Caller): Verdict {
  if (caller.kind === 'anonymous') return 'no';
  if (type === 'Service') return caller.kind === 'service' ? 'depends' : 'no';
  if (type === 'Federated') return isIam(caller) || caller.kind === 'service' ? 'no' : 'depends';
  return 'depends';
}

function isIam(caller: Caller): boolean {
  return (
    caller.kind !== 'service' &&
    caller.kind !== 'oidc' &&
    caller.kind !== 'saml' &&
    caller.kind !== 'anonymous'
  );
}

/**
 * `"AWS": "*"` is every AWS principal. The IAM User Guide calls it the same as `*`, which would take in services and
 * federated users; that it does so in a trust policy is not documented, so for them it stays open.
 */
function everyoneNames(type: string, caller: Caller): Verdict {
  if (type === 'Service') return caller.kind === 'service' ? 'depends' : 'no';
  if (type === 'Federated') return caller.kind === 'oidc' || caller.kind === 'saml' ? 'depends' : 'no';
  return isIam(caller) ? 'yes' : 'depends';
}

/** The unique ID of a caller is not in its ARN, so only its kind can be told. */
function idNames(kind: 'role' | 'user' | 'other', caller: Caller): Verdict {
  switch (caller.kind) {
    case 'role':
    case 'session':
      return kind === 'role' ? 'depends' : 'no';
    case 'user':
      return kind === 'user' ? 'depends' : 'no';
    case 'unnamed':
      return kind === 'other' ? 'no' : 'depends';
    default:
      return 'no';
  }
}

function accountNames(account: Value, caller: Caller): Verdict {
  if (!isIam(caller) || !('account' in caller)) return 'no';
  return caller.account === undefined ? 'depends' : sameValue(account, caller.account);
}

/** A caller nobody named may be any role, session or user of its account. */
function unnamedOf(account: Value, caller: Caller): Verdict {
  if (caller.kind !== 'unnamed') return 'no';
  if (caller.account === undefined) return 'depends';
  return both('depends', sameValue(account, caller.account));
}

/** A role principal covers every session of the role. Role names are unique within an account, whatever the path. */
function roleNames(principal: Principal & { kind: 'role' | 'user' }, caller: Caller): Verdict {
  if (caller.kind === 'role') return sameValue(principal.value, caller.arn);
  if (caller.kind === 'session') {
    return both(sameValue(principal.account, caller.account), sameValue(principal.name, caller.role));
  }
  return unnamedOf(principal.account, caller);
}

function sessionNames(principal: Principal & { kind: 'session' }, caller: Caller): Verdict {
  if (caller.kind === 'session') return sameValue(principal.value, caller.arn);
  if (caller.kind === 'role') {
    const role = both(sameValue(principal.account, caller.account), sameValue(principal.role, caller.name));
    return both('depends', role);
  }
  return unnamedOf(principal.account, caller);
}

/** Names that differ only in Region or partition suffix may be the same service: AWS does not say when. */
function serviceNames(principal: Value, caller: Value): Verdict {
  const same = sameValue(principal, caller);
  if (same !== 'no' || typeof principal !== 'string' || typeof caller !== 'string') return same;
  if (principal.toLowerCase() === caller.toLowerCase()) return 'yes';
  return family(principal) === family(caller) ? 'depends' : 'no';
}

function family(service: string): string {
  return service
    .toLowerCase()
    .replace(/\.(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov)$/, '')
    .replace(/\.[a-z]{2,4}(?:-[a-z]+){1,2}-\d$/, '');
}
