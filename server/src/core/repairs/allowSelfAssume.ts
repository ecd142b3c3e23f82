import type { IdentityPolicySubject } from '../documents/subjects';
import type { TextEdit } from '../text/edit';

/** Adds a statement that allows sts:AssumeRole on one role to a permissions policy. Empty when it has no list to take it. */
export function allowAssume({ policy, source }: IdentityPolicySubject, arn: string): TextEdit[] {
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: arn };
  return policy.statementList === undefined
    ? source.edits.set(policy.value, 'Statement', [statement])
    : source.edits.append(policy.statementList, [statement]);
}
