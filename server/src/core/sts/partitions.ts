/** A group of Regions with accounts, host names and an STS of its own. */
export interface Partition {
  readonly id: string;
  readonly name: string;
  /** Behind `sts.<region>.`. */
  readonly suffix: string;
  /** Behind `sts.<region>.` for hosts that answer over IPv4 and IPv6. */
  readonly dualStackSuffix: string;
  /** What Regions of the partition look like, known or not. */
  readonly pattern: RegExp;
  readonly regions: readonly string[];
}

/** When the list of Regions was looked up. Regions opened later are recognised by their partition's pattern. */
export const REGIONS_AS_OF = '2026-11';

/**
 * The Regions that are on in every account. Opt-in Regions must be enabled by the account.
 * AWS Account Management Reference Guide, "Enable or disable AWS Regions in your account".
 */
export const DEFAULT_ENABLED: readonly string[] = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

export const OPT_IN: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
];

/**
 * The Regions that `legacy` maps to the global host. Default-enabled Regions not in it: ap-northeast-2 and
 * ap-northeast-3. AWS SDKs and Tools Reference Guide, "AWS STS Regional endpoints"; the STS endpoint rules of
 * botocore, Ruby, Go v1 and .NET v3 hold the same list. JavaScript v2 has no list: it maps every Region.
 */
export const LEGACY_REGIONS: readonly string[] = [
  'ap-northeast-1',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/**
 * All partitions with their STS host names. Suffixes and patterns are those of the `partitions.json` that the SDKs
 * carry; AWS is the fallback, as in the SDKs.
 */
export const PARTITIONS: readonly [Partition, ...Partition[]] = [
  {
    id: 'aws',
    name: 'AWS',
    suffix: 'amazonaws.com',
    dualStackSuffix: 'api.aws',
    pattern: /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/,
    regions: [...DEFAULT_ENABLED, ...OPT_IN],
  },
  {
    id: 'aws-cn',
    name: 'AWS China',
    suffix: 'amazonaws.com.cn',
    dualStackSuffix: 'api.amazonwebservices.com.cn',
    pattern: /^cn-\w+-\d+$/,
    regions: ['cn-north-1', 'cn-northwest-1'],
  },
  {
    id: 'aws-us-gov',
    name: 'AWS GovCloud (US)',
    suffix: 'amazonaws.com',
    dualStackSuffix: 'api.aws',
    pattern: /^us-gov-\w+-\d+$/,
    regions: ['us-gov-east-1', 'us-gov-west-1'],
  },
  {
    id: 'aws-iso',
    name: 'AWS ISO (US)',
    suffix: 'c2s.ic.gov',
    dualStackSuffix: 'api.aws.ic.gov',
    pattern: /^us-iso-\w+-\d+$/,
    regions: ['us-iso-east-1', 'us-iso-west-1'],
  },
  {
    id: 'aws-iso-b',
    name: 'AWS ISOB (US)',
    suffix: 'sc2s.sgov.gov',
    dualStackSuffix: 'api.aws.scloud',
    pattern: /^us-isob-\w+-\d+$/,
    regions: ['us-isob-east-1', 'us-isob-west-1'],
  },
  {
    id: 'aws-iso-e',
    name: 'AWS ISOE (Europe)',
    suffix: 'cloud.adc-e.uk',
    dualStackSuffix: 'api.cloud-aws.adc-e.uk',
    pattern: /^eu-isoe-\w+-\d+$/,
    regions: ['eu-isoe-west-1'],
  },
  {
    id: 'aws-iso-f',
    name: 'AWS ISOF',
    suffix: 'csp.hci.ic.gov',
    dualStackSuffix: 'api.aws.hci.ic.gov',
    pattern: /^us-isof-\w+-\d+$/,
    regions: ['us-isof-east-1', 'us-isof-south-1'],
  },
  {
    id: 'aws-eusc',
    name: 'AWS European Sovereign Cloud',
    suffix: 'amazonaws.eu',
    dualStackSuffix: 'api.amazonwebservices.eu',
    pattern: /^eusc-(de)-\w+-\d+$/,
    regions: ['eusc-de-east-1'],
  },
];

const KNOWN = new Map(PARTITIONS.flatMap((p) => p.regions.map((region) => [region, p] as const)));

/** Whether a Region is on the list of {@link REGIONS_AS_OF}. */
export function isKnownRegion(region: string): boolean {
  return KNOWN.has(region);
}

/** Every Region on the list, in the order of the partitions. */
export function knownRegions(): string[] {
  return [...KNOWN.keys()];
}

/** The partition a Region is in: by name, else by pattern, else AWS, as SDKs do it. */
export function partitionOf(region: string): Partition {
  const pseudo = PARTITIONS.find((p) => region === `${p.id}-global`);
  return KNOWN.get(region) ?? pseudo ?? PARTITIONS.find((p) => p.pattern.test(region)) ?? PARTITIONS[0];
}

/** The Regions of a text may be asked for by this pattern: what Regions of any partition look like. */
export const REGION_PATTERN = '^[a-z]{2,4}(-[a-z]+){1,3}-\\d+$';

/** Whether `legacy` sends the Region to the global host in the SDKs that have the list of 15. */
export function isLegacyRegion(region: string): boolean {
  return region === 'aws-global' || LEGACY_REGIONS.includes(region);
}
