import { say } from '../../explain/sentence';
import {
  type Breadth,
  begins,
  lead,
  lookAlike,
  matchesNothing,
  notUnderstood,
  type SubjectPattern,
} from './breadth';

/**
 * What HCP Terraform's subjects a pattern matches:
 * `organization:ORG:project:PROJECT:workspace:WORKSPACE:run_phase:plan|apply` (stacks have `stack:` and `operation:`).
 * Source: HashiCorp Developer, "Use dynamic credentials with the AWS provider".
 */
export function terraformCloudBreadth(pattern: SubjectPattern): Breadth {
  const { text, wild } = pattern;
  const organization = lead(pattern, 'organization:', ':');
  if (organization.state === 'absent') {
    return /^(?:org|workspace|project|repo):/.test(text)
      ? matchesNothing(say`HCP Terraform's subjects begin with ${'organization:'}`)
      : notUnderstood(pattern);
  }
  if (organization.state === 'open') {
    return {
      reach: 'everyone',
      matches: say`workspaces of every organization`,
      also: 'organization:evil:project:…',
    };
  }
  const { name, rest } = organization;
  if (organization.state === 'begun') {
    return {
      reach: 'strangers',
      matches: say`workspaces of every organization whose name ${begins(organization)}`,
      also: `organization:${lookAlike(organization)}:project:…`,
      ...(text === `organization:${name}*` && { meant: `organization:${name}:*` }),
    };
  }
  if (rest === undefined) {
    return matchesNothing(
      say`HCP Terraform's subjects go on behind the organization, as in ${`${text}:project:PROJECT:workspace:WORKSPACE:run_phase:apply`}`,
      `${text}:*`,
    );
  }
  const parts = rest.split(':');
  const workspace = parts[parts.indexOf('workspace') + 1];
  const all = (part: string | undefined) => part === undefined || (wild && /^\*+$/.test(part));
  if (!parts.includes('workspace') && !parts.includes('stack') && !rest.includes('*')) {
    return matchesNothing(
      say`HCP Terraform's subjects name a project and a workspace or stack behind the organization`,
    );
  }
  if (parts[0] === 'workspace') {
    return matchesNothing(
      say`HCP Terraform's subjects name the project in front of the workspace`,
      wild ? `organization:${name}:project:*:${rest}` : undefined,
    );
  }
  if (parts.includes('stack') || !(parts[0] === 'project' || all(rest))) {
    return { reach: 'unknown', matches: say`organization ${name}, with ${rest}` };
  }
  if (!parts.includes('workspace') || all(workspace)) {
    const project = parts[0] === 'project' && !all(parts[1]) ? parts[1] : undefined;
    const matches =
      project === undefined
        ? say`every workspace of organization ${name}`
        : say`every workspace of project ${project} of organization ${name}`;
    const phase = /:run_phase:(plan|apply)$/.exec(rest)?.[1];
    return {
      reach: 'tenant',
      matches: phase === undefined ? matches : say`${matches}, in the phase ${phase}`,
    };
  }
  if (parts.at(-2) === 'workspace') {
    if (wild && /\*$/.test(rest)) {
      return { reach: 'tenant', matches: say`workspaces of organization ${name} that match ${workspace!}` };
    }
    return matchesNothing(
      say`HCP Terraform's subjects end in ${':run_phase:plan'} or ${':run_phase:apply'}`,
      `${text}:run_phase:*`,
    );
  }
  return { reach: 'exact', matches: say`workspace ${workspace!} of organization ${name}, with ${rest}` };
}
