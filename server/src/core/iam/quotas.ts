/**
 * Quotas on the trust policy of a role, in characters; white space between values does not count. The first
 * holds unless the account asked for more, the second can never be raised.
 * Source: IAM User Guide, "IAM and AWS STS quotas" (role trust policy JSON text length).
 */
export const TRUST_POLICY_SIZE = { byDefault: 2048, atMost: 4096 } as const;

/**
 * How many characters of a policy count against its quota.
 * Source: IAM User Guide, "IAM and AWS STS quotas": white space is not counted.
 * @param text the JSON text of the policy
 */
export function countedCharacters(text: string): number {
  let count = 0;
  for (const character of text) if (!/\s/.test(character)) count++;
  return count;
}

/**
 * The characters a policy document may have: tab, line feed, carriage return, and U+0020 to U+00FF.
 * Source: IAM User Guide, "IAM and AWS STS quotas", IAM name requirements.
 */
export const POLICY_CHARACTERS = /^[\t\n\r\u0020-\u00ff]*$/;

/**
 * Lengths in characters, both ends included.
 * Sources: IAM API Reference, CreateRole (RoleName, Path); STS API Reference, AssumeRole (ExternalId,
 * RoleSessionName, SourceIdentity, Policy, Tag).
 */
export const LENGTHS = {
  roleName: { least: 1, most: 64 },
  rolePath: { least: 1, most: 512 },
  externalId: { least: 2, most: 1224 },
  roleSessionName: { least: 2, most: 64 },
  sourceIdentity: { least: 2, most: 64 },
  sessionPolicy: { least: 1, most: 2048 },
  tagKey: { least: 1, most: 128 },
  tagValue: { least: 0, most: 256 },
} as const;

/**
 * How many of a thing a session may have.
 * Source: STS API Reference, AssumeRole (Tags.member.N, PolicyArns.member.N).
 */
export const SESSION_COUNTS = { tags: 50, policyArns: 10 } as const;

/**
 * How long a session lasts, in seconds. A role assumed by a role session (role chaining) lasts an hour at most.
 * Sources: STS API Reference, AssumeRole (DurationSeconds); IAM API Reference, CreateRole (MaxSessionDuration).
 */
export const SESSION_SECONDS = { least: 900, byDefault: 3600, most: 43_200, chainedMost: 3600 } as const;
