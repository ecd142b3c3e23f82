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
      matches: say`pipelines of every organization whose name ${begins(organization)}`,
      also: `organization:${lookAlike(organization)}:pipeline:…`,
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
    return { reach: 'tenant', matches: withRest(say`every pipeline of organization ${name}`, pipeline.rest) };
  if (pipeline.state === 'begun') {
    const named = say`every pipeline of organization ${name} whose name ${begins(pipeline)}`;
    const matches = withRest(named, pipeline.rest);
    if (!/\w\*$/.test(rest) || pipeline.rest !== undefined) return { reach: 'tenant', matches };
    const also = `organization:${name}:pipeline:${lookAlike(pipeline, 'other')}:…`;
    return { reach: 'neighbours', matches, also, meant: `${text.slice(0, -1)}:*` };
  }
  if (pipeline.rest === undefined) {
    return matchesNothing(
      say`Buildkite's subjects go on behind the pipeline, as in ${`${text}:ref:refs/heads/main:commit:…`}`,
      `${text}:*`,
    );
  }
  if (/^ref:[^:*?]+$/.test(pipeline.rest)) {
    return matchesNothing(say`Buildkite's subjects end in ${':commit:COMMIT:step:STEP'}`, `${text}:*`);
  }
  if (wild && /^\*+$/.test(pipeline.rest)) {
    return { reach: 'project', matches: say`every build of pipeline ${pipeline.name} of ${name}` };
  }
  return { reach: 'exact', matches: say`pipeline ${pipeline.name} of ${name}, with ${pipeline.rest}` };
}
