/**
 * Quotas on the trust policy of a role, in characters; white space between values does not count. The first
 * holds unless the account asked for more, the second can never be raised.
 * Source: IAM User Guide, "IAM and AWS STS quotas" (role trust policy JSON text length).
 */
export const TRUST_POLICY_SIZE = { byDefault: 2048, atMost: 4096 } as const;
