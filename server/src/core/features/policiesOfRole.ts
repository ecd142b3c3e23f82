import type { TrustPolicySubject } from '../documents/subjects';
import { parseRoleArn, type RoleArn } from '../iam/arn';
import { known } from '../syntax/tree';

/** What a document itself says of a trust policy's role: its ARN, else its name; undefined: nothing. */
export function roleSaid({ role }: TrustPolicySubject): string | undefined {
  return (role.arn && known(role.arn)) ?? (role.name && known(role.name));
}

/**
 * The trust policies that a role may have, of those in a document: the ones that the document gives this role by ARN
 * or by name; where there is none, bare policies, of which the document does not say whose they are.
 */
export function policiesOfRole(
  subjects: readonly TrustPolicySubject[],
  role: RoleArn,
): readonly TrustPolicySubject[] {
  const named = subjects.filter((subject) => {
    const said = roleSaid(subject);
    return (
      said !== undefined && (said === role.text || (parseRoleArn(said) === undefined && said === role.name))
    );
  });
  return named.length > 0 ? named : subjects.filter((subject) => roleSaid(subject) === undefined);
}
