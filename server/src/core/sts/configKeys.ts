import type { Reference } from '../explain/explanation';

// Why this file is long: it is a table, one row for each documented key.

/**
 * What a key of a profile is for. `kind` says what it touches: the STS endpoint, the credentials (and so which STS
 * call is made), a secret that is never shown, or neither.
 */
export interface ConfigKey {
  readonly kind: 'endpoint' | 'credentials' | 'secret' | 'other';
  /** One or two sentences, shown in hovers. */
  readonly meaning: string;
  readonly page?: Reference;
}

const GUIDE = 'https://docs.aws.amazon.com/sdkref/latest/guide';

function page(title: string, file: string): Reference {
  return { title: `AWS SDKs and Tools Reference Guide: ${title}`, url: `${GUIDE}/${file}.html` };
}

const STATIC = page('AWS access keys', 'feature-static-credentials');
const ASSUME = page('Assume role credential provider', 'feature-assume-role-credentials');
const SSO = page('IAM Identity Center credential provider', 'feature-sso-credentials');
const PROCESS = page('Process credential provider', 'feature-process-credentials');
const REGION = page('AWS Region', 'feature-region');
const STS = page('AWS STS Regional endpoints', 'feature-sts-regionalized-endpoints');
const URLS = page('Service-specific endpoints', 'feature-ss-endpoints');
const VARIANTS = page('Dual-stack and FIPS endpoints', 'feature-endpoints');
const MODES = page('Smart configuration defaults', 'feature-smart-config-defaults');
const IMDS = page('IMDS credential provider', 'feature-imds-credentials');
const RETRY = page('Retry behavior', 'feature-retry-behavior');
const GENERAL = page('General configuration settings', 'feature-gen-config');

/** Where the keys are listed: the settings reference of the guide. */
const SETTINGS_PAGE = page('Settings reference', 'settings-reference');

/**
 * The keys that AWS documents for profiles, by lower-case name: AWS SDKs and Tools Reference Guide, "Settings
 * reference", and the AWS CLI User Guide, "Configuration and credential file settings".
 */
export const CONFIG_KEYS: ReadonlyMap<string, ConfigKey> = new Map<string, ConfigKey>([
  [
    'region',
    {
      kind: 'endpoint',
      meaning: 'The AWS Region that requests go to. It makes the Regional STS host.',
      page: REGION,
    },
  ],
  [
    'sts_regional_endpoints',
    {
      kind: 'endpoint',
      meaning:
        '`regional` calls STS in the Region of the profile, `legacy` calls the global host in 15 old Regions. The newest SDK majors do not read it: they are Regional anyway.',
      page: STS,
    },
  ],
  [
    'endpoint_url',
    {
      kind: 'endpoint',
      meaning:
        'Sends every service’s requests to this URL, STS included, unless a service has a URL of its own.',
      page: URLS,
    },
  ],
  [
    'services',
    {
      kind: 'endpoint',
      meaning: 'Names a `[services …]` section with an endpoint URL for each service.',
      page: URLS,
    },
  ],
  [
    'ignore_configured_endpoint_urls',
    {
      kind: 'endpoint',
      meaning: '`true` makes SDKs leave out every configured endpoint URL except one given in code.',
      page: URLS,
    },
  ],
  [
    'use_fips_endpoint',
    {
      kind: 'endpoint',
      meaning: '`true` chooses FIPS endpoints. They come before `sts_regional_endpoints`.',
      page: VARIANTS,
    },
  ],
  [
    'use_dualstack_endpoint',
    {
      kind: 'endpoint',
      meaning:
        '`true` chooses endpoints that answer over IPv4 and IPv6. They come before `sts_regional_endpoints`.',
      page: VARIANTS,
    },
  ],
  [
    'defaults_mode',
    {
      kind: 'endpoint',
      meaning:
        'A set of defaults. In boto3, Ruby and .NET every mode but `legacy` also means `sts_regional_endpoints = regional`.',
      page: MODES,
    },
  ],
  [
    'role_arn',
    {
      kind: 'credentials',
      meaning:
        'The role to assume. Tools call STS with the credentials of `source_profile`, `credential_source` or the web identity token.',
      page: ASSUME,
    },
  ],
  [
    'source_profile',
    { kind: 'credentials', meaning: 'The profile whose credentials call `AssumeRole`.', page: ASSUME },
  ],
  [
    'credential_source',
    {
      kind: 'credentials',
      meaning:
        'Where the credentials that call `AssumeRole` come from: `Environment`, `Ec2InstanceMetadata` or `EcsContainer`.',
      page: ASSUME,
    },
  ],
  [
    'role_session_name',
    {
      kind: 'credentials',
      meaning: 'The name of the session, shown in CloudTrail and matched by `sts:RoleSessionName`.',
      page: ASSUME,
    },
  ],
  [
    'external_id',
    {
      kind: 'credentials',
      meaning: 'Sent with `AssumeRole`; a trust policy can demand it with `sts:ExternalId`.',
      page: ASSUME,
    },
  ],
  [
    'mfa_serial',
    {
      kind: 'credentials',
      meaning: 'The MFA device whose code is asked for before `AssumeRole`.',
      page: ASSUME,
    },
  ],
  [
    'duration_seconds',
    {
      kind: 'credentials',
      meaning: 'How long the session lasts, from 900 seconds to the maximum of the role.',
      page: ASSUME,
    },
  ],
  [
    'web_identity_token_file',
    {
      kind: 'credentials',
      meaning: 'A file with an OIDC token, exchanged with STS by `AssumeRoleWithWebIdentity`.',
      page: ASSUME,
    },
  ],
  [
    'credential_process',
    {
      kind: 'credentials',
      meaning: 'A command that prints credentials as JSON. Whether it calls STS is its own business.',
      page: PROCESS,
    },
  ],
  ['aws_access_key_id', { kind: 'credentials', meaning: 'The public half of an access key.', page: STATIC }],
  [
    'aws_secret_access_key',
    { kind: 'secret', meaning: 'The secret half of an access key. STS Lens never shows it.', page: STATIC },
  ],
  [
    'aws_session_token',
    {
      kind: 'secret',
      meaning: 'The session token of temporary credentials. STS Lens never shows it.',
      page: STATIC,
    },
  ],
  [
    'aws_security_token',
    {
      kind: 'secret',
      meaning: 'The old name of `aws_session_token`, which boto3 still reads. STS Lens never shows it.',
      page: STATIC,
    },
  ],
  [
    'aws_account_id',
    {
      kind: 'credentials',
      meaning: 'The account of the credentials, for account-based endpoints. STS has none.',
    },
  ],
  [
    'account_id_endpoint_mode',
    { kind: 'other', meaning: 'Whether account-based endpoints are used. STS has none.' },
  ],
  [
    'sso_session',
    {
      kind: 'credentials',
      meaning:
        'Names an `[sso-session …]` section. Credentials come from the IAM Identity Center portal, not from STS.',
      page: SSO,
    },
  ],
  ['sso_start_url', { kind: 'credentials', meaning: 'The access portal of IAM Identity Center.', page: SSO }],
  [
    'sso_region',
    {
      kind: 'credentials',
      meaning:
        'The Region of the IAM Identity Center instance. It is not the Region of requests: that is `region`.',
      page: SSO,
    },
  ],
  [
    'sso_account_id',
    {
      kind: 'credentials',
      meaning: 'The account in which IAM Identity Center gives credentials.',
      page: SSO,
    },
  ],
  [
    'sso_role_name',
    {
      kind: 'credentials',
      meaning: 'The permission set name, as IAM Identity Center calls the role.',
      page: SSO,
    },
  ],
  [
    'sso_registration_scopes',
    { kind: 'credentials', meaning: 'The scopes asked for at sign-in.', page: SSO },
  ],
  [
    'login_session',
    { kind: 'credentials', meaning: 'The console session that `aws login` keeps credentials of.' },
  ],
  ['output', { kind: 'other', meaning: 'The output format of the AWS CLI.', page: GENERAL }],
  ['ca_bundle', { kind: 'other', meaning: 'A file of certificate authorities to trust.', page: GENERAL }],
  [
    'parameter_validation',
    { kind: 'other', meaning: 'Whether parameters are checked before a request is sent.', page: GENERAL },
  ],
  [
    'api_versions',
    { kind: 'other', meaning: 'API versions by service, for the AWS CLI and boto3.', page: GENERAL },
  ],
  ['retry_mode', { kind: 'other', meaning: 'How failed requests are tried again.', page: RETRY }],
  ['max_attempts', { kind: 'other', meaning: 'How often a request is tried in all.', page: RETRY }],
  ['s3', { kind: 'other', meaning: 'Settings of S3 transfers, on indented lines below.' }],
  [
    'ec2_metadata_service_endpoint',
    { kind: 'credentials', meaning: 'Where the instance metadata service answers.', page: IMDS },
  ],
  [
    'ec2_metadata_service_endpoint_mode',
    { kind: 'credentials', meaning: '`IPv4` or `IPv6` for the instance metadata service.', page: IMDS },
  ],
  [
    'ec2_metadata_v1_disabled',
    {
      kind: 'credentials',
      meaning: '`true` refuses the first version of the instance metadata service.',
      page: IMDS,
    },
  ],
  [
    'metadata_service_timeout',
    { kind: 'credentials', meaning: 'Seconds to wait for the instance metadata service.', page: IMDS },
  ],
  [
    'metadata_service_num_attempts',
    { kind: 'credentials', meaning: 'How often the instance metadata service is asked.', page: IMDS },
  ],
  ...others([
    ['tcp_keepalive', '`true` keeps idle connections open with TCP keep-alive packets.'],
    ['data_path', 'Folders with more service models, for boto3 and the AWS CLI.'],
    [
      'imds_use_ipv6',
      '`true` asks the instance metadata service over IPv6. The newer name is `ec2_metadata_service_endpoint_mode`.',
    ],
    ['sigv4a_signing_region_set', 'The Regions that a signature of version 4A is valid for.'],
    ['auth_scheme_preference', 'The ways of signing requests to choose from, the preferred one first.'],
    ['s3_use_arn_region', '`true` sends S3 requests to the Region in an access point’s ARN.'],
    [
      's3_us_east_1_regional_endpoint',
      '`regional` calls S3 in us-east-1 by its Regional name, `legacy` by the global one.',
    ],
    ['s3_disable_multiregion_access_points', '`true` refuses Multi-Region Access Points of S3.'],
    [
      's3_disable_express_session_auth',
      '`true` signs requests to S3 Express One Zone without a session of its own.',
    ],
    [
      'request_checksum_calculation',
      'When requests carry a checksum: wherever it is supported, or only where it is required.',
    ],
    [
      'response_checksum_validation',
      'When checksums of responses are checked: wherever there is one, or only where it is required.',
    ],
    ['disable_request_compression', '`true` sends requests uncompressed.'],
    ['request_min_compression_size_bytes', 'Requests from this many bytes on are compressed.'],
    ['sdk_ua_app_id', 'A name for the application, sent along in the user agent.'],
    [
      'csm_enabled',
      '`true` sends metrics of API calls to an agent on this machine. Only older SDKs know it.',
    ],
    ['csm_host', 'Where the agent for client-side monitoring listens.'],
    ['csm_port', 'The port of the agent for client-side monitoring.'],
    ['csm_client_id', 'A name for the application in client-side monitoring.'],
    [
      'endpoint_discovery_enabled',
      'Whether services that offer it are asked for the endpoint to use. STS does not.',
    ],
    [
      'disable_host_prefix_injection',
      '`true` leaves out the prefixes that some operations put before the host name.',
    ],
    ['cli_auto_prompt', 'Whether the AWS CLI v2 asks for missing parameters.'],
    ['cli_pager', 'The program that the AWS CLI v2 shows long output with; empty for none.'],
    ['cli_timestamp_format', 'How the AWS CLI writes times: as the service sends them, or in ISO 8601.'],
    ['cli_follow_urlparam', 'Whether the AWS CLI fetches parameters that are URLs.'],
    ['cli_history', '`enabled` keeps a history of commands, for `aws history`.'],
    ['cli_binary_format', 'How the AWS CLI v2 takes binary parameters.'],
    ['cli_error_format', 'How the AWS CLI v2 writes errors.'],
    ['cli_help_output', 'How the AWS CLI v2 shows its help.'],
    ['cli_legacy_plugin_path', 'The folder of plugins for the AWS CLI v2.'],
  ]),
]);

function others(keys: readonly (readonly [string, string])[]): [string, ConfigKey][] {
  return keys.map(([key, meaning]) => [key, { kind: 'other', meaning, page: SETTINGS_PAGE }]);
}

/** The keys that count in an `[sso-session …]` section (AWS SDKs and Tools Reference Guide, IAM Identity Center). */
export const SSO_SESSION_KEYS: readonly string[] = ['sso_region', 'sso_start_url', 'sso_registration_scopes'];

/** Keys that mark a file as AWS configuration: no other program's files are known to use them with this meaning. */
const DISTINCTIVE =
  /^(aws_(access_key_id|secret_access_key|session_token)|role_arn|source_profile|credential_source|credential_process|web_identity_token_file|sts_regional_endpoints|mfa_serial|sso_(session|start_url|region|account_id|role_name|registration_scopes))$/;

/** Whether a lower-case key is used by AWS configuration only. */
export function isDistinctive(key: string): boolean {
  return DISTINCTIVE.test(key);
}

/**
 * Whether the value of a key must never be shown: known secrets, and unknown keys whose name looks like one.
 * @param key in any case
 */
export function isSecret(key: string): boolean {
  const known = CONFIG_KEYS.get(key.toLowerCase());
  if (known !== undefined) return known.kind === 'secret';
  return /secret|token|password|passwd|private|credential|api_?key|access_?key/i.test(key);
}
