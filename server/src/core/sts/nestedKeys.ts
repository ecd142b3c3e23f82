import { type Sentence, say, series, words } from '../explain/sentence';
import type { WrongValue } from './configChecks';

/** A setting that stands indented below `s3`. */
interface S3Key {
  /** Markdown. */
  readonly meaning: string;
  /** It is a setting of profiles too, or begins as one: at the left margin it may have its effect. */
  readonly alsoOfProfile?: true;
  readonly check?: (value: string, key: string) => WrongValue | undefined;
}

const CLI = '`aws s3` commands of the AWS CLI';

function refused(key: string, what: Sentence): WrongValue {
  const why = say`The value of ${key} must be ${what}: the AWS CLI stops with an error at ${'aws s3'} commands that transfer files.`;
  return { why, effect: 'refused', meant: [] };
}

function number(value: string, key: string): WrongValue | undefined {
  return /^\+?0*[1-9]\d*$/.test(value) ? undefined : refused(key, words('a whole number from 1'));
}

/** Such as `64MB`, `16MiB` or a number of bytes. */
function size(value: string, key: string): WrongValue | undefined {
  return /^\+?\d+\s*(?:[kmgt]i?b)?$/i.test(value)
    ? undefined
    : refused(key, say`a number of bytes, or one with ${'KB'}, ${'MB'}, ${'GB'} or ${'TB'} behind it`);
}

/** Such as `50MB/s`. */
function rate(value: string, key: string): WrongValue | undefined {
  return /^\+?\d+\s*(?:(?:[kmgt]i?)?b\/s)?$/i.test(value)
    ? undefined
    : refused(key, say`a rate such as ${'50MB/s'}`);
}

function client(value: string, key: string): WrongValue | undefined {
  const options = ['auto', 'classic', 'crt'];
  if (value === 'default' || options.includes(value)) return undefined;
  return refused(
    key,
    series(
      options.map((option) => say`${option}`),
      'or',
    ),
  );
}

/**
 * The settings below `s3` that the AWS CLI or boto3 read, by lower-case name. Sources: AWS CLI Command Reference,
 * "AWS CLI S3 Configuration" (topic s3-config); the readers themselves, awscli/customizations/s3/transferconfig.py of
 * v1 1.45 and v2 2.38, and botocore/configprovider.py of 1.43.
 */
export const S3_KEYS: ReadonlyMap<string, S3Key> = new Map<string, S3Key>([
  ['max_concurrent_requests', { meaning: `How many requests ${CLI} send at the same time.`, check: number }],
  ['max_queue_size', { meaning: `How many tasks may wait in ${CLI}.`, check: number }],
  ['multipart_threshold', { meaning: `From this size on, ${CLI} transfer a file in parts.`, check: size }],
  ['multipart_chunksize', { meaning: `The size of the parts in ${CLI}.`, check: size }],
  ['max_bandwidth', { meaning: `The most that ${CLI} transfer, such as \`50MB/s\`.`, check: rate }],
  ['io_chunksize', { meaning: `How much ${CLI} read and write at once; AWS CLI v2.`, check: size }],
  [
    'preferred_transfer_client',
    { meaning: `The library behind ${CLI}: \`auto\`, \`classic\` or \`crt\`; AWS CLI v2.`, check: client },
  ],
  ['target_bandwidth', { meaning: `What the \`crt\` client of ${CLI} aims at; AWS CLI v2.`, check: rate }],
  ['should_stream', { meaning: `Whether the \`crt\` client of ${CLI} streams files; AWS CLI v2.` }],
  [
    'disk_throughput',
    { meaning: `What the disk can do, for the \`crt\` client of ${CLI}; AWS CLI v2.`, check: rate },
  ],
  [
    'direct_io',
    { meaning: `Whether the \`crt\` client of ${CLI} goes round the cache of files; AWS CLI v2.` },
  ],
  ['use_accelerate_endpoint', { meaning: '`true` uses S3 Transfer Acceleration, in the AWS CLI and boto3.' }],
  [
    'use_dualstack_endpoint',
    { meaning: '`true` uses the dual-stack endpoint of S3, in the AWS CLI and boto3.', alsoOfProfile: true },
  ],
  ['addressing_style', { meaning: '`path`, `virtual` or `auto`: where the bucket’s name goes.' }],
  ['payload_signing_enabled', { meaning: '`true` signs the content of uploads too.' }],
  ['signature_version', { meaning: 'The version of the signature for S3, in the AWS CLI and boto3.' }],
  ['use_arn_region', { meaning: '`true` sends requests to the Region in an access point’s ARN.' }],
  [
    'us_east_1_regional_endpoint',
    { meaning: '`regional` calls S3 in us-east-1 by its Regional name, `legacy` by the global one.' },
  ],
  [
    's3_disable_multiregion_access_points',
    { meaning: '`true` refuses Multi-Region Access Points.', alsoOfProfile: true },
  ],
  // Of the plugin awscli-plugin-endpoint, and of `[services …]` sections.
  ['endpoint_url', { meaning: 'The URL that requests to S3 go to.', alsoOfProfile: true }],
]);

/** What is wrong with the value of a setting below `s3`. */
export function wrongS3Value(key: string, value: string): WrongValue | undefined {
  return S3_KEYS.get(key)?.check?.(value, key);
}

/**
 * The one setting of `[plugins]` that the AWS CLI v2 has of its own; all others are names of plugins (aws-cli
 * awscli/plugin.py of v2).
 */
export const PLUGIN_PATH = 'cli_legacy_plugin_path';

/** What the section `[plugins]` is for, as Markdown. */
export const PLUGINS_MEANING =
  'Plugins of the AWS CLI: a name, and the Python module that it is. The AWS CLI v1 imports each of them; v2 only where `cli_legacy_plugin_path` in this section says in which folders they lie. No other tool reads the section.';
