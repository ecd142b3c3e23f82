import type { Reference } from '../explain/explanation';

const guide = (title: string, page: string): Reference => ({
  title: `IAM User Guide: ${title}`,
  url: `https://docs.aws.amazon.com/IAM/latest/UserGuide/${page}.html`,
});

/** Where the facts about IAM come from that decisions rest on. */
export const SOURCES = {
  principal: guide('AWS JSON policy elements: Principal', 'reference_policies_elements_principal'),
  notPrincipal: guide('AWS JSON policy elements: NotPrincipal', 'reference_policies_elements_notprincipal'),
  effect: guide('IAM JSON policy elements: Effect', 'reference_policies_elements_effect'),
  action: guide('IAM JSON policy elements: Action', 'reference_policies_elements_action'),
  resource: guide('IAM JSON policy elements: Resource', 'reference_policies_elements_resource'),
  grammar: guide('Grammar of the IAM JSON policy language', 'reference_policies_grammar'),
  evaluation: guide('Policy evaluation logic', 'reference_policies_evaluation-logic'),
  singleAccount: guide(
    'Policy evaluation for requests within a single account',
    'reference_policies_evaluation-logic_policy-eval-basics',
  ),
  crossAccount: guide(
    'Cross-account policy evaluation logic',
    'reference_policies_evaluation-logic-cross-account',
  ),
  conditions: guide('IAM JSON policy elements: Condition', 'reference_policies_elements_condition'),
  operators: guide(
    'IAM JSON policy elements: Condition operators',
    'reference_policies_elements_condition_operators',
  ),
  multivalued: guide(
    'Set operators for multivalued context keys',
    'reference_policies_condition-single-vs-multi-valued-context-keys',
  ),
  variables: guide('IAM policy elements: Variables and tags', 'reference_policies_variables'),
  globalKeys: guide('AWS global condition context keys', 'reference_policies_condition-keys'),
  stsKeys: guide('IAM and AWS STS condition context keys', 'reference_policies_iam-condition-keys'),
  identifiers: guide('IAM identifiers', 'reference_identifiers'),
  boundaries: guide('Permissions boundaries for IAM entities', 'access_policies_boundaries'),
  credentials: guide('Compare AWS STS credentials', 'id_credentials_sts-comparison'),
  assumeRole: {
    title: 'AWS STS API Reference: AssumeRole',
    url: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
  },
  stsActions: {
    title: 'Service Authorization Reference: AWS STS',
    url: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html',
  },
  selfTrust: {
    title: 'AWS Security Blog: Announcing an update to IAM role trust policy behavior',
    url: 'https://aws.amazon.com/blogs/security/announcing-an-update-to-iam-role-trust-policy-behavior/',
  },
} as const satisfies Readonly<Record<string, Reference>>;
