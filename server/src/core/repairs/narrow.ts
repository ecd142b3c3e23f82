import type { TrustPolicySubject } from '../documents/subjects';
import type { Trusted } from '../iam/trusted';
import { standsAlone } from '../iam/trusted';
import { plainOf } from '../syntax/plain';
import type { Plain } from '../syntax/syntax';
import { type TextEdit, together } from '../text/edit';
import { addCondition, removeTrusted } from './trustedEdits';

/** What a principal is to be replaced by: its account, with a condition on the caller's ARN. */
export interface Delegation {
  /** The account as a principal: `arn:PARTITION:iam::ACCOUNT:root`, or its ID. */
  readonly root: string;
  readonly operator: 'ArnEquals' | 'ArnLike';
  /** For aws:PrincipalArn: the ARN of the role or user, also of its sessions. */
  readonly arn: string;
}

/** A principal and the one condition under which it is to be trusted. */
export interface Narrowed {
  readonly principal: string;
  readonly operator: string;
  readonly key: string;
  readonly value: string;
}

/**
 * Trusts a principal's account on the condition that the caller has a certain ARN, in place of the principal. ARNs
 * in conditions are compared as text at the time of the call: they may hold wildcards and name what does not exist.
 * Source: IAM User Guide, "AWS global condition context keys", aws:PrincipalArn.
 * @returns undefined when the statement has parts that cannot be written a second time
 */
export function delegateToAccount(
  subject: TrustPolicySubject,
  trusted: Trusted,
  { root, operator, arn }: Delegation,
): TextEdit[] | undefined {
  return narrow(subject, trusted, { principal: root, operator, key: 'aws:PrincipalArn', value: arn });
}

/**
 * Trusts a principal, or another in its place, under one more condition. Other principals of the statement keep it as
 * it is; this one then gets a statement of its own with the same actions and conditions.
 * @returns undefined when the statement has parts that cannot be written a second time
 */
export function narrow(subject: TrustPolicySubject, trusted: Trusted, to: Narrowed): TextEdit[] | undefined {
  const { edits } = subject.source;
  const { statement, node, text } = trusted;
  if (standsAlone(trusted)) {
    const condition = addCondition(subject, statement, to.operator, to.key, to.value);
    const renamed = text === to.principal ? [] : edits.replace(node, to.principal);
    return condition && [...renamed, ...condition];
  }
  const removed = removeTrusted(subject, trusted);
  const list = subject.policy.statementList;
  const action = plainOf(statement.action?.entry.value);
  if (removed === undefined || list === undefined || action === undefined) return undefined;
  const present = statement.conditionEntry && plainOf(statement.conditionEntry.value);
  if (statement.conditionEntry !== undefined && present === undefined) return undefined;
  const condition = merged(present, to);
  if (condition === undefined) return undefined;
  const added = { Effect: 'Allow', Principal: { AWS: to.principal }, Action: action, Condition: condition };
  const written = edits.append(list, [added]);
  // A lone statement that becomes a list is written anew as a whole, the principal to be removed in it.
  return together([...removed, ...written]);
}

function merged(conditions: Plain | undefined, { operator, key, value }: Narrowed): Plain | undefined {
  const test = { [key]: value };
  if (conditions === undefined) return { [operator]: test };
  if (typeof conditions !== 'object' || Array.isArray(conditions)) return undefined;
  const present = (conditions as Readonly<Record<string, Plain>>)[operator];
  if (present === undefined) return { ...conditions, [operator]: test };
  if (typeof present !== 'object' || Array.isArray(present)) return undefined;
  const taken = Object.keys(present).some((other) => other.toLowerCase() === key.toLowerCase());
  return taken ? undefined : { ...conditions, [operator]: { ...present, ...test } };
}
