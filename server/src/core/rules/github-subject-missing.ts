import { say } from '../explain/sentence';
import { oidcTrusts } from '../iam/oidc/trusts';
import { askConditionFix, GITHUB_SUBJECT } from '../repairs/claimFixes';
import { githubExample, oidcExample } from './oidcExample';
import { GITHUB_AWS, OIDC_ROLE, SHARED_PROVIDERS } from './oidcReferences';
import { rule } from './rule';

const ISSUER = 'token.actions.githubusercontent.com';
const AUDIENCE = `{ "StringEquals": { "${ISSUER}:aud": "sts.amazonaws.com" } }`;

export default rule({
  meta: {
    id: 'github-subject-missing',
    title: 'Every repository on GitHub is trusted',
    level: 'error',
    category: 'oidc',
    fix: 'unsafe',
    references: [SHARED_PROVIDERS, OIDC_ROLE, GITHUB_AWS],
  },
  docs: {
    what: "A statement trusts GitHub's OIDC provider, and none of its conditions says which repositories are meant: no test of `sub`, `job_workflow_ref` or another claim that names a repository or owner.",
    why: 'All repositories on GitHub get their tokens from the same provider, and a workflow may ask for any audience. IAM refuses to create or update a role with such a trust policy; a role that has had it since before that check is open to every repository.',
    remedy:
      'Test `token.actions.githubusercontent.com:sub`, best for one repository and branch or environment, such as `repo:acme/app:ref:refs/heads/main`.',
  },
  examples: {
    bad: [
      {
        title: 'The audience alone',
        file: 'trust.json',
        text: oidcExample(ISSUER, AUDIENCE),
        at: `"arn:aws:iam::111122223333:oidc-provider/${ISSUER}"`,
        fixes: [
          {
            id: 'require-subject',
            answer: 'repo:acme/app:ref:refs/heads/main',
            text: oidcExample(
              ISSUER,
              `{ "StringEquals": { "${ISSUER}:aud": "sts.amazonaws.com", "${ISSUER}:sub": "repo:acme/app:ref:refs/heads/main" } }`,
            ),
          },
        ],
      },
      {
        title: 'A test that keeps out one repository only',
        file: 'trust.json',
        text: githubExample('"repo:acme/old:*"', 'StringNotLike'),
        at: `"arn:aws:iam::111122223333:oidc-provider/${ISSUER}"`,
      },
    ],
    good: [
      {
        title: 'A repository and branch',
        file: 'trust.json',
        text: githubExample('"repo:acme/app:ref:refs/heads/main"', 'StringEquals'),
      },
      {
        title: 'A reusable workflow',
        file: 'trust.json',
        text: githubExample('"acme/ci/.github/workflows/deploy.yml@refs/heads/main"').replace(
          ':sub',
          ':job_workflow_ref',
        ),
      },
      {
        title: "An enterprise's own issuer",
        file: 'trust.json',
        text: oidcExample(`${ISSUER}/acme`, AUDIENCE.replace(ISSUER, `${ISSUER}/acme`)),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject) {
    for (const { provider, complete, tests, trusted, statement, issuer } of oidcTrusts(subject.policy)) {
      if (provider.id !== 'github' || !complete) continue;
      if (tests.some(({ claim, limits }) => limits && provider.tenantClaims!.includes(claim))) continue;
      yield {
        message: say`No condition says which GitHub repositories are meant, so every repository on GitHub is let in. IAM refuses to create or update a role with such a trust policy: it wants a test of ${`${issuer}:sub`}.`,
        span: trusted.node.span,
        fixes: () =>
          askConditionFix(subject, statement, `${issuer}:sub`, {
            id: 'require-subject',
            title: say`Let in one repository only…`,
            consequence: say`Workflows with other subjects are denied from then on, unless another statement lets them in.`,
            prompt: say`The subject of the workflows to let in`,
            candidates: [],
            pattern: GITHUB_SUBJECT,
            hint: say`A subject looks like ${'repo:acme/app:ref:refs/heads/main'} or ${'repo:acme/app:environment:prod'}.`,
          }),
      };
    }
  },
});
