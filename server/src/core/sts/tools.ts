import { atLeast } from './versions';

/** Package names, as `sts-lens endpoint --tool NAME@VERSION` takes them. */
export const TOOL_IDS = [
  'aws-cli',
  'botocore',
  'boto3',
  'aws-sdk',
  '@aws-sdk/client-sts',
  'aws-sdk-core',
  'aws-sdk-go',
  'aws-sdk-go-v2',
  'aws-sdk-java',
  'aws-sdk-java-v2',
  'aws-sdk-php',
  'aws-sdk-net',
  'aws-sdk-cpp',
  'aws-sdk-rust',
  'aws-sdk-kotlin',
  'aws-sdk-swift',
  'terraform-provider-aws',
] as const;
export type ToolId = (typeof TOOL_IDS)[number];

/** A change of the default from `legacy` to `regional`. `before` stands for all versions before it. */
export interface Change {
  readonly version: string;
  readonly date: string;
  readonly before: string;
}

/** One line of a tool's versions that behaves in one way, but for what it says of itself here. */
export interface Tool {
  readonly id: ToolId;
  readonly name: string;
  /** The first version of the line; it ends where the next line of the same tool begins. */
  readonly from: string;
  /** What it does with `sts_regional_endpoints` and AWS_STS_REGIONAL_ENDPOINTS. */
  readonly setting: 'read' | 'ignored';
  /** The first version that reads the setting. */
  readonly readsFrom?: string;
  /** Without the setting. `regional` also where there is no setting to read. */
  readonly byDefault: 'legacy' | 'regional';
  /** When the default was `legacy` before. */
  readonly changed?: Change;
  /** Environment variables that name the Region, the first that counts first. */
  readonly regionVariables: readonly string[];
  /** What it does when no source names a Region. */
  readonly withoutRegion: 'global' | 'refuses' | 'us-east-1' | 'global unless regional';
  /** A recent version, for tables that show what happens now. */
  readonly recent: string;
}

const AWS_REGION = ['AWS_REGION'];
const BOTH = ['AWS_REGION', 'AWS_DEFAULT_REGION'];
const JULY_2025 = '2025-07-31';

/**
 * What each tool does about STS endpoints. Defaults: AWS Developer Tools Blog, "Updating AWS SDK defaults - AWS STS
 * service endpoint and Retry Strategy", and the change logs of the tools; the rest was seen with the real tools.
 */
export const TOOLS: readonly Tool[] = [
  {
    id: 'aws-cli',
    name: 'AWS CLI v1',
    from: '0',
    setting: 'read',
    readsFrom: '1.16.266',
    byDefault: 'regional',
    changed: { version: '1.42.0', date: JULY_2025, before: '1.41.17' },
    regionVariables: ['AWS_DEFAULT_REGION'],
    withoutRegion: 'global',
    recent: '1.45.11',
  },
  {
    id: 'aws-cli',
    name: 'AWS CLI v2',
    from: '2',
    setting: 'ignored',
    byDefault: 'regional',
    regionVariables: BOTH,
    withoutRegion: 'global',
    recent: '2.38.1',
  },
  {
    id: 'boto3',
    name: 'boto3',
    from: '0',
    setting: 'read',
    readsFrom: '1.10.2',
    byDefault: 'regional',
    changed: { version: '1.40.0', date: JULY_2025, before: '1.39.17' },
    regionVariables: ['AWS_DEFAULT_REGION'],
    withoutRegion: 'global',
    recent: '1.43.78',
  },
  {
    id: 'botocore',
    name: 'botocore',
    from: '0',
    setting: 'read',
    readsFrom: '1.13.2',
    byDefault: 'regional',
    changed: { version: '1.40.0', date: JULY_2025, before: '1.39.17' },
    regionVariables: ['AWS_DEFAULT_REGION'],
    withoutRegion: 'global',
    recent: '1.43.117',
  },
  {
    id: 'aws-sdk',
    name: 'JavaScript v2',
    from: '0',
    setting: 'read',
    readsFrom: '2.525.0',
    byDefault: 'legacy',
    regionVariables: ['AWS_REGION', 'AMAZON_REGION'],
    withoutRegion: 'global unless regional',
    recent: '2.1693.0',
  },
  {
    id: '@aws-sdk/client-sts',
    name: 'JavaScript v3',
    from: '0',
    setting: 'ignored',
    byDefault: 'regional',
    regionVariables: AWS_REGION,
    withoutRegion: 'refuses',
    recent: '3.1169.0',
  },
  {
    id: 'aws-sdk-core',
    name: 'Ruby v3',
    from: '0',
    setting: 'read',
    readsFrom: '3.71.0',
    byDefault: 'regional',
    changed: { version: '3.92.0', date: '2020-03-20', before: '3.91.1' },
    regionVariables: ['AWS_REGION', 'AMAZON_REGION', 'AWS_DEFAULT_REGION'],
    withoutRegion: 'refuses',
    recent: '3.257.0',
  },
  {
    id: 'aws-sdk-go',
    name: 'Go v1',
    from: '0',
    setting: 'read',
    readsFrom: '1.25.18',
    byDefault: 'legacy',
    regionVariables: BOTH,
    withoutRegion: 'global',
    recent: '1.55.6',
  },
  {
    id: 'aws-sdk-go-v2',
    name: 'Go v2',
    from: '0',
    setting: 'ignored',
    byDefault: 'regional',
    regionVariables: BOTH,
    withoutRegion: 'refuses',
    recent: '1.41.7',
  },
  {
    id: 'aws-sdk-java',
    name: 'Java v1',
    from: '0',
    setting: 'read',
    readsFrom: '1.11.618',
    byDefault: 'legacy',
    regionVariables: AWS_REGION,
    withoutRegion: 'global',
    recent: '1.12.0',
  },
  {
    id: 'aws-sdk-java-v2',
    name: 'Java v2',
    from: '0',
    setting: 'ignored',
    byDefault: 'regional',
    regionVariables: AWS_REGION,
    withoutRegion: 'refuses',
    recent: '2.0',
  },
  {
    id: 'aws-sdk-net',
    name: '.NET v3',
    from: '0',
    setting: 'read',
    byDefault: 'regional',
    changed: { version: '3.7.500.0', date: JULY_2025, before: '3.7.499.0' },
    regionVariables: AWS_REGION,
    withoutRegion: 'global',
    recent: '3.7.500.0',
  },
  {
    id: 'aws-sdk-net',
    name: '.NET v4',
    from: '4',
    setting: 'ignored',
    byDefault: 'regional',
    regionVariables: AWS_REGION,
    withoutRegion: 'us-east-1',
    recent: '4.0',
  },
  {
    id: 'aws-sdk-php',
    name: 'PHP v3',
    from: '0',
    setting: 'read',
    byDefault: 'regional',
    changed: { version: '3.351.12', date: JULY_2025, before: '3.351.11' },
    regionVariables: BOTH,
    withoutRegion: 'refuses',
    recent: '3.351.12',
  },
  {
    id: 'aws-sdk-rust',
    name: 'Rust',
    from: '0',
    setting: 'ignored',
    byDefault: 'regional',
    regionVariables: AWS_REGION,
    withoutRegion: 'refuses',
    recent: '1',
  },
  {
    id: 'aws-sdk-kotlin',
    name: 'Kotlin',
    from: '0',
    setting: 'ignored',
    byDefault: 'regional',
    regionVariables: AWS_REGION,
    withoutRegion: 'refuses',
    recent: '1.5.43',
  },
  {
    id: 'aws-sdk-swift',
    name: 'Swift',
    from: '0',
    setting: 'ignored',
    byDefault: 'regional',
    regionVariables: AWS_REGION,
    withoutRegion: 'refuses',
    recent: '1.0',
  },
  {
    id: 'aws-sdk-cpp',
    name: 'C++',
    from: '0',
    setting: 'ignored',
    byDefault: 'regional',
    regionVariables: ['AWS_DEFAULT_REGION', 'AWS_REGION'],
    withoutRegion: 'us-east-1',
    recent: '1.11.619',
  },
  {
    id: 'terraform-provider-aws',
    name: 'Terraform AWS provider',
    from: '0',
    setting: 'ignored',
    byDefault: 'regional',
    regionVariables: BOTH,
    withoutRegion: 'refuses',
    recent: '6.0',
  },
];

/** The line of versions that a tool's version belongs to. */
export function toolAt(id: ToolId, version: string): Tool {
  return TOOLS.findLast((tool) => tool.id === id && atLeast(version, tool.from)) ?? TOOLS[0]!;
}

/** What a version uses without the setting. */
export function defaultOf(tool: Tool, version: string): 'legacy' | 'regional' {
  return tool.changed !== undefined && !atLeast(version, tool.changed.version) ? 'legacy' : tool.byDefault;
}
