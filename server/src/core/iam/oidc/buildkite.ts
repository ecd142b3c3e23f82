import { say } from '../../explain/sentence';
import { type Breadth, lead, matchesNothing, notUnderstood, type SubjectPattern } from './breadth';

/**
 * What Buildkite's subjects a pattern matches:
 * `organization:ORG:pipeline:PIPELINE:ref:REF:commit:COMMIT:step:STEP`.
 * Source: Buildkite Documentation, "OIDC with AWS" and "buildkite-agent oidc".
 */
export function buildkiteBreadth(pattern: SubjectPattern): Breadth {
  const { text, wild } = pattern;
  const organization = lead(pattern, 'organization:', ':');
  if (organization.state === 'absent') return notUnderstood(pattern);
  if (organization.state === 'open') {
    return {
      reach: 'everyone',
      matches: say`pipelines of every organization`,
      also: 'organization:evil:pipeline:…',
    };
  }
  const { name, rest } = organization;
  if (organization.state === 'begun') {
    return {
      reach: 'strangers',
      matches: say`pipelines of every organization whose name begins with ${name}`,
      also: `organization:${name}-evil:pipeline:…`,
      ...(text === `organization:${name}*` && { meant: `organization:${name}:*` }),
    };
  }
  if (rest === undefined) {
    return matchesNothing(
      say`Buildkite's subjects go on behind the organization, as in ${`${text}:pipeline:PIPELINE:ref:…`}`,
      `${text}:*`,
    );
  }
  const pipeline = lead({ ...pattern, text: rest }, 'pipeline:', ':');
  if (pipeline.state === 'absent') return notUnderstood(pattern);
  if (pipeline.state === 'open')
    return { reach: 'tenant', matches: say`every pipeline of organization ${name}` };
  if (pipeline.state === 'begun') {
    const matches = say`every pipeline of organization ${name} whose name begins with ${pipeline.name}`;
    if (!/\w\*$/.test(rest) || pipeline.rest !== undefined) return { reach: 'tenant', matches };
    const also = `organization:${name}:pipeline:${pipeline.name}-other:…`;
    return { reach: 'neighbours', matches, also, meant: `${text.slice(0, -1)}:*` };
  }
  if (pipeline.rest === undefined) {
    return matchesNothing(
      say`Buildkite's subjects go on behind the pipeline, as in ${`${text}:ref:refs/heads/main:commit:…`}`,
      `${text}:*`,
    );
  }
  if (wild && /^\*+$/.test(pipeline.rest)) {
    return { reach: 'project', matches: say`every build of pipeline ${pipeline.name} of ${name}` };
  }
  return { reach: 'exact', matches: say`pipeline ${pipeline.name} of ${name}, with ${pipeline.rest}` };
}
