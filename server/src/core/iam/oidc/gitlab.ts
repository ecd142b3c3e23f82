import { say } from '../../explain/sentence';
import {
  type Breadth,
  begins,
  lead,
  lookAlike,
  matchesNothing,
  notUnderstood,
  type SubjectPattern,
  withRest,
} from './breadth';

/**
 * What GitLab's subjects a pattern matches: `project_path:GROUP/PROJECT:ref_type:TYPE:ref:NAME`, where a project may
 * choose other claims behind the first. Groups may be nested: `GROUP/SUBGROUP/PROJECT`.
 * Source: GitLab Docs, "OpenID Connect (OIDC) authentication using ID tokens" and "Configure OpenID Connect in AWS".
 */
export function gitlabBreadth(pattern: SubjectPattern): Breadth {
  const { text, wild } = pattern;
  const group = lead(pattern, 'project_path:', '/');
  if (group.state === 'absent') {
    if (/^[\w.-]+(?:\/[\w.-]+)+:(?:ref_type:|\*)/.test(text)) {
      return matchesNothing(say`GitLab's subjects begin with ${'project_path:'}`, `project_path:${text}`);
    }
    return /^(?:repo|project|path):/.test(text)
      ? matchesNothing(say`GitLab's subjects begin with ${'project_path:'}`)
      : notUnderstood(pattern);
  }
  if (group.state === 'open') {
    return { reach: 'everyone', matches: say`projects of every group`, also: 'project_path:evil/evil:…' };
  }
  if (group.state === 'begun') {
    return {
      reach: 'strangers',
      matches: say`projects of every group whose path ${begins(group)}`,
      also: `project_path:${lookAlike(group)}/…`,
      ...(text === `project_path:${group.name}*` && { meant: `project_path:${group.name}/*` }),
    };
  }
  if (group.rest === undefined || /:/.test(group.name)) {
    return matchesNothing(
      say`GitLab's subjects name group and project: ${'project_path:GROUP/PROJECT:ref_type:…'}`,
    );
  }
  const project = lead({ ...pattern, text: group.rest }, '', ':');
  const path = `${group.name}/${project.name}`;
  if (project.state === 'open') {
    return { reach: 'tenant', matches: withRest(say`every project of group ${group.name}`, project.rest) };
  }
  if (project.state === 'begun') {
    const within = path.endsWith('/')
      ? say`every project of group ${path.slice(0, -1)}`
      : say`every project whose path begins with ${path}`;
    const matches = withRest(within, project.rest);
    if (!/\w\*$/.test(text) || project.rest !== undefined) return { reach: 'tenant', matches };
    return {
      reach: 'neighbours',
      matches,
      also: `project_path:${path}-other:…`,
      meant: `${text.slice(0, -1)}:*`,
    };
  }
  if (project.rest === undefined) {
    return matchesNothing(
      say`GitLab's subjects go on behind the project, as in ${`${text}:ref_type:branch:ref:main`}`,
      `${text}:*`,
    );
  }
  if (wild && /^\*+$/.test(project.rest)) {
    return { reach: 'project', matches: say`every branch and tag of project ${path}` };
  }
  if (/^(?:refs\/|ref:refs\/|branch:|tag:)/.test(project.rest)) {
    return matchesNothing(
      say`GitLab writes ${'ref_type:branch:ref:NAME'} or ${'ref_type:tag:ref:NAME'} behind the project`,
    );
  }
  return { reach: 'exact', matches: say`project ${path}, with ${project.rest}` };
}
