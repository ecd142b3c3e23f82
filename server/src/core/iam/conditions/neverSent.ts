import type { Caller } from '../caller';
import { callerKey } from '../callerKeys';
import { actionsOfKey } from '../conditionKeyData';
import { isToBeFilledIn } from '../placeholderWords';
import type { Principal } from '../principals';

/** A key of an OIDC provider: host with a dot, perhaps a path, and the claim behind the last colon. */
const CLAIM = /^([\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/[^\s]*)?):([^:\s]+)$/;

/**
 * Whether no request in which this principal assumes a role carries a key. Only what AWS documents counts: false
 * means that it may.
 * Sources: IAM User Guide, "AWS global condition context keys" (availability), "IAM and AWS STS condition context
 * keys" (which keys of SAML and OIDC federation go on into later calls of the session); Service Authorization
 * Reference, AWS STS.
 * @param caller the caller that the principal names
 * @param key in lower case
 */
export function neverSent(principal: Principal, caller: Caller, key: string): boolean {
  const { kind } = principal;
  if (kind === 'everyone' || kind === 'unknown') return false;
  if (callerKey(caller, key) === null) return true;
  if (key.startsWith('saml:')) return isSamlKeyMissing(principal, key);
  const [, provider, claim] = CLAIM.exec(key) ?? [];
  if (provider === undefined || claim === undefined) return false;
  switch (kind) {
    case 'service':
    case 'saml':
      return true;
    case 'oidc':
    case 'webIdentity':
      return typeof principal.issuer === 'string' && isOtherProvider(principal.issuer, provider);
    default:
      // A session of a federated user that assumes the next role may carry the claims of its first token.
      return false;
  }
}

function isSamlKeyMissing({ kind }: Principal, key: string): boolean {
  if (kind === 'saml') return false;
  if (kind === 'service' || kind === 'oidc' || kind === 'webIdentity' || kind === 'user') return true;
  const actions = actionsOfKey(key);
  return actions !== undefined && !actions.includes('sts:AssumeRole');
}

function isOtherProvider(issuer: string, provider: string): boolean {
  const own = issuer.toLowerCase().replace(/\/$/, '');
  const asked = provider.replace(/\/$/, '');
  if (isToBeFilledIn(issuer) || isToBeFilledIn(provider)) return false;
  return asked !== own;
}
