import { TRUST_ACTIONS, type TrustAction } from './actions';
import { matchesGlob } from './match';

/**
 * Actions of STS that exist and do not act on a role, so that a trust policy has no use for them.
 * Source: Service Authorization Reference, "Actions defined by AWS Security Token Service".
 */
const OTHER_ACTIONS: readonly string[] = [
  'sts:AssumeRoot',
  'sts:DecodeAuthorizationMessage',
  'sts:GetAccessKeyInfo',
  'sts:GetCallerIdentity',
  'sts:GetDelegatedAccessToken',
  'sts:GetFederationToken',
  'sts:GetServiceBearerToken',
  'sts:GetSessionToken',
  'sts:GetWebIdentityToken',
  'sts:TagGetWebIdentityToken',
];

/** Whether an action of STS exists but has nothing to do with assuming a role. Case does not matter. */
export function isOtherStsAction(action: string): boolean {
  return OTHER_ACTIONS.some((other) => other.toLowerCase() === action.toLowerCase());
}

/** Whether the text has wildcards, so that it stands for several actions. */
export function isActionPattern(text: string): boolean {
  return /[*?]/.test(text);
}

/**
 * The actions of a trust policy that a value of Action or NotAction stands for, wildcards and case considered.
 * Source: IAM User Guide, "IAM JSON policy elements: Action".
 */
export function actionsMatching(text: string): TrustAction[] {
  const pattern = text.toLowerCase();
  return TRUST_ACTIONS.filter((action) => matchesGlob(pattern, action.toLowerCase()));
}
