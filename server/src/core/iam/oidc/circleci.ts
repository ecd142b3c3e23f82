import { say } from '../../explain/sentence';
import { type Breadth, matchesNothing, notUnderstood, type SubjectPattern } from './breadth';

const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

const PROJECT = new RegExp(`^(?:org/(?:\\*|${UUID})|\\*)/project/(\\*|${UUID})(/.*)?$`);

/**
 * What CircleCI's subjects a pattern matches: `org/ORG_ID/project/PROJECT_ID/user/USER_ID`, in newer tokens with
 * `/vcs-origin/ORIGIN/vcs-ref/REF` behind. Each organization has an issuer of its own, so nobody outside of it is
 * reached. Source: CircleCI Docs, "Using OpenID Connect tokens in jobs".
 */
export function circleciBreadth(pattern: SubjectPattern): Breadth {
  const { text, wild } = pattern;
  if (wild && /^(?:\*|org\/[^/]*(?:\/(?:p\w*|project\/)?)?\*)$/.test(text)) {
    return { reach: 'tenant', matches: say`every project of the CircleCI organization` };
  }
  const project = PROJECT.exec(text);
  if (project !== null) {
    const [, id, rest] = project as unknown as [string, string, string | undefined];
    if (wild && id === '*')
      return { reach: 'tenant', matches: say`every project of the CircleCI organization` };
    if (rest === undefined) {
      return matchesNothing(
        say`CircleCI's subjects go on behind the project, as in ${`${text}/user/USER_ID`}`,
        `${text}/user/*`,
      );
    }
    return wild && /^\/(?:user\/)?\*+$/.test(rest)
      ? { reach: 'project', matches: say`every job of project ${id}, whoever starts it` }
      : { reach: 'exact', matches: say`project ${id}, with ${rest.slice(1)}` };
  }
  if (/^(?:organization|project|repo)[:/]/.test(text) || /^org:/.test(text)) {
    return matchesNothing(say`CircleCI's subjects look like ${'org/ORG_ID/project/PROJECT_ID/user/USER_ID'}`);
  }
  return notUnderstood(pattern);
}
