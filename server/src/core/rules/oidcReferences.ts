import type { Reference } from '../explain/explanation';

/** Pages on identity providers that several rules point to. */
export const OIDC_ROLE: Reference = {
  title: 'IAM User Guide: Create a role for OpenID Connect federation',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
};
export const SHARED_PROVIDERS: Reference = {
  title: 'IAM User Guide: Identity-provider controls for shared OIDC providers',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html',
};
export const GITHUB_AWS: Reference = {
  title: 'GitHub Docs: Configuring OpenID Connect in Amazon Web Services',
  url: 'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
};
export const GITHUB_SUBJECTS: Reference = {
  title: 'GitHub Docs: OpenID Connect reference',
  url: 'https://docs.github.com/en/actions/reference/security/oidc',
};
export const EKS_ROLE: Reference = {
  title: 'Amazon EKS User Guide: Assign IAM roles to Kubernetes service accounts',
  url: 'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
};
export const SAML_ROLE: Reference = {
  title: 'IAM User Guide: Create a role for SAML 2.0 federation (console)',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html',
};
export const SAML_ASSERTIONS: Reference = {
  title: 'IAM User Guide: Configure SAML assertions for the authentication response',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html',
};
export const COGNITO_TRUST: Reference = {
  title: 'Amazon Cognito Developer Guide: IAM roles (role trust and permissions)',
  url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html',
};
export const CONFUSED_DEPUTY: Reference = {
  title: 'IAM User Guide: The confused deputy problem',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
};
