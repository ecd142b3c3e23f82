/**
 * Hosts at which users sign in to the AWS console with SAML, by partition; Regional ones have the Region in front.
 * Partitions whose hosts are not documented publicly are left out.
 * Sources: IAM User Guide, "Configure SAML assertions for the authentication response" (also of the China Regions);
 * AWS GovCloud (US) User Guide, "SAML".
 */
const HOSTS: Readonly<Record<string, string>> = {
  aws: 'signin.aws.amazon.com',
  'aws-cn': 'signin.amazonaws.cn',
  'aws-us-gov': 'signin.amazonaws-us-gov.com',
};

/** The sign-in endpoint that holds for every Region of a partition; undefined for partitions not documented. */
export function signInEndpoint(partition: string): string | undefined {
  return Object.hasOwn(HOSTS, partition) ? `https://${HOSTS[partition]!}/saml` : undefined;
}

/**
 * Whether a text is a sign-in endpoint of a partition: global or Regional, perhaps with `/acs/` and the ID of the
 * provider, as for encrypted assertions.
 */
export function isSignInEndpoint(text: string, partition: string): boolean {
  const host = HOSTS[partition];
  if (host === undefined) return true;
  const match = /^https:\/\/(?:([a-z0-9-]+)\.)?(signin\.[a-z0-9.-]+)\/saml(?:\/acs\/[\w-]+)?$/.exec(text);
  return match !== null && match[2] === host;
}
