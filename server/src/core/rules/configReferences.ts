import type { Reference } from '../explain/explanation';

const GUIDE = 'https://docs.aws.amazon.com/sdkref/latest/guide';

/** Pages about the config and credentials files that several rules point to. */
export const SETTINGS_REFERENCE: Reference = {
  title: 'AWS SDKs and Tools Reference Guide: Settings reference',
  url: `${GUIDE}/settings-reference.html`,
};
export const ASSUME_ROLE_PROVIDER: Reference = {
  title: 'AWS SDKs and Tools Reference Guide: Assume role credential provider',
  url: `${GUIDE}/feature-assume-role-credentials.html`,
};
export const SSO_PROVIDER: Reference = {
  title: 'AWS SDKs and Tools Reference Guide: IAM Identity Center credential provider',
  url: `${GUIDE}/feature-sso-credentials.html`,
};
export const STATIC_KEYS: Reference = {
  title: 'AWS SDKs and Tools Reference Guide: AWS access keys',
  url: `${GUIDE}/feature-static-credentials.html`,
};
export const SERVICE_ENDPOINTS: Reference = {
  title: 'AWS SDKs and Tools Reference Guide: Service-specific endpoints',
  url: `${GUIDE}/feature-ss-endpoints.html`,
};
export const CLI_FILES: Reference = {
  title: 'AWS CLI User Guide: Configuration and credential file settings',
  url: 'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html',
};
export const ASSUME_ROLE_API: Reference = {
  title: 'AWS Security Token Service API Reference: AssumeRole',
  url: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
};
