import { say } from '../../explain/sentence';
import {
  type Breadth,
  begins,
  type Lead,
  lead,
  lookAlike,
  matchesNothing,
  notUnderstood,
  type SubjectPattern,
  withRest,
} from './breadth';

/**
 * What GitHub's subjects a pattern matches. By default they are `repo:OWNER/REPO:CONTEXT`, for repositories created,
 * renamed or transferred after 2026-07-15 `repo:OWNER@ID/REPO@ID:CONTEXT`, where the context is
 * `ref:refs/heads/BRANCH`, `ref:refs/tags/TAG`, `environment:NAME` or `pull_request`. Owners may let subjects consist
 * of other claims, `CLAIM:VALUE:CLAIM:VALUE`, in which a colon in a value is written `%3A`.
 * Source: GitHub Docs, "OpenID Connect reference".
 */
export function githubBreadth(pattern: SubjectPattern): Breadth {
  const { text, wild } = pattern;
  const owner = lead(pattern, 'repo:', '/');
  if (owner.state === 'absent') return otherClaims(pattern);
  if (owner.state === 'open') {
    return { reach: 'everyone', matches: say`repositories of any owner on GitHub`, also: 'repo:evil/evil:…' };
  }
  const wrong = misspelt(pattern);
  if (wrong !== undefined) return wrong;
  // `@` cannot stand in a name: behind it comes the ID, and a wildcard there leaves the name whole.
  const at = owner.name.indexOf('@');
  if (owner.state === 'begun' && at <= 0) {
    return {
      reach: 'strangers',
      matches: say`repositories of every owner on GitHub whose name ${begins(owner)}`,
      also: `repo:${lookAlike(owner)}/…`,
      ...closed(text, owner.name),
    };
  }
  const name = at > 0 ? owner.name.slice(0, at) : owner.name;
  if (owner.rest === undefined) {
    // `repo:acme@*`: the star reaches over the slash.
    return wild && /[*?]/.test(text)
      ? { reach: 'tenant', matches: say`every repository of ${name}` }
      : matchesNothing(say`GitHub's subjects name a repository behind the owner: ${'repo:OWNER/REPO:…'}`);
  }
  return sure(repositoryBreadth(pattern, name, owner.rest), owner, {
    reach: 'tenant',
    matches: say`repositories of ${name}, with subjects of the form ${text}`,
  });
}

/** A wildcard in an ID reaches over the `/` or `:` behind it too, so that nothing matches is not sure then. */
function sure(found: Breadth, { state }: Lead, otherwise: Breadth): Breadth {
  return found.reach === 'nothing' && state === 'begun' ? otherwise : found;
}

function repositoryBreadth(pattern: SubjectPattern, owner: string, rest: string): Breadth {
  const { text } = pattern;
  const repository = lead({ ...pattern, text: rest }, '', ':');
  if (repository.state === 'open') {
    return { reach: 'tenant', matches: withRest(say`every repository of ${owner}`, repository.rest) };
  }
  const at = repository.name.indexOf('@');
  if (repository.state === 'begun' && at <= 0) {
    const also = `repo:${owner}/${lookAlike(repository, 'other')}:…`;
    const named = say`every repository of ${owner} whose name ${begins(repository)}`;
    const matches = withRest(named, repository.rest);
    // `app-*` and `app*:ref:…` are written by people who mean several repositories; `app*` at the end is not.
    const meansOne = /[\w]\*$/.test(rest) && !rest.endsWith('_*') && repository.rest === undefined;
    if (!meansOne) return { reach: 'tenant', matches };
    return { reach: 'neighbours', matches, also, meant: `${text.slice(0, -1)}:*` };
  }
  const full = `${owner}/${at > 0 ? repository.name.slice(0, at) : repository.name}`;
  if (repository.rest === undefined) {
    if (repository.state === 'begun') return everythingOf(full);
    return {
      reach: 'nothing',
      matches: say`GitHub's default subjects go on behind the repository, as in ${`${text}:ref:refs/heads/main`}`,
      meant: `${text}:*`,
    };
  }
  return sure(contextBreadth(pattern, full, repository.rest), repository, {
    reach: 'project',
    matches: say`repository ${full}, with subjects of the form ${text}`,
  });
}

function everythingOf(repository: string): Breadth {
  return {
    reach: 'project',
    matches: say`every branch, tag, environment and pull request of repository ${repository}`,
  };
}

function contextBreadth({ text, wild }: SubjectPattern, repository: string, context: string): Breadth {
  if (wild && /^\*+$/.test(context)) return everythingOf(repository);
  const front = text.slice(0, text.length - context.length);
  const wrong = wrongContext(context);
  if (wrong !== undefined) {
    return matchesNothing(
      say`GitHub writes ${'ref:refs/heads/BRANCH'}, ${'ref:refs/tags/TAG'}, ${'environment:NAME'} or ${'pull_request'} behind the repository`,
      wrong === '' ? undefined : front + wrong,
    );
  }
  const [, kind, value] = /^(ref:refs\/heads\/|ref:refs\/tags\/|environment:)([^:]*)$/.exec(context) ?? [];
  if (kind !== undefined && value !== undefined) {
    const what = kind === 'environment:' ? 'environment' : kind.includes('heads') ? 'branch' : 'tag';
    const all = wild && /^\*+$/.test(value);
    if (what === 'environment')
      return {
        reach: 'exact',
        matches: all
          ? say`every environment of repository ${repository}`
          : say`environment ${value} of repository ${repository}`,
      };
    if (what === 'branch')
      return {
        reach: 'exact',
        matches: all
          ? say`every branch of repository ${repository}, outside of environments and pull requests`
          : say`branch ${value} of repository ${repository}, outside of environments and pull requests`,
      };
    return {
      reach: 'exact',
      matches: all
        ? say`every tag of repository ${repository}, outside of environments`
        : say`tag ${value} of repository ${repository}, outside of environments`,
    };
  }
  if (context === 'pull_request')
    return {
      reach: 'exact',
      matches: say`pull requests to repository ${repository}, for jobs without an environment`,
    };
  if (wild && /^(?:r|re|ref|ref:|ref:r\w*\/?)\*$/.test(context)) {
    return { reach: 'project', matches: say`every branch and tag of repository ${repository}` };
  }
  return { reach: 'exact', matches: say`repository ${repository}, with ${context}` };
}

const RIGHT_CONTEXT = /^(?:ref:refs\/(?:heads|tags)\/|environment:|pull_request$)/;

/** First words behind the repository that people write for what GitHub calls otherwise. */
const WRONG_CONTEXT: readonly (readonly [RegExp, string])[] = [
  [/^(refs\/(?:heads|tags)\/.+)$/, 'ref:$1'],
  [/^ref:((?:heads|tags)\/.+)$/, 'ref:refs/$1'],
  [/^ref:refs\/head\/(.+)$/, 'ref:refs/heads/$1'],
  [/^ref:refs\/tag\/(.+)$/, 'ref:refs/tags/$1'],
  [/^(?:branch|branches|heads)[:/](?:refs\/heads\/)?(.+)$/, 'ref:refs/heads/$1'],
  [/^tags?[:/](?:refs\/tags\/)?(.+)$/, 'ref:refs/tags/$1'],
  [/^env:(.+)$/, 'environment:$1'],
  [/^(?:pull-request|pull_requests|pullrequest|pr)(?::.*)?$/, 'pull_request'],
  // A bare name behind `ref:`: branch or tag, so the fix is left to the writer.
  [/^ref:(?!refs\/|ref|[*?])[\w.-]+$/, ''],
];

/** What was meant by a context that no subject has; `''` when it cannot be told, undefined when it may be right. */
function wrongContext(context: string): string | undefined {
  if (RIGHT_CONTEXT.test(context)) return undefined;
  for (const [form, meant] of WRONG_CONTEXT) {
    if (form.test(context)) return meant === '' ? '' : context.replace(form, meant);
  }
  return undefined;
}

/** Mistakes in front of or in the repository's name that no subject has. */
function misspelt(pattern: SubjectPattern): Breadth | undefined {
  const { text } = pattern;
  const repository = text.slice('repo:'.length);
  const url = /^(?:https?:\/\/)?(?:www\.)?github\.com\/(.+)$/i.exec(repository);
  const why = say`GitHub's subjects name a repository as ${'OWNER/REPO'}, without a URL or white space`;
  if (url !== null) return matchesNothing(why, `repo:${url[1]}`);
  if (/^\s/.test(repository)) return matchesNothing(why, `repo:${repository.trimStart()}`);
  if (/^[^/*?]*:/.test(repository) && !/^[^/]*%/.test(repository)) {
    return matchesNothing(say`GitHub's subjects name a repository behind the owner: ${'repo:OWNER/REPO:…'}`);
  }
  return undefined;
}

/** The pattern closed behind the owner, where a star at the end is all there is behind it. */
function closed(text: string, owner: string): { readonly meant: string } | Record<never, never> {
  return text === `repo:${owner}*` && !owner.endsWith('-') ? { meant: `repo:${owner}/*` } : {};
}

const NAMED_BY_ID = ['repository_id', 'repository_owner_id', 'enterprise_id'];

/** Claims that every repository can bring about with a value of its choice, and make its whole subject. */
const ANYBODYS = new Set([
  'workflow',
  'environment',
  'ref',
  'ref_type',
  'context',
  'head_ref',
  'base_ref',
  'event_name',
]);
/** Claims that say whose repository, workflow or run it is. */
const SAYS_WHO =
  /(?:^|:)(?:repo|repository|workflow_ref|job_workflow_ref|enterprise|actor|repo_property_\w+)(?:_id|_owner|_owner_id)?:/;

/** Subjects that owners customize, and texts that no subject of GitHub begins with. */
function otherClaims(pattern: SubjectPattern): Breadth {
  const { text, wild } = pattern;
  if (/^[\w.-]+\/[\w.-]+:(?:ref:|environment:|pull_request|\*)/.test(text)) {
    return matchesNothing(say`GitHub's subjects begin with ${'repo:'}`, `repo:${text}`);
  }
  if (/^(?:https?:\/\/)?github\.com\//.test(text)) {
    return matchesNothing(say`GitHub's subjects begin with ${'repo:'}, not with a URL`);
  }
  const [, claim, value, next] = /^([a-z_]+):([^:]*)(:.*)?$/.exec(text) ?? [];
  if (claim === undefined || value === undefined) return notUnderstood(pattern);
  const open = wild && /[*?]/.test(value);
  const begun = open ? value.slice(0, value.search(/[*?]/)) : value;
  if (claim === 'repository_owner' || NAMED_BY_ID.includes(claim)) {
    if (!open) return { reach: 'tenant', matches: say`subjects in which ${claim} is ${value}` };
    if (begun === '') return { reach: 'everyone', matches: say`subjects with any ${claim}` };
    return {
      reach: 'strangers',
      matches: say`subjects in which ${claim} begins with ${begun}`,
      also: `${claim}:${begun}${NAMED_BY_ID.includes(claim) ? '0' : '-evil'}`,
    };
  }
  if (ANYBODYS.has(claim) && !SAYS_WHO.test(text)) {
    return {
      reach: 'everyone',
      matches: say`repositories of any owner on GitHub who puts ${claim} in front of their subjects`,
      also: text.replace(/[*?]+/g, 'x'),
    };
  }
  if (claim === 'job_workflow_ref') {
    return {
      reach: 'unknown',
      matches: say`jobs that use the reusable workflow ${value}${next === undefined ? say`, in whichever repository` : say``}`,
    };
  }
  return notUnderstood(pattern);
}
