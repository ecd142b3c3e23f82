import { say } from '../../explain/sentence';
import { type Breadth, matchesNothing, notUnderstood, type SubjectPattern } from './breadth';

const UUID = '\\{[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\}';

const REPOSITORY = new RegExp(`^(${UUID})(.*)$`);

/**
 * What Bitbucket's subjects a pattern matches: `{REPOSITORY}:{STEP}` or `{REPOSITORY}:{ENVIRONMENT}:{STEP}`, each a
 * UUID in braces. Each workspace has an issuer of its own, so nobody outside of it is reached.
 * Source: Bitbucket Cloud support, "Integrate Pipelines with resource servers using OIDC".
 */
export function bitbucketBreadth(pattern: SubjectPattern): Breadth {
  const { text, wild } = pattern;
  if (wild && /^\*+(?::\*)*$/.test(text)) {
    return { reach: 'tenant', matches: say`every repository of the Bitbucket workspace` };
  }
  if (/^(?:repo|project_path|workspace):/.test(text)) {
    return matchesNothing(say`Bitbucket's subjects look like ${'{REPOSITORY_UUID}:{STEP_UUID}'}`);
  }
  const repository = REPOSITORY.exec(text);
  if (repository === null) return notUnderstood(pattern);
  const [, id, rest] = repository as unknown as [string, string, string];
  if (rest === '') {
    return matchesNothing(
      say`Bitbucket's subjects go on behind the repository with the UUID of the step`,
      `${text}:*`,
    );
  }
  return wild && /^:?\*+$/.test(rest)
    ? { reach: 'project', matches: say`every step of repository ${id}` }
    : { reach: 'exact', matches: say`repository ${id}, with ${rest.slice(1)}` };
}
