import type { IdentityPolicySubject, TrustPolicySubject } from '../documents/subjects';
import { grantsOn } from '../iam/identityPolicy';
import type { TextEdit } from '../text/edit';

/** Adds a statement that allows sts:AssumeRole on one role to a permissions policy. Empty when it has no list to take it. */
export function allowAssume({ policy, source }: IdentityPolicySubject, arn: string): TextEdit[] {
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: arn };
  return policy.statementList === undefined
    ? source.edits.set(policy.value, 'Statement', [statement])
    : source.edits.append(policy.statementList, [statement]);
}

/**
 * Gives a role the permission to assume itself, in its first permissions policy in the file of its trust policy. Empty
 * where a policy in that file has it, or none is there.
 * @param arn of the role
 */
export function allowSelf({ identityPolicies, source }: TrustPolicySubject, arn: string): TextEdit[] {
  const here = identityPolicies.filter((each) => each.source.uri === source.uri);
  const [first] = here;
  if (first === undefined || here.some(({ policy }) => grantsOn(policy, arn).length > 0)) return [];
  return allowAssume(first, arn);
}
