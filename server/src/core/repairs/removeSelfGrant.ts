import type { TrustPolicySubject } from '../documents/subjects';
import { say } from '../explain/sentence';
import type { Fix } from '../rules/finding';
import { knownString } from '../syntax/tree';
import type { TextEdit } from '../text/edit';

/**
 * Takes the role's own ARN out of its trust policy: out of its list, with its `AWS` line when it stands alone
 * there, with its statement when nothing else is in it. A policy must keep one statement, so a last one stays and
 * no fix is offered.
 */
export function removeSelfGrant(subject: TrustPolicySubject, arn: string): Fix[] {
  const { edits } = subject.source;
  const changes: TextEdit[] = [];
  let kept = subject.policy.statements.length;
  for (const statement of subject.policy.statements) {
    if (statement.effect !== 'Allow' || statement.principal?.entry.value?.kind !== 'object') continue;
    const principal = statement.principal.entry.value;
    for (const group of statement.principal.groups) {
      const own = group.values.find((value) => knownString(value) === arn);
      const list = group.entry.value;
      if (group.type !== 'AWS' || own === undefined || list === undefined) continue;
      if (list.kind === 'array' && list.items.length > 1) changes.push(...edits.removeItem(list, own));
      else if (principal.entries.length > 1) changes.push(...edits.removeEntry(principal, group.entry));
      else if (--kept > 0 && subject.policy.statementList !== undefined) {
        changes.push(...edits.removeItem(subject.policy.statementList, statement.value));
      } else return [];
    }
  }
  if (changes.length === 0) return [];
  return [
    {
      id: 'remove-self-grant',
      title: say`Remove ${arn} from the role's own trust policy`,
      safe: false,
      consequence: say`Code that assumes the role with the role's own credentials may need this: remove such calls first.`,
      change: { kind: 'edits', files: [{ uri: subject.source.uri, edits: changes }] },
    },
  ];
}
