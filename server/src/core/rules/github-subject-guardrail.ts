import { say } from '../explain/sentence';
import { isBareWildcard } from '../iam/oidc/breadth';
import { narrowedBeside, oidcTrusts } from '../iam/oidc/trusts';
import { askValueFix, GITHUB_SUBJECT, removeValueFix } from '../repairs/claimFixes';
import type { Fix } from './finding';
import { githubExample } from './oidcExample';
import { GITHUB_AWS, OIDC_ROLE, SHARED_PROVIDERS } from './oidcReferences';
import { rule } from './rule';

export default rule({
  meta: {
    id: 'github-subject-guardrail',
    title: "A lone wildcard for GitHub's subjects",
    level: 'error',
    category: 'oidc',
    fix: 'unsafe',
    references: [SHARED_PROVIDERS, OIDC_ROLE, GITHUB_AWS],
  },
  docs: {
    what: 'The values for `token.actions.githubusercontent.com:sub` or `:job_workflow_ref` have `*` among them.',
    why: 'Values of a condition are alternatives, so one `*` lets in every repository on GitHub, whatever stands beside it. IAM refuses `*` as the first value when the policy is saved; it does not look at those behind.',
    remedy: 'Take the `*` out, and name the repositories that are meant.',
  },
  examples: {
    bad: [
      {
        title: 'Hidden behind a good value',
        file: 'trust.json',
        text: githubExample('["repo:acme/app:*", "*"]'),
        at: '"*"',
        fixes: [{ id: 'remove-value', text: githubExample('["repo:acme/app:*"]') }],
      },
      {
        title: 'Alone',
        file: 'trust.json',
        text: githubExample('"*"'),
        at: '"*"',
        fixes: [
          {
            id: 'write-subject',
            answer: 'repo:acme/app:environment:prod',
            text: githubExample('"repo:acme/app:environment:prod"'),
          },
        ],
      },
    ],
    good: [
      {
        title: 'Two repositories',
        file: 'trust.json',
        text: githubExample('["repo:acme/app:*", "repo:acme/web:*"]'),
      },
      {
        title: 'Another condition names the owner',
        file: 'trust.json',
        text: githubExample('"*"').replace(
          '":sub": "*"'.slice(1),
          ':sub": "*" }, "StringEquals": { "token.actions.githubusercontent.com:repository_owner_id": "123456"',
        ),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject) {
    for (const trust of oidcTrusts(subject.policy)) {
      if (trust.provider.id !== 'github' || !trust.complete) continue;
      for (const test of trust.tests) {
        if (!test.limits || (test.claim !== 'sub' && test.claim !== 'job_workflow_ref')) continue;
        if (test.operator.name !== 'StringLike' || narrowedBeside(trust, test)) continue;
        for (const [position, { node, text }] of test.values.entries()) {
          if (text === undefined || !isBareWildcard(text)) continue;
          const refused = position === 0;
          yield {
            message: refused
              ? say`The value ${text} matches every repository on GitHub. IAM refuses to save a trust policy that tests ${trust.issuer} with a lone wildcard.`
              : say`Value ${position + 1} is ${text}: IAM looks at the first value only when it saves the policy, so it accepts this one, and every repository on GitHub can assume the role.`,
            span: node.span,
            fixes: (): Fix[] => {
              const consequence = say`Repositories that only the wildcard let in are denied from then on.`;
              const removal = removeValueFix(subject, test.clause, node, text, consequence);
              if (removal.length > 0 || test.claim !== 'sub') return removal;
              return [
                askValueFix(subject, node, {
                  id: 'write-subject',
                  title: say`Let in one repository only…`,
                  consequence,
                  prompt: say`The subject of the workflows to let in`,
                  candidates: [],
                  pattern: GITHUB_SUBJECT,
                  hint: say`A subject looks like ${'repo:acme/app:ref:refs/heads/main'} or ${'repo:acme/app:environment:prod'}.`,
                }),
              ];
            },
          };
        }
      }
    }
  },
});
