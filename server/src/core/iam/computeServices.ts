import { knownString } from '../syntax/tree';
import type { Policy } from './policy';

/** A service that hands the credentials of a role to the code it runs. */
export type ComputeService = 'Lambda' | 'EC2' | 'ECS' | 'EKS';

const COMPUTE: ReadonlyMap<string, ComputeService> = new Map([
  ['lambda.amazonaws.com', 'Lambda'],
  ['ec2.amazonaws.com', 'EC2'],
  ['ecs-tasks.amazonaws.com', 'ECS'],
  ['pods.eks.amazonaws.com', 'EKS'],
]);

/** The services in a trust policy that hand the role's credentials to the code they run. */
export function computeServices(policy: Policy): ReadonlySet<ComputeService> {
  const names = new Set<ComputeService>();
  for (const statement of policy.statements) {
    if (statement.effect !== 'Allow') continue;
    for (const group of statement.principal?.groups ?? []) {
      if (group.type !== 'Service') continue;
      for (const value of group.values) {
        const name = COMPUTE.get((knownString(value) ?? '').replace(/\.cn$/, ''));
        if (name !== undefined) names.add(name);
      }
    }
  }
  return names;
}
