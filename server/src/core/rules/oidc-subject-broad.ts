import { type Sentence, say, words } from '../explain/sentence';
import { type SubjectValue, subjectsIn } from '../iam/oidc/subjects';
import { meantFix } from '../repairs/claimFixes';
import type { Severity } from './finding';
import { oidcExample } from './oidcExample';
import { OIDC_ROLE, SHARED_PROVIDERS } from './oidcReferences';
import { rule } from './rule';

const subjects = (issuer: string, value: string) =>
  oidcExample(issuer, `{ "StringLike": { "${issuer}:sub": "${value}" } }`);
const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';

export default rule({
  meta: {
    id: 'oidc-subject-broad',
    title: 'A pattern for subjects of an OIDC provider matches more than it seems to',
    level: 'warning',
    category: 'oidc',
    fix: 'unsafe',
    references: [OIDC_ROLE, SHARED_PROVIDERS],
  },
  docs: {
    what: "A value for the `sub` claim of GitLab, HCP Terraform, Buildkite, Scalr, Codefresh, CircleCI, Bitbucket or Kubernetes service accounts matches subjects of other customers, or names that merely begin alike. As a hint: it matches all of one's own organization, cluster or project.",
    why: "`*` stands for any characters, `/` and `:` among them, and with providers that all customers share anybody can take a free name: `project_path:acme*` lets in the group `acme-evil`. With an issuer of one's own no strangers come in, but `system:serviceaccount:*:*` still lets in every service account of the cluster.",
    remedy:
      'End names with the character that separates them (`/` or `:`), and name the project, workspace, pipeline or service account.',
  },
  examples: {
    bad: [
      {
        title: 'GitLab groups whose names begin alike',
        file: 'trust.json',
        text: subjects('gitlab.com', 'project_path:acme*'),
        at: '"project_path:acme*"',
        fixes: [{ id: 'write-subject', text: subjects('gitlab.com', 'project_path:acme/*') }],
      },
      {
        title: 'Any organization of HCP Terraform',
        file: 'trust.json',
        text: subjects('app.terraform.io', 'organization:*:project:prod:workspace:*:run_phase:*'),
        at: '"organization:*:project:prod:workspace:*:run_phase:*"',
      },
      {
        title: 'Every service account of a cluster',
        file: 'trust.json',
        text: subjects(EKS, 'system:serviceaccount:*:*'),
        at: '"system:serviceaccount:*:*"',
      },
      {
        title: 'Every pipeline of an organization (a hint)',
        file: 'trust.json',
        text: subjects('agent.buildkite.com', 'organization:acme:*'),
        at: '"organization:acme:*"',
      },
    ],
    good: [
      {
        title: 'A project of GitLab',
        file: 'trust.json',
        text: subjects('gitlab.com', 'project_path:acme/app:ref_type:branch:ref:main'),
      },
      {
        title: 'A workspace of HCP Terraform',
        file: 'trust.json',
        text: subjects('app.terraform.io', 'organization:acme:project:prod:workspace:web:run_phase:*'),
      },
      {
        title: 'A service account',
        file: 'trust.json',
        text: subjects(EKS, 'system:serviceaccount:web:app'),
      },
      {
        title: 'Under StringEquals a star is a star',
        file: 'trust.json',
        text: subjects('gitlab.com', 'project_path:acme*').replace('StringLike', 'StringEquals'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject) {
    for (const value of subjectsIn(subject.policy)) {
      const { trust, decides, node, text } = value;
      if (trust.provider.id.startsWith('github') || !decides) continue;
      const said = finding(value);
      if (said === undefined) continue;
      const [severity, message] = said;
      yield {
        message,
        severity,
        span: node.span,
        fixes: () =>
          meantFix(subject, value, say`Tokens whose subjects only ${text} matched are denied from then on.`),
      };
    }
  },
});

function finding({ text, breadth, trust }: SubjectValue): [Severity, Sentence] | undefined {
  const { reach, matches, also } = breadth;
  const { tenantClaims, name, id } = trust.provider;
  const shared = tenantClaims !== undefined;
  const all = say`The subject ${text} matches ${matches}`;
  switch (reach) {
    case 'everyone':
      if (shared)
        return [
          'warning',
          say`${all}. All customers of ${words(name)} share this provider, so any of them can assume the role.`,
        ];
      return [
        'warning',
        id === 'generic' && !/^system:/.test(text)
          ? say`${all}, so this test keeps nobody out.`
          : say`${all}.`,
      ];
    case 'strangers':
      return shared
        ? ['warning', say`${all}, ${also!} among them: whoever owns one of those can assume the role.`]
        : ['hint', say`${all}.`];
    case 'neighbours':
      return ['warning', say`${all}, ${also!} among them: there is no ${':'} behind the name.`];
    case 'tenant':
      return ['hint', say`${all}.`];
    default:
      return undefined;
  }
}
