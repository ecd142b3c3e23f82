/**
 * A condition key that tests a claim of an identity provider: a host with dots, perhaps a path, a colon, a claim.
 * Source: IAM User Guide, "IAM and AWS STS condition context keys", available keys for OIDC federation.
 */
const CLAIM_KEY = /^(https?:\/\/)?([\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/[^\s:]*)?):([\w./-]+)$/i;

export interface ClaimKey {
  /** `https://` where the key wrongly begins with it, else empty. */
  readonly scheme: string;
  /** Host and path, as written. */
  readonly issuer: string;
  readonly claim: string;
}

/** Takes a condition key apart; undefined when it tests no claim of an OIDC provider. */
export function claimKey(key: string): ClaimKey | undefined {
  const match = CLAIM_KEY.exec(key);
  if (match === null) return undefined;
  const [, scheme = '', issuer, claim] = match as unknown as [string, string | undefined, string, string];
  return { scheme, issuer, claim };
}

/** Whether a condition key tests a claim of an OIDC provider, whichever it is. */
export function isClaimKey(key: string): boolean {
  return CLAIM_KEY.test(key);
}
