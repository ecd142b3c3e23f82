const FLAG = ['true', 'false'];

/**
 * The values that a key of AWS config files can have, where they are a fixed few, by lower-case key. Sources: AWS SDKs
 * and Tools Reference Guide, the page of each setting; AWS CLI User Guide, "Configuration and credential file
 * settings".
 */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  sts_regional_endpoints: ['regional', 'legacy'],
  credential_source: ['Environment', 'Ec2InstanceMetadata', 'EcsContainer'],
  output: ['json', 'yaml', 'yaml-stream', 'text', 'table'],
  defaults_mode: ['standard', 'in-region', 'cross-region', 'mobile', 'auto', 'legacy'],
  retry_mode: ['standard', 'adaptive', 'legacy'],
  account_id_endpoint_mode: ['preferred', 'disabled', 'required'],
  ec2_metadata_service_endpoint_mode: ['IPv4', 'IPv6'],
  s3_us_east_1_regional_endpoint: ['regional', 'legacy'],
  request_checksum_calculation: ['when_supported', 'when_required'],
  response_checksum_validation: ['when_supported', 'when_required'],
  cli_auto_prompt: ['on', 'on-partial', 'off'],
  cli_binary_format: ['base64', 'raw-in-base64-out'],
  cli_timestamp_format: ['wire', 'iso8601'],
  cli_history: ['enabled'],
  sso_registration_scopes: ['sso:account:access'],
  use_fips_endpoint: FLAG,
  use_dualstack_endpoint: FLAG,
  ignore_configured_endpoint_urls: FLAG,
  ec2_metadata_v1_disabled: FLAG,
  parameter_validation: FLAG,
  s3_use_arn_region: FLAG,
  s3_disable_multiregion_access_points: FLAG,
  s3_disable_express_session_auth: FLAG,
  disable_request_compression: FLAG,
  endpoint_discovery_enabled: FLAG,
  disable_host_prefix_injection: FLAG,
  csm_enabled: FLAG,
  cli_follow_urlparam: FLAG,
};

/** The values a key can have, in the order to offer them; empty where there is no fixed list. Case does not matter. */
export function configValues(key: string): readonly string[] {
  const lower = key.toLowerCase();
  return Object.hasOwn(VALUES, lower) ? VALUES[lower]! : [];
}
