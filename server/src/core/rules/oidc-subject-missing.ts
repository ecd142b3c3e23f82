import { say, words } from '../explain/sentence';
import { oidcTrusts } from '../iam/oidc/trusts';
import { askConditionFix } from '../repairs/claimFixes';
import { oidcExample } from './oidcExample';
import { OIDC_ROLE, SHARED_PROVIDERS } from './oidcReferences';
import { rule } from './rule';
import { trustExample } from './trustExample';

const test = (issuer: string, claim: string, value: string) =>
  oidcExample(issuer, `{ "StringEquals": { "${issuer}:${claim}": "${value}" } }`);

export default rule({
  meta: {
    id: 'oidc-subject-missing',
    title: 'Customers of a shared OIDC provider are not told apart',
    level: 'warning',
    category: 'oidc',
    fix: 'unsafe',
    references: [SHARED_PROVIDERS, OIDC_ROLE],
  },
  docs: {
    what: 'A statement trusts a provider that all its customers share (GitLab.com, HCP Terraform, Buildkite, Scalr, Codefresh, Google), and its conditions test claims that every customer can bring about, such as the audience, but none that says whose token it is.',
    why: 'With such a provider each customer chooses the audience of its tokens, so anybody can have one that meets the conditions. IAM refuses to create or update roles with such trust policies for the shared providers it knows.',
    remedy:
      "Test the claim that names your group, organization or project, in most cases `PROVIDER:sub`. Providers with an issuer of one's own (CircleCI, Bitbucket, a cluster of Amazon EKS, GitLab on one's own host) need no such test to keep strangers out.",
  },
  examples: {
    bad: [
      {
        title: 'GitLab.com with an audience alone',
        file: 'trust.json',
        text: test('gitlab.com', 'aud', 'https://gitlab.com'),
        at: '"arn:aws:iam::111122223333:oidc-provider/gitlab.com"',
        fixes: [
          {
            id: 'require-subject',
            answer: 'project_path:acme/*',
            text: oidcExample(
              'gitlab.com',
              '{ "StringEquals": { "gitlab.com:aud": "https://gitlab.com" }, "StringLike": { "gitlab.com:sub": "project_path:acme/*" } }',
            ),
          },
        ],
      },
      {
        title: 'HCP Terraform with its default audience',
        file: 'trust.json',
        text: test('app.terraform.io', 'aud', 'aws.workload.identity'),
        at: '"arn:aws:iam::111122223333:oidc-provider/app.terraform.io"',
      },
      {
        title: 'The audience of a Google token that names its user, not its application',
        file: 'trust.json',
        text: trustExample(
          '{ "Federated": "accounts.google.com" }',
          '"sts:AssumeRoleWithWebIdentity"',
          '{ "StringEquals": { "accounts.google.com:oaud": "https://example.com" } }',
        ),
        at: '"accounts.google.com"',
      },
    ],
    good: [
      {
        title: 'Session tags that Buildkite writes into its tokens',
        file: 'trust.json',
        text: oidcExample(
          'agent.buildkite.com',
          '{ "StringEquals": { "agent.buildkite.com:aud": "sts.amazonaws.com", "aws:RequestTag/organization_id": "0184990a" } }',
        ),
      },
      {
        title: 'A project of GitLab.com',
        file: 'trust.json',
        text: test('gitlab.com', 'project_id', '4711'),
      },
      {
        title: "CircleCI: the issuer is the organization's own",
        file: 'trust.json',
        text: test(
          'oidc.circleci.com/org/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
          'aud',
          'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
        ),
      },
      {
        title: 'GitLab on an own host',
        file: 'trust.json',
        text: test('gitlab.example.com', 'aud', 'https://gitlab.example.com'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject) {
    for (const { provider, complete, tests, trusted, statement, issuer } of oidcTrusts(subject.policy)) {
      const { tenantClaims, id, name, tenant } = provider;
      if (tenantClaims === undefined || id === 'github' || id === 'cognito' || !complete) continue;
      const limiting = tests.filter((each) => each.limits);
      if (limiting.length === 0 || limiting.some(({ claim }) => tenantClaims.includes(claim))) continue;
      yield {
        message: say`No condition says which ${words(tenant ?? 'customer')} of ${words(name)} is meant, and all customers of ${words(name)} share this provider: any of them can get a token that meets these conditions.`,
        span: trusted.node.span,
        fixes: () =>
          askConditionFix(subject, statement, `${issuer}:sub`, {
            id: 'require-subject',
            title: say`Require a subject…`,
            consequence: say`Tokens with other subjects are denied from then on, unless another statement lets them in.`,
            prompt: say`The ${'sub'} claim of the tokens to let in; ${'*'} stands for any characters`,
            candidates: [],
            pattern: '^[^\\s*][^\\s]*$',
            hint: say`A subject as the provider writes it, without white space; not ${'*'} alone.`,
          }),
      };
    }
  },
});
