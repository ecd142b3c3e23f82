import type { Reference } from '../explain/explanation';

/** Pages that several rules point to, so that each is written once. */
export const ROLE_TRUST_CHANGE: Reference = {
  title: 'AWS Security Blog: Announcing an update to IAM role trust policy behavior',
  url: 'https://aws.amazon.com/blogs/security/announcing-an-update-to-iam-role-trust-policy-behavior/',
};
export const TRUST_POLICIES: Reference = {
  title: 'IAM User Guide: Roles terms and concepts (trust policy)',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html',
};
export const PRINCIPAL_ELEMENT: Reference = {
  title: 'IAM User Guide: AWS JSON policy elements: Principal',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
};
export const CLOUDTRAIL_STS: Reference = {
  title: 'IAM User Guide: Logging IAM and AWS STS API calls with AWS CloudTrail',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html',
};
export const VERSION_ELEMENT: Reference = {
  title: 'IAM User Guide: IAM JSON policy elements: Version',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html',
};
export const SID_ELEMENT: Reference = {
  title: 'IAM User Guide: IAM JSON policy elements: Sid',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html',
};
export const ACCESS_ANALYZER: Reference = {
  title: 'IAM User Guide: IAM policy validation check reference',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html',
};
export const IAM_QUOTAS: Reference = {
  title: 'IAM User Guide: IAM and AWS STS quotas',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
};
