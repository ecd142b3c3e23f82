import type { Verdict } from '../explain/explanation';
import type { PrincipalKind } from './principals';

/**
 * The STS actions a role trust policy may name, as AWS writes them.
 * Source: Service Authorization Reference, "Actions defined by AWS Security Token Service", those on a role.
 */
export const TRUST_ACTIONS = [
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:TagSession',
  'sts:SetSourceIdentity',
  'sts:SetContext',
] as const;

export type TrustAction = (typeof TRUST_ACTIONS)[number];

/** The actions that assume the role; the others only go along with one of these. */
export const ASSUMING_ACTIONS: readonly TrustAction[] = TRUST_ACTIONS.slice(0, 3);

const BY_LOWER_CASE = new Map<string, TrustAction>(
  TRUST_ACTIONS.map((action) => [action.toLowerCase(), action]),
);

/** The action as AWS writes it, or undefined when it is none a trust policy may name. Case does not matter. */
export function trustAction(text: string): TrustAction | undefined {
  return BY_LOWER_CASE.get(text.toLowerCase());
}

/** The action by which a kind of principal assumes a role; undefined for kinds that cannot. */
export function assumingAction(kind: PrincipalKind): TrustAction | undefined {
  switch (kind) {
    case 'saml':
      return 'sts:AssumeRoleWithSAML';
    case 'oidc':
    case 'webIdentity':
      return 'sts:AssumeRoleWithWebIdentity';
    case 'federatedUser':
    case 'invalid':
      return undefined;
    default:
      return 'sts:AssumeRole';
  }
}

/**
 * Whether a kind of principal may use an action: each kind assumes by its own action, and the companions
 * (TagSession, SetSourceIdentity, SetContext) go with any of them.
 * @returns "depends" for a principal the file does not say, and for actions that are not STS's
 */
export function mayUse(kind: PrincipalKind, action: string): Verdict {
  const named = trustAction(action);
  if (named === undefined || kind === 'unknown') return 'depends';
  const own = assumingAction(kind);
  if (own === undefined) return 'no';
  return named === own || !ASSUMING_ACTIONS.includes(named) ? 'yes' : 'no';
}
