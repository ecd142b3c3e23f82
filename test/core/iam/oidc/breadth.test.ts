import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plain } from '../../../../server/src/core/explain/sentence';
import { matchesGlob } from '../../../../server/src/core/iam/match';
import type { Reach } from '../../../../server/src/core/iam/oidc/breadth';
import { subjectMeaning } from '../../../../server/src/core/iam/oidc/meaning';
import { breadthOf, providerOf } from '../../../../server/src/core/iam/oidc/provider';
import { QUICK, runs } from '../../runs';

const GITHUB = 'token.actions.githubusercontent.com';
const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const CIRCLECI = 'oidc.circleci.com/org/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const BITBUCKET = 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';
const UUID = '11111111-2222-3333-4444-555555555555';

function breadth(issuer: string, text: string, wild = true, ignoreCase = false) {
  return breadthOf(providerOf(issuer), { text, wild, ignoreCase });
}

/** Patterns as people write them, under StringLike, and how far they reach. */
const CASES: Readonly<Record<string, readonly (readonly [pattern: string, reach: Reach, meant?: string])[]>> =
  {
    [GITHUB]: [
      ['*', 'everyone'],
      ['r*', 'everyone'],
      ['repo:*', 'everyone'],
      ['repo:*/*', 'everyone'],
      ['repo:*/app:ref:refs/heads/main', 'everyone'],
      ['*:ref:refs/heads/main', 'everyone'],
      ['repo:?cme/app:*', 'strangers'],
      ['repo:acme*', 'strangers', 'repo:acme/*'],
      ['repo:acme-*', 'strangers'],
      ['repo:acme*/app:*', 'strangers'],
      ['repo:acme*/app*:ref:refs/heads/main', 'strangers'],
      ['repo:acm?/app:*', 'strangers'],
      ['repo:*acme/app:*', 'strangers'],
      ['*/app:ref:refs/heads/main', 'everyone'],
      ['repo:acme/*', 'tenant'],
      ['repo:acme/*:ref:refs/heads/main', 'tenant'],
      ['repo:acme@123456/*', 'tenant'],
      ['repo:acme@*', 'tenant'],
      ['repo:acme/app-*', 'tenant'],
      ['repo:acme/app*:ref:refs/heads/main', 'tenant'],
      ['repo:acme/app*', 'neighbours', 'repo:acme/app:*'],
      ['repo:acme/app:*', 'project'],
      ['repo:acme@123456/app@456789:*', 'project'],
      ['repo:acme@*/app@*:*', 'project'],
      ['repo:acme/app@*:refs/heads/main', 'project'],
      ['repo:acme@*app@7:ref:refs/heads/main', 'tenant'],
      ['repo:acme/app:ref:*', 'project'],
      ['repo:acme/app:ref:refs/heads/*', 'exact'],
      ['repo:acme/app:ref:refs/heads/main', 'exact'],
      ['repo:acme/app:ref:refs/tags/v*', 'exact'],
      ['repo:acme/app:environment:prod', 'exact'],
      ['repo:acme/app:pull_request', 'exact'],
      [
        'repo:acme/app:environment:prod:job_workflow_ref:acme/ci/.github/workflows/x.yml@refs/heads/main',
        'exact',
      ],
      ['repo:acme/app', 'nothing', 'repo:acme/app:*'],
      ['repo:acme', 'nothing'],
      ['repo:acme:*', 'nothing'],
      ['repo:acme/app:refs/heads/main', 'nothing', 'repo:acme/app:ref:refs/heads/main'],
      ['repo:acme/app:ref:heads/main', 'nothing', 'repo:acme/app:ref:refs/heads/main'],
      ['repo:acme/app:ref:main', 'nothing'],
      ['repo:acme/app:branch:main', 'nothing', 'repo:acme/app:ref:refs/heads/main'],
      ['repo:acme/app:env:prod', 'nothing', 'repo:acme/app:environment:prod'],
      ['repo:acme/app:pull-request', 'nothing', 'repo:acme/app:pull_request'],
      ['repo:https://github.com/acme/app:*', 'nothing', 'repo:acme/app:*'],
      ['repo: acme/app:*', 'nothing', 'repo:acme/app:*'],
      ['acme/app:ref:refs/heads/main', 'nothing', 'repo:acme/app:ref:refs/heads/main'],
      ['repository_owner:acme', 'tenant'],
      ['repository_owner:acme*', 'strangers'],
      ['repository_owner_id:12*', 'strangers'],
      ['repository_id:456789', 'tenant'],
      ['job_workflow_ref:acme/ci/.github/workflows/x.yml@*', 'unknown'],
      ['workflow:deploy', 'everyone'],
      ['environment:prod', 'everyone'],
      ['environment:prod:repository_owner:acme', 'unknown'],
      ['actor:octocat', 'unknown'],
    ],
    'gitlab.com': [
      ['*', 'everyone'],
      ['project_path:*', 'everyone'],
      ['project_path:*/infra:ref_type:branch:ref:main', 'everyone'],
      ['project_path:acme*', 'strangers', 'project_path:acme/*'],
      ['project_path:acme*/app:*', 'strangers'],
      ['project_path:acme/*', 'tenant'],
      ['project_path:acme/*:ref_type:branch:ref:*', 'tenant'],
      ['project_path:acme/team/*:ref_type:branch:ref:*', 'tenant'],
      ['project_path:acme/team/infra*', 'neighbours', 'project_path:acme/team/infra:*'],
      ['project_path:acme/app:*', 'project'],
      ['project_path:acme/app:ref_type:branch:ref:main', 'exact'],
      ['project_path:acme/app', 'nothing', 'project_path:acme/app:*'],
      ['project_path:acme/app:refs/heads/main', 'nothing'],
      ['acme/app:ref_type:branch:ref:main', 'nothing', 'project_path:acme/app:ref_type:branch:ref:main'],
      ['repo:acme/app:ref:refs/heads/main', 'nothing'],
    ],
    'app.terraform.io': [
      ['organization:*', 'everyone'],
      ['organization:acme*:project:blog:workspace:prod-*', 'strangers'],
      ['organization:acme*', 'strangers', 'organization:acme:*'],
      ['organization:acme:*', 'tenant'],
      ['organization:acme:project:*:workspace:*:run_phase:*', 'tenant'],
      ['organization:acme:project:blog:workspace:*:run_phase:*', 'tenant'],
      ['organization:acme:project:Default Project:workspace:aws:run_phase:*', 'exact'],
      ['organization:acme:project:*:workspace:web:run_phase:apply', 'exact'],
      ['organization:acme:project:*:stack:*:deployment:*', 'unknown'],
      [
        'organization:acme:workspace:web:run_phase:*',
        'nothing',
        'organization:acme:project:*:workspace:web:run_phase:*',
      ],
      [
        'organization:acme:project:blog:workspace:web',
        'nothing',
        'organization:acme:project:blog:workspace:web:run_phase:*',
      ],
      ['organization:acme', 'nothing', 'organization:acme:*'],
    ],
    'agent.buildkite.com': [
      ['organization:*:pipeline:app:*', 'everyone'],
      ['organization:acme*', 'strangers', 'organization:acme:*'],
      ['organization:acme:*', 'tenant'],
      ['organization:acme:pipeline:*', 'tenant'],
      ['organization:acme:pipeline:app*', 'neighbours', 'organization:acme:pipeline:app:*'],
      ['organization:acme:pipeline:app:*', 'project'],
      ['organization:acme:pipeline:app:ref:refs/heads/main:*', 'exact'],
      [
        'organization:acme:pipeline:app:ref:refs/heads/main',
        'nothing',
        'organization:acme:pipeline:app:ref:refs/heads/main:*',
      ],
    ],
    [EKS]: [
      ['*', 'everyone'],
      ['system:serviceaccount:*', 'everyone'],
      ['system:serviceaccount:*:*', 'everyone'],
      ['system:serviceaccount:*:app', 'tenant'],
      ['system:serviceaccount:test-*:app', 'tenant'],
      ['system:serviceaccount:web:*', 'project'],
      ['system:serviceaccount:web:app', 'exact'],
      ['system:serviceaccount:web', 'nothing'],
      ['system:serviceaccount:web/app', 'nothing'],
      ['web:app', 'nothing', 'system:serviceaccount:web:app'],
      ['serviceaccount:web:app', 'nothing', 'system:serviceaccount:web:app'],
    ],
    [CIRCLECI]: [
      ['*', 'tenant'],
      ['org/*', 'tenant'],
      [`org/${UUID}/project/*`, 'tenant'],
      [`org/${UUID}/project/*/user/*`, 'tenant'],
      [`org/${UUID}/project/${UUID}/user/*`, 'project'],
      [`org/${UUID}/project/${UUID}/*`, 'project'],
      [`org/${UUID}/project/${UUID}/user/${UUID}`, 'exact'],
      [`org/${UUID}/project/${UUID}`, 'nothing', `org/${UUID}/project/${UUID}/user/*`],
      ['project/app', 'nothing'],
    ],
    [BITBUCKET]: [
      ['*', 'tenant'],
      ['*:*', 'tenant'],
      [`{${UUID}}:*`, 'project'],
      [`{${UUID}}*`, 'project'],
      [`{${UUID}}:{${UUID}}:*`, 'exact'],
      [`{${UUID}}`, 'nothing', `{${UUID}}:*`],
      ['repo:acme/app:*', 'nothing'],
    ],
    'idp.example.com': [
      ['*', 'everyone'],
      ['team-*', 'unknown'],
      ['system:serviceaccount:web:*', 'project'],
    ],
  };

describe('patterns for subjects of identity providers', () => {
  for (const [issuer, cases] of Object.entries(CASES)) {
    for (const [pattern, reach, meant] of cases) {
      it(`${issuer}: ${pattern} reaches ${reach}`, () => {
        const found = breadth(issuer, pattern);
        assert.deepEqual([found.reach, found.meant], [reach, meant]);
        // The pattern that was meant reaches no further than one owner.
        if (meant !== undefined) assert.match(breadth(issuer, meant).reach, /^(?:tenant|project|exact)$/);
      });
    }
  }

  it('are no patterns to StringEquals', () => {
    assert.equal(breadth(GITHUB, 'repo:acme/app:ref:refs/heads/main', false).reach, 'exact');
    assert.notEqual(breadth(GITHUB, 'repo:*', false).reach, 'everyone');
    assert.notEqual(breadth('gitlab.com', 'project_path:*', false).reach, 'everyone');
  });

  it('may be in other case for StringEqualsIgnoreCase only', () => {
    assert.equal(breadth(GITHUB, 'REPO:acme/app:environment:prod', false, true).reach, 'exact');
    assert.notEqual(breadth(GITHUB, 'REPO:acme/app:environment:prod', false).reach, 'exact');
  });

  it('mean something in words', () => {
    const words = (issuer: string, value: string, operator = 'StringLike') =>
      plain(subjectMeaning(issuer, value, operator));
    assert.equal(
      words(GITHUB, 'repo:acme/app:*'),
      'It lets in every branch, tag, environment and pull request of repository acme/app.',
    );
    assert.equal(
      words(GITHUB, 'repo:acme*'),
      'It lets in repositories of every owner on GitHub whose name begins with acme, repo:acme-evil/… among them.',
    );
    assert.match(words(GITHUB, 'repo:acme/app:*', 'StringNotLike'), /^It keeps out every branch/);
    assert.match(words(GITHUB, 'repo:acme/app', 'StringEquals'), /^It matches no default subject: /);
    assert.equal(
      words(EKS, 'system:serviceaccount:web:app', 'ForAnyValue:StringEquals'),
      'It lets in service account app of namespace web.',
    );
    assert.equal(words(GITHUB, '5', 'NumericEquals'), 'NumericEquals does not compare subjects as text.');
  });

  const name = fc.constantFrom('acme', 'acme-evil', 'evil', 'a', 'app', 'web', 'acme1', 'x-acme');
  const owner = fc.oneof(
    name,
    fc.tuple(name, fc.nat(99)).map(([n, id]) => `${n}@${id}`),
  );
  const context = fc.constantFrom(
    'ref:refs/heads/main',
    'ref:refs/heads/acme/app',
    'ref:refs/tags/v1',
    'environment:prod',
    'pull_request',
  );
  const piece = fc.constantFrom(
    'acme',
    'app',
    'evil',
    '*',
    '?',
    '@',
    '/',
    ':',
    '-',
    'ref:refs/heads/',
    'main',
    'environment:',
    'prod',
    '1',
  );
  const pattern = fc.oneof(
    fc.array(piece, { maxLength: 8 }).map((pieces) => `repo:${pieces.join('')}`),
    fc.array(piece, { maxLength: 6 }).map((pieces) => `repo:acme/${pieces.join('')}`),
    fc.array(piece, { maxLength: 5 }).map((pieces) => `repo:acme/app${pieces.join('')}`),
    fc.array(piece, { maxLength: 4 }).map((pieces) => `repo:acme/app:${pieces.join('')}*`),
  );

  // Of one form: both names have IDs, or neither.
  const bare = (n: string) => n.split('@')[0]!;
  const subject = fc.tuple(owner, owner, context).map(([first, second, rest]) => {
    const [o, r] =
      first.includes('@') && second.includes('@') ? [first, second] : [bare(first), bare(second)];
    return { o, r, subject: `repo:${o}/${r}:${rest}` };
  });
  const cut = fc.tuple(fc.nat(99), fc.nat(12), fc.constantFrom('*', '*', '?', '/'));
  /** A subject with some stretches of it under wildcards, most of which match it. */
  const widened = fc.tuple(subject, fc.array(cut, { maxLength: 3 })).map(([given, cuts]) => {
    const text = cuts.reduce((made, [place, length, put]) => {
      const from = 5 + (place % Math.max(1, made.length - 5));
      return made.slice(0, from) + put + made.slice(from + (put === '*' ? length : 1));
    }, given.subject);
    return { ...given, text };
  });
  const unrelated = fc.tuple(subject, pattern).map(([given, text]) => ({ ...given, text }));

  it("match no subject of GitHub's beyond what is said of them", () => {
    const seen = new Map<Reach, number>();
    fc.assert(
      fc.property(fc.oneof(widened, unrelated), ({ text, subject, o, r }) => {
        const { reach } = breadth(GITHUB, text);
        if (!matchesGlob(text, subject)) return;
        seen.set(reach, (seen.get(reach) ?? 0) + 1);
        const pinned = /^repo:([^/@*?]+)/.exec(text)?.[1];
        assert.notEqual(reach, 'nothing', `${text} matches ${subject}`);
        if (reach === 'tenant' || reach === 'neighbours' || reach === 'project' || reach === 'exact') {
          assert.equal(bare(o), pinned, `${text}, said to reach ${reach}, matches ${subject}`);
        }
        if (reach === 'project' || reach === 'exact') {
          const repository = /^repo:[^/]+\/([^:@*?]+)/.exec(text)?.[1];
          assert.equal(bare(r), repository, `${text}, said to reach ${reach}, matches ${subject}`);
        }
      }),
      { numRuns: runs(20_000) },
    );
    const often = (['everyone', 'strangers', 'tenant', 'project', 'exact'] as const).every(
      (reach) => (seen.get(reach) ?? 0) > 20,
    );
    assert.ok(QUICK || often, `reached: ${[...seen].join(' ')}`);
  });
});
