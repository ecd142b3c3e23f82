import { configValues } from './configValues';

const TYPES: Readonly<Record<string, string>> = {
  region: 'A Region',
  sso_region: 'A Region',
  endpoint_url: 'A URL',
  ec2_metadata_service_endpoint: 'A URL',
  sso_start_url: 'A URL',
  role_arn: 'The ARN of a role',
  mfa_serial: 'The ARN of an MFA device, or a serial number',
  source_profile: 'The name of a profile',
  sso_session: 'The name of an `[sso-session …]` section',
  services: 'The name of a `[services …]` section',
  duration_seconds: 'A whole number of seconds, 900 to 43200; 3600 unless set',
  role_session_name: '2 to 64 letters, digits and `_+=,.@-`',
  external_id: '2 to 1,224 letters, digits and `_+=,.@:/-`',
  web_identity_token_file: 'A path',
  ca_bundle: 'A path',
  data_path: 'Paths',
  cli_legacy_plugin_path: 'A path',
  credential_process: 'A command',
  cli_pager: 'A command',
  sso_account_id: 'An account ID of 12 digits',
  aws_account_id: 'An account ID of 12 digits',
  max_attempts: 'A whole number from 1',
  metadata_service_timeout: 'A number of seconds',
  metadata_service_num_attempts: 'A whole number',
  request_min_compression_size_bytes: 'A whole number of bytes, up to 10485760',
  csm_port: 'A port number',
  s3: 'Settings on indented lines below',
  api_versions: 'Settings on indented lines below',
  tcp_keepalive: '`true` or `false`',
  imds_use_ipv6: '`true` or `false`',
};

const ENDPOINT_URLS = 'recent versions of most tools; not by JavaScript v2, Go v1 and Java v1';
const PYTHON = 'boto3 and the AWS CLI';

const TOOLS: Readonly<Record<string, string>> = {
  sts_regional_endpoints:
    'AWS CLI v1, boto3, Ruby, PHP, .NET v3, and the ended JavaScript v2, Go v1 and Java v1',
  endpoint_url: ENDPOINT_URLS,
  services: ENDPOINT_URLS,
  ignore_configured_endpoint_urls: ENDPOINT_URLS,
  s3: PYTHON,
  api_versions: PYTHON,
  parameter_validation: PYTHON,
  data_path: PYTHON,
  aws_security_token: PYTHON,
  output: 'the AWS CLI',
  cli_timestamp_format: 'the AWS CLI',
  cli_follow_urlparam: 'the AWS CLI',
  cli_history: 'the AWS CLI',
  cli_auto_prompt: 'the AWS CLI v2',
  cli_pager: 'the AWS CLI v2',
  cli_binary_format: 'the AWS CLI v2',
  cli_error_format: 'the AWS CLI v2',
  cli_help_output: 'the AWS CLI v2',
  cli_legacy_plugin_path: 'the AWS CLI v2',
};

/** What a value of a key is, as Markdown words without a full stop; undefined where it is any text. */
export function keyType(key: string): string | undefined {
  if (Object.hasOwn(TYPES, key)) return TYPES[key];
  const values = configValues(key).map((value) => `\`${value}\``);
  if (values.length < 2) return undefined;
  return values.length === 2
    ? values.join(' or ')
    : `One of ${values.slice(0, -1).join(', ')} and ${values.at(-1)}`;
}

/** Which tools read a key, as words, where not all do. What is not told apart here is undefined. */
function keyTools(key: string): string | undefined {
  return Object.hasOwn(TOOLS, key) ? TOOLS[key] : undefined;
}

/** Type and tools of a key in one line of Markdown, or undefined when there is nothing to say. */
export function keyFacts(key: string): string | undefined {
  const type = keyType(key);
  const tools = keyTools(key);
  const parts = [
    ...(type === undefined ? [] : [`Value: ${type}.`]),
    ...(tools === undefined ? [] : [`Read by ${tools}.`]),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}
