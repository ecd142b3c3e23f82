import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import type { PolicyVariable } from '../iam/policyVariables';
import type { Fix } from '../rules/finding';
import { changeOf } from './removeValue';

/** The version of the policy language to write. Source: IAM User Guide, "IAM JSON policy elements: Version". */
const CURRENT = '2012-10-17';

/**
 * Writes the current version of the policy language, in front of the other elements where it is missing. The two
 * versions differ in policy variables only, so the change is safe where the policy has none.
 * @param variables the policy variables in the policy
 */
export function setVersionFix(subject: TrustPolicySubject, variables: readonly PolicyVariable[]): Fix {
  const { source, policy } = subject;
  const [first] = variables;
  const change = changeOf(source, source.edits.set(policy.value, 'Version', CURRENT, ''));
  const shared = { id: 'set-version', title: say`Set Version to ${CURRENT}`, change };
  if (first === undefined) return { ...shared, safe: true };
  const consequence = say`IAM then replaces ${first.text} by its value in each request, which can change who may assume the role.`;
  return { ...shared, safe: false, consequence };
}
