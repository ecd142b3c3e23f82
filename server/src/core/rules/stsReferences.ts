import type { Reference } from '../explain/explanation';

/** Pages about STS endpoints that several rules point to. */
export const STS_ENDPOINTS: Reference = {
  title: 'AWS SDKs and Tools Reference Guide: AWS STS Regional endpoints',
  url: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html',
};
export const STS_REGIONS: Reference = {
  title: 'IAM User Guide: Manage AWS STS in an AWS Region',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html',
};
export const SDK_DEFAULTS: Reference = {
  title: 'AWS Developer Tools Blog: Updating AWS SDK defaults - AWS STS service endpoint and Retry Strategy',
  url: 'https://aws.amazon.com/blogs/developer/updating-aws-sdk-defaults-aws-sts-service-endpoint-and-retry-strategy/',
};
export const SDK_REGION: Reference = {
  title: 'AWS SDKs and Tools Reference Guide: AWS Region',
  url: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html',
};
export const CONFIG_FORMAT: Reference = {
  title: 'AWS SDKs and Tools Reference Guide: Shared config and credentials files',
  url: 'https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html',
};
