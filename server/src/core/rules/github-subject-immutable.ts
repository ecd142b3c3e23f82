import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import { type SubjectValue, subjectsIn } from '../iam/oidc/subjects';
import { changeOf } from '../repairs/removeValue';
import { inFile } from '../repairs/trustedEdits';
import type { Fix } from './finding';
import { githubExample } from './oidcExample';
import { GITHUB_SUBJECTS } from './oidcReferences';
import { rule } from './rule';

/** `repo:OWNER/REPO:CONTEXT` without IDs; the owner is named in full, and a slash follows it. */
const OLD = /^repo:([\w.-]+)\/([\w.*?-]+)(:.+)?$/;

export default rule({
  meta: {
    id: 'github-subject-immutable',
    title: 'A GitHub subject without IDs does not match repositories that have immutable subjects',
    level: 'hint',
    category: 'oidc',
    fix: 'unsafe',
    references: [
      GITHUB_SUBJECTS,
      {
        title: 'GitHub Changelog: Immutable subject claims for GitHub Actions OIDC tokens',
        url: 'https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/',
      },
    ],
  },
  docs: {
    what: 'A value for `token.actions.githubusercontent.com:sub` names a repository without the IDs of owner and repository, and no value beside it has them. This is a hint: for a repository that was there before, and has not been renamed since, nothing is wrong.',
    why: 'Repositories created, renamed or transferred after July 15, 2026, and those that opted in, send subjects such as `repo:acme@123456/app@456789:ref:refs/heads/main`. A pattern without the IDs does not match them, and AWS denies the call without saying why.',
    remedy:
      'Look up what the repository sends. Add the form with IDs; keep the old one as long as tokens with it come. `repo:acme@*/app@*:…` matches any ID, but then says no more than the names do.',
  },
  examples: {
    bad: [
      {
        title: 'Names only, with a wildcard operator',
        file: 'trust.json',
        text: githubExample('"repo:acme/app:ref:refs/heads/main"'),
        at: '"repo:acme/app:ref:refs/heads/main"',
        fixes: [
          {
            id: 'add-any-id',
            text: githubExample(
              '["repo:acme/app:ref:refs/heads/main", "repo:acme@*/app@*:ref:refs/heads/main"]',
            ),
          },
        ],
      },
      {
        title: 'New repositories of the owner are not matched',
        file: 'trust.json',
        text: githubExample('"repo:acme/*"'),
        at: '"repo:acme/*"',
        fixes: [{ id: 'add-any-id', text: githubExample('["repo:acme/*", "repo:acme@*/*"]') }],
      },
    ],
    good: [
      {
        title: 'Both forms',
        file: 'trust.json',
        text: githubExample('["repo:acme/app:*", "repo:acme@123456/app@456789:*"]'),
      },
      { title: 'IDs only', file: 'trust.json', text: githubExample('"repo:acme@123456/app@456789:*"') },
      {
        title: 'A subject of other claims',
        file: 'trust.json',
        text: githubExample('"repository_id:456789"'),
      },
    ],
  },
  subject: 'trustPolicy',
  about: 'federated',
  *check(subject) {
    const reported = new Set<unknown>();
    for (const value of subjectsIn(subject.policy)) {
      const { trust, test, text, node } = value;
      if (!trust.provider.id.startsWith('github') || trust.issuer.endsWith('/_services/token')) continue;
      if (!OLD.test(text) || value.breadth.reach === 'nothing' || reported.has(test)) continue;
      // Wildcards are characters to StringEquals, which a rule of its own says.
      if (!value.pattern.wild && /[*?]/.test(text)) continue;
      // A value that is not known, or has IDs, may be the other form.
      if (test.values.some((other) => other.text === undefined || other.text.includes('@'))) continue;
      reported.add(test);
      yield {
        message: say`The subject ${text} does not match the subjects of repositories created, renamed or transferred after July 15, 2026: those have IDs, as in ${'repo:OWNER@ID/REPO@ID:…'}. For older repositories nothing changes.`,
        span: node.span,
        fixes: () => fixes(subject, value),
      };
    }
  },
});

function fixes(subject: TrustPolicySubject, { test, text, pattern }: SubjectValue): Fix[] {
  const [, owner, repository, context = ''] = OLD.exec(text) as unknown as [string, string, string];
  const list = test.clause.entry.value;
  if (list === undefined) return [];
  const { edits } = subject.source;
  const open = /[*?]/.test(repository);
  const withAnyId = `repo:${owner}@*/${repository}${open ? '' : '@*'}${context}`;
  const anyId: Fix = {
    id: 'add-any-id',
    title: say`Add ${withAnyId}`,
    safe: false,
    consequence: say`Repositories of these names are let in, whatever their IDs.`,
    change: changeOf(subject.source, edits.append(list, [withAnyId])),
  };
  const ids: Fix = {
    id: 'add-ids',
    title: say`Add the subject with the IDs of ${owner} and ${repository}…`,
    safe: false,
    consequence: say`The repository with these IDs and names is let in too.`,
    change: {
      kind: 'question',
      prompt: say`The IDs of the owner and of the repository on GitHub, with a slash between`,
      candidates: [],
      pattern: '^\\d+/\\d+$',
      hint: say`Two numbers such as ${'123456/456789'}.`,
      answer: (answer) => {
        const [ownerId, repositoryId] = answer.split('/');
        const added = `repo:${owner}@${ownerId}/${repository}@${repositoryId}${context}`;
        return inFile(subject.source, edits.append(list, [added]));
      },
    },
  };
  return pattern.wild ? (open ? [anyId] : [ids, anyId]) : [ids];
}
