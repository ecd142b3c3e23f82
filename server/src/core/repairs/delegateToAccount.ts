import type { TrustPolicySubject } from '../documents/subjects';
import type { Trusted } from '../iam/trusted';
import { standsAlone } from '../iam/trusted';
import { plainOf } from '../syntax/plain';
import type { Plain } from '../syntax/syntax';
import type { TextEdit } from '../text/edit';
import { addCondition, removeTrusted } from './trustedEdits';

/** What a principal is to be replaced by: its account, with a condition on the caller's ARN. */
export interface Delegation {
  /** `arn:PARTITION:iam::ACCOUNT:root`. */
  readonly root: string;
  readonly operator: 'ArnEquals' | 'ArnLike';
  /** For aws:PrincipalArn: the ARN of the role or user, also of its sessions. */
  readonly arn: string;
}

/**
 * Trusts a principal's account on the condition that the caller has a certain ARN, in place of the principal. ARNs
 * in conditions are compared as text at the time of the call: they may hold wildcards and name what does not exist.
 * Other principals of the statement keep it as it is; this one then gets a statement of its own with the same
 * actions and conditions. Source: IAM User Guide, "AWS global condition context keys", aws:PrincipalArn.
 * @returns undefined when the statement has parts that cannot be written a second time
 */
export function delegateToAccount(
  subject: TrustPolicySubject,
  trusted: Trusted,
  { root, operator, arn }: Delegation,
): TextEdit[] | undefined {
  const { edits } = subject.source;
  const { statement, node } = trusted;
  if (standsAlone(trusted)) {
    const condition = addCondition(subject, statement, operator, 'aws:PrincipalArn', arn);
    return condition && [...edits.replace(node, root), ...condition];
  }
  const removed = removeTrusted(subject, trusted);
  const list = subject.policy.statementList;
  const action = plainOf(statement.action?.entry.value);
  if (removed === undefined || list === undefined || action === undefined) return undefined;
  const condition = merged(
    statement.conditionEntry && plainOf(statement.conditionEntry.value),
    operator,
    arn,
  );
  if (
    condition === undefined ||
    (statement.conditionEntry !== undefined && statement.conditions.length === 0)
  ) {
    return undefined;
  }
  const added = { Effect: 'Allow', Principal: { AWS: root }, Action: action, Condition: condition };
  const written = edits.append(list, [added]);
  // A lone statement that becomes a list is written anew as a whole, the principal to be removed in it.
  const clash = written.some((w) =>
    removed.some((r) => w.span.start < r.span.end && r.span.start < w.span.end),
  );
  return clash ? undefined : [...removed, ...written];
}

function merged(conditions: Plain | undefined, operator: string, arn: string): Plain | undefined {
  const test = { 'aws:PrincipalArn': arn };
  if (conditions === undefined) return { [operator]: test };
  if (typeof conditions !== 'object' || Array.isArray(conditions)) return undefined;
  const present = (conditions as Readonly<Record<string, Plain>>)[operator];
  if (present === undefined) return { ...conditions, [operator]: test };
  if (typeof present !== 'object' || Array.isArray(present)) return undefined;
  const keys = Object.keys(present).map((key) => key.toLowerCase());
  return keys.includes('aws:principalarn')
    ? undefined
    : { ...conditions, [operator]: { ...present, ...test } };
}
