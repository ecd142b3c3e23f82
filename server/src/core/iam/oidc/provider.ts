import type { Reference } from '../../explain/explanation';
import { bitbucketBreadth } from './bitbucket';
import type { Breadth, SubjectPattern } from './breadth';
import { buildkiteBreadth } from './buildkite';
import { circleciBreadth } from './circleci';
import { genericBreadth } from './generic';
import { githubBreadth } from './github';
import { gitlabBreadth } from './gitlab';
import { kubernetesBreadth } from './kubernetes';
import { terraformCloudBreadth } from './terraformCloud';

/** An OpenID Connect identity provider, as far as it is known. */
export interface OidcProvider {
  readonly id: string;
  /** As it stands in a sentence: "GitHub". */
  readonly name: string;
  /**
   * The claims of which one at least must be tested, because customers of the provider share the issuer and may
   * choose the audience. Undefined where the issuer belongs to one customer, or nothing is known of it.
   */
  readonly tenantClaims?: readonly string[];
  /** What tenantClaims tell, in words: "repository". */
  readonly tenant?: string;
  /** What a pattern for its `sub` claim matches. */
  readonly breadth: (pattern: SubjectPattern) => Breadth;
  readonly page?: Reference;
}

const EKS_PAGE: Reference = {
  title: 'Amazon EKS User Guide: Assign IAM roles to Kubernetes service accounts',
  url: 'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
};

const GITHUB: OidcProvider = {
  id: 'github',
  name: 'GitHub',
  tenantClaims: [
    'sub',
    'job_workflow_ref',
    'workflow_ref',
    'repository',
    'repository_id',
    'repository_owner',
    'repository_owner_id',
    'enterprise',
    'enterprise_id',
    'actor_id',
  ],
  tenant: 'repository',
  breadth: githubBreadth,
  page: {
    title: 'GitHub Docs: OpenID Connect reference',
    url: 'https://docs.github.com/en/actions/reference/security/oidc',
  },
};

/** An issuer of one enterprise: `token.actions.githubusercontent.com/ENTERPRISE` or on its own host. */
const GITHUB_ENTERPRISE: OidcProvider = {
  id: 'github-enterprise',
  name: 'GitHub',
  breadth: githubBreadth,
  page: GITHUB.page!,
};

const EKS: OidcProvider = { id: 'eks', name: 'Amazon EKS', breadth: kubernetesBreadth, page: EKS_PAGE };

const GENERIC: OidcProvider = { id: 'generic', name: 'the provider', breadth: genericBreadth };

/**
 * Providers by issuer. Which of them are shared, and by which claims their customers are told apart: IAM User Guide,
 * "Identity-provider controls for shared OIDC providers" and "IAM and AWS STS condition context keys".
 */
const BY_ISSUER: Readonly<Record<string, OidcProvider>> = {
  'token.actions.githubusercontent.com': GITHUB,
  'gitlab.com': {
    id: 'gitlab',
    name: 'GitLab.com',
    tenantClaims: ['sub', 'namespace_id', 'project_id', 'user_id', 'user_login', 'user_email'],
    tenant: 'group or project',
    breadth: gitlabBreadth,
    page: {
      title: 'GitLab Docs: Configure OpenID Connect in AWS to retrieve temporary credentials',
      url: 'https://docs.gitlab.com/ci/cloud_services/aws/',
    },
  },
  'app.terraform.io': {
    id: 'terraform-cloud',
    name: 'HCP Terraform',
    tenantClaims: ['sub'],
    tenant: 'organization',
    breadth: terraformCloudBreadth,
    page: {
      title: 'HashiCorp Developer: Use dynamic credentials with the AWS provider',
      url: 'https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/aws-configuration',
    },
  },
  'agent.buildkite.com': {
    id: 'buildkite',
    name: 'Buildkite',
    tenantClaims: [
      'sub',
      'organization_id',
      'organization_slug',
      'pipeline_id',
      'pipeline_slug',
      'cluster_id',
      'cluster_name',
    ],
    tenant: 'organization',
    breadth: buildkiteBreadth,
    page: {
      title: 'Buildkite Documentation: OIDC with AWS',
      url: 'https://buildkite.com/docs/pipelines/security/oidc/aws',
    },
  },
  'accounts.google.com': {
    id: 'google',
    name: 'Google',
    tenantClaims: ['aud', 'sub', 'azp', 'email', 'google/organization_number'],
    tenant: 'application or account',
    breadth: genericBreadth,
  },
  'cognito-identity.amazonaws.com': {
    id: 'cognito',
    name: 'Amazon Cognito',
    tenantClaims: ['aud', 'sub'],
    tenant: 'identity pool',
    breadth: genericBreadth,
  },
  'scalr.io': {
    id: 'scalr',
    name: 'Scalr',
    tenantClaims: ['sub'],
    tenant: 'account',
    breadth: genericBreadth,
  },
  'oidc.codefresh.io': {
    id: 'codefresh',
    name: 'Codefresh',
    tenantClaims: ['sub'],
    tenant: 'account',
    breadth: genericBreadth,
  },
};

const BY_FORM: readonly (readonly [RegExp, OidcProvider])[] = [
  [/^token\.actions\.(?:githubusercontent\.com\/|[a-z0-9-]+\.ghe\.com)/, GITHUB_ENTERPRISE],
  [/\/_services\/token$/, GITHUB_ENTERPRISE],
  [/^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id\//, EKS],
  [
    /^oidc\.circleci\.com\/org\//,
    {
      id: 'circleci',
      name: 'CircleCI',
      breadth: circleciBreadth,
      page: {
        title: 'CircleCI Docs: Using OpenID Connect tokens in jobs',
        url: 'https://circleci.com/docs/openid-connect-tokens/',
      },
    },
  ],
  [
    /^api\.bitbucket\.org\/2\.0\/workspaces\//,
    {
      id: 'bitbucket',
      name: 'Bitbucket',
      breadth: bitbucketBreadth,
      page: {
        title: 'Bitbucket Cloud: Deploy on AWS using Bitbucket Pipelines OpenID Connect',
        url: 'https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/',
      },
    },
  ],
  [/^gitlab\.[a-z0-9.-]+$/, { id: 'gitlab-self-managed', name: 'GitLab', breadth: gitlabBreadth }],
];

/**
 * The provider of an issuer.
 * @param issuer host and path without `https://`, as a provider's ARN has it; case does not matter
 */
export function providerOf(issuer: string): OidcProvider {
  const lower = issuer.toLowerCase();
  if (Object.hasOwn(BY_ISSUER, lower)) return BY_ISSUER[lower]!;
  return BY_FORM.find(([form]) => form.test(lower))?.[1] ?? GENERIC;
}

/** Clusters that EKS does not run have service accounts too, and issuers of any name: the subject's form tells. */
export function breadthOf(provider: OidcProvider, pattern: SubjectPattern): Breadth {
  const kubernetes = provider === GENERIC && /^system:serviceaccount:/.test(pattern.text);
  return kubernetes ? kubernetesBreadth(pattern) : provider.breadth(pattern);
}
