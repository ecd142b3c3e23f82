import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { type SubjectValue, subjectsIn } from '../iam/oidc/subjects';
import { askValueFix, meantFix } from '../repairs/claimFixes';
import type { Fix } from './finding';
import { githubExample, oidcExample } from './oidcExample';
import { EKS_ROLE, GITHUB_SUBJECTS, OIDC_ROLE } from './oidcReferences';
import { rule } from './rule';

const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const eks = (value: string) => oidcExample(EKS, `{ "StringEquals": { "${EKS}:sub": "${value}" } }`);

export default rule({
  meta: {
    id: 'oidc-subject-never-matches',
    title: 'A subject that the provider does not send',
    level: 'warning',
    category: 'oidc',
    fix: 'unsafe',
    references: [OIDC_ROLE, GITHUB_SUBJECTS, EKS_ROLE],
  },
  docs: {
    what: "A value for the `sub` claim of a known provider is not in the form of that provider's subjects: `repo:acme/app` with nothing behind, `repo:acme/app:refs/heads/main` without `ref:`, a service account without `system:serviceaccount:`.",
    why: 'Subjects are compared as a whole. The value matches none that the provider sends by default, and the call ends in "Not authorized to perform sts:AssumeRoleWithWebIdentity" without a reason.',
    remedy:
      'Write the subject as the provider sends it; the token shows it, and so does the CloudTrail event of the denied call. GitHub lets owners customize subjects: if yours consist of `repo` alone, the value is right.',
  },
  examples: {
    bad: [
      {
        title: 'Nothing behind the repository',
        file: 'trust.json',
        text: githubExample('"repo:acme/app"', 'StringEquals'),
        at: '"repo:acme/app"',
        fixes: [
          {
            id: 'write-subject',
            answer: 'repo:acme/app:ref:refs/heads/main',
            text: githubExample('"repo:acme/app:ref:refs/heads/main"', 'StringEquals'),
          },
        ],
      },
      {
        title: 'A branch without ref:',
        file: 'trust.json',
        text: githubExample('["repo:acme/app:environment:prod", "repo:acme/app:refs/heads/main"]'),
        at: '"repo:acme/app:refs/heads/main"',
        fixes: [
          {
            id: 'write-subject',
            text: githubExample('["repo:acme/app:environment:prod", "repo:acme/app:ref:refs/heads/main"]'),
          },
        ],
      },
      {
        title: 'A service account without its prefix',
        file: 'trust.json',
        text: eks('web:app'),
        at: '"web:app"',
        fixes: [{ id: 'write-subject', text: eks('system:serviceaccount:web:app') }],
      },
    ],
    good: [
      {
        title: 'A branch',
        file: 'trust.json',
        text: githubExample('"repo:acme/app:ref:refs/heads/main"', 'StringEquals'),
      },
      {
        title: 'Claims chosen by the owner',
        file: 'trust.json',
        text: githubExample(
          '"repo:acme/app:job_workflow_ref:acme/ci/.github/workflows/x.yml@refs/heads/main"',
        ),
      },
      {
        title: 'A pattern under StringEquals, which has a rule of its own',
        file: 'trust.json',
        text: githubExample('"repo:acme/app*"', 'StringEquals'),
      },
      { title: 'A service account', file: 'trust.json', text: eks('system:serviceaccount:web:app') },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject) {
    for (const value of subjectsIn(subject.policy)) {
      const { breadth, text, node, pattern } = value;
      if (breadth.reach !== 'nothing' || (!pattern.wild && /[*?]/.test(text))) continue;
      yield {
        message: say`The subject ${text} matches no default subject: ${breadth.matches}. No token with a default subject gets in by it.`,
        span: node.span,
        fixes: () => fixes(subject, value),
      };
    }
  },
});

function fixes(subject: TrustPolicySubject, value: SubjectValue): Fix[] {
  const { trust, text, node, pattern, breadth } = value;
  const consequence = say`Tokens with such subjects can then assume the role, as far as the other conditions say.`;
  const meant = meantFix(subject, value, consequence);
  if (meant.length > 0 || pattern.wild || !trust.provider.id.startsWith('github')) return meant;
  if (breadth.meant !== `${text}:*`) return [];
  return [
    askValueFix(subject, node, {
      id: 'write-subject',
      title: say`Say which branch or environment is meant…`,
      consequence,
      prompt: say`The subject of the workflows to let in`,
      candidates: [`${text}:ref:refs/heads/main`],
      pattern: '^repo:[\\w.@-]+/[\\w.@-]+:[^\\s*?]+$',
      hint: say`A subject without wildcards, such as ${'repo:acme/app:ref:refs/heads/main'}.`,
    }),
  ];
}
