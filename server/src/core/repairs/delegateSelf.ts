import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import type { Trusted } from '../iam/trusted';
import type { Fix } from '../rules/finding';
import { allowSelf } from './allowSelfAssume';
import { delegateToAccount } from './narrow';
import { inFile } from './trustedEdits';
import { rootOfRole } from './writable';

/**
 * Trusts the role's account where the caller is the role, in place of the role: ARNs in conditions are not looked up.
 * Where a permissions policy of the role stands in the same file it gets the permission too.
 * @param arn with `${…}` where the template has expressions
 */
export function delegateSelfFixes(subject: TrustPolicySubject, trusted: Trusted, arn: string): Fix[] {
  const root = rootOfRole(arn);
  if (root === undefined) return [];
  const trust = delegateToAccount(subject, trusted, { root, operator: 'ArnEquals', arn });
  if (trust === undefined) return [];
  const added = allowSelf(subject, arn);
  return [
    {
      id: 'trust-account-with-condition',
      title: say`Trust account ${root.replace(/^.*:iam::(.*):root$/, '$1')} where aws:PrincipalArn is ${arn}`,
      safe: false,
      consequence:
        added.length > 0
          ? say`The role also gets sts:AssumeRole on itself in its permissions policy here, which it needs then.`
          : say`The role then also needs sts:AssumeRole on itself in an identity-based policy.`,
      change: { kind: 'edits', files: inFile(subject.source, [...trust, ...added]) },
    },
  ];
}
