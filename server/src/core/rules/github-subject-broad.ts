import { type Sentence, say } from '../explain/sentence';
import { isBareWildcard, type Reach } from '../iam/oidc/breadth';
import { type SubjectValue, subjectsIn } from '../iam/oidc/subjects';
import { meantFix } from '../repairs/claimFixes';
import type { Severity } from './finding';
import { githubExample } from './oidcExample';
import { GITHUB_AWS, GITHUB_SUBJECTS, OIDC_ROLE } from './oidcReferences';
import { ACCESS_ANALYZER } from './references';
import { rule } from './rule';

export default rule({
  meta: {
    id: 'github-subject-broad',
    title: "A pattern for GitHub's subjects matches more than it seems to",
    level: 'warning',
    category: 'oidc',
    fix: 'unsafe',
    references: [OIDC_ROLE, GITHUB_AWS, GITHUB_SUBJECTS, ACCESS_ANALYZER],
  },
  docs: {
    what: 'A value for `token.actions.githubusercontent.com:sub` matches repositories of other owners (`repo:*`, `repo:acme*`, or a customized subject such as `environment:prod`) or repositories that merely begin alike (`repo:acme/app*`). As information: it matches all repositories of an owner. As a hint: it matches everything of one repository.',
    why: '`*` stands for any characters, `/` and `:` among them, and anybody can take a free name on GitHub. `repo:acme*` therefore lets in `acme-evil`, and `repo:acme/app*` lets in `acme/app-test`.',
    remedy:
      'End the owner with `/` and the repository with `:`. AWS recommends naming one repository and branch, such as `repo:acme/app:ref:refs/heads/main`; an environment with protection rules does as well.',
  },
  examples: {
    bad: [
      {
        title: 'Owners whose names begin alike',
        file: 'trust.json',
        text: githubExample('"repo:acme*"'),
        at: '"repo:acme*"',
        fixes: [{ id: 'write-subject', text: githubExample('"repo:acme/*"') }],
      },
      {
        title: 'Any owner, in the second place',
        file: 'trust.json',
        text: githubExample('["repo:acme/app:*", "repo:*/app:*"]'),
        at: '"repo:*/app:*"',
      },
      {
        title: 'No colon behind the repository',
        file: 'trust.json',
        text: githubExample('"repo:acme/app*"'),
        at: '"repo:acme/app*"',
        fixes: [{ id: 'write-subject', text: githubExample('"repo:acme/app:*"') }],
      },
      {
        title: 'Meant for old and new subjects',
        file: 'trust.json',
        text: githubExample('"repo:acme*/app*:ref:refs/heads/main"'),
        at: '"repo:acme*/app*:ref:refs/heads/main"',
      },
      {
        title: 'All repositories of an owner',
        file: 'trust.json',
        text: githubExample('"repo:acme/*"'),
        at: '"repo:acme/*"',
      },
      {
        title: 'Everything of one repository',
        file: 'trust.json',
        text: githubExample('"repo:acme/app:*"'),
        at: '"repo:acme/app:*"',
      },
      {
        title: 'A customized subject that any repository can have',
        file: 'trust.json',
        text: githubExample('"environment:prod"', 'StringEquals'),
        at: '"environment:prod"',
      },
    ],
    good: [
      {
        title: 'Addresses narrow it beside',
        file: 'trust.json',
        text: githubExample('"repo:acme*"').replace(
          '"repo:acme*" }',
          '"repo:acme*" }, "IpAddress": { "aws:SourceIp": "203.0.113.0/24" }',
        ),
      },
      { title: 'One branch', file: 'trust.json', text: githubExample('"repo:acme/app:ref:refs/heads/main"') },
      {
        title: 'Release branches',
        file: 'trust.json',
        text: githubExample('"repo:acme/app:ref:refs/heads/release/*"'),
      },
      {
        title: 'A name and any ID',
        file: 'trust.json',
        text: githubExample('"repo:acme@*/app@*:ref:refs/heads/main"'),
      },
      {
        title: 'Another condition names the owner',
        file: 'trust.json',
        text: githubExample('"repo:*"').replace(
          ':sub": "repo:*"',
          ':sub": "repo:*", "token.actions.githubusercontent.com:repository_owner_id": "123456"',
        ),
      },
      { title: 'An owner to be filled in', file: 'trust.json', text: githubExample('"repo:<ORG>*"') },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject) {
    for (const value of subjectsIn(subject.policy)) {
      const { trust, text, breadth, decides, node } = value;
      const { id } = trust.provider;
      if ((id !== 'github' && id !== 'github-enterprise') || !decides || isBareWildcard(text)) continue;
      const said = finding(value, breadth.reach);
      if (said === undefined) continue;
      // Behind an issuer of its own, an enterprise has no strangers.
      const [severity, message] = said;
      if (id !== 'github' && severity === 'warning' && breadth.reach !== 'neighbours') continue;
      yield {
        message,
        severity,
        span: node.span,
        fixes: () =>
          meantFix(subject, value, say`Repositories that only ${text} matched are denied from then on.`),
      };
    }
  },
});

function finding({ text, breadth }: SubjectValue, reach: Reach): [Severity, Sentence] | undefined {
  const { matches, also } = breadth;
  switch (reach) {
    case 'everyone':
      return [
        'warning',
        say`The subject ${text} does not name an owner, so it matches ${matches}: anybody who has one can assume the role.`,
      ];
    case 'strangers':
      return [
        'warning',
        say`The subject ${text} matches ${matches}, ${also!} among them: whoever owns one of those can assume the role.`,
      ];
    case 'neighbours':
      return [
        'warning',
        say`The subject ${text} has no ${':'} behind the repository, so it matches ${matches}, ${also!} among them.`,
      ];
    case 'tenant':
      return [
        text.endsWith('/*') ? 'information' : 'hint',
        say`The subject ${text} matches ${matches}: whoever can run workflows in one of them can assume the role.`,
      ];
    case 'project':
      return [
        'hint',
        say`The subject ${text} matches ${matches}. AWS recommends naming a branch; an environment does as well.`,
      ];
    default:
      return undefined;
  }
}
