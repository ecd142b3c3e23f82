import type { TrustPolicySubject } from '../documents/subjects';
import { roleArnFor, type Settings } from '../settings';
import { known } from '../syntax/tree';
import { fileName } from '../text/uri';
import { parseArn, parseRoleArn, type RoleArn } from './arn';
import { type Role, roleFromArn } from './role';

/** The role a trust policy belongs to: what the document says, else what the settings say. Undefined: unknown. */
export function roleOf(subject: TrustPolicySubject, settings: Settings): RoleArn | undefined {
  const { arn } = subject.role;
  if (arn !== undefined) return parseRoleArn(known(arn) ?? '');
  return parseRoleArn(roleArnFor(settings, subject.source.uri) ?? '');
}

/** As roleOf; what the document writes as expressions stays open, so that the role of a template has an ARN with holes. */
export function writtenRole(subject: TrustPolicySubject, settings: Settings): Role | undefined {
  const exact = roleOf(subject, settings);
  if (exact !== undefined || subject.role.arn === undefined) return exact;
  return roleFromArn(subject.role.arn);
}

/**
 * Guesses at the role's ARN, best first, for the user to choose from: the file's name as a role name in each account
 * the policy names, then the ARNs that evidence names.
 */
export function roleCandidates(subject: TrustPolicySubject, named: readonly string[]): string[] {
  const candidates = new Set<string>();
  const name = roleNameFrom(subject.source.uri);
  for (const { partition, account } of accountsIn(subject)) {
    if (name !== undefined) candidates.add(`arn:${partition}:iam::${account}:role/${name}`);
  }
  for (const arn of named) if (parseRoleArn(arn) !== undefined) candidates.add(arn);
  return [...candidates];
}

/** A role name out of a file name such as `RoleA-trust-policy.json`, or undefined when none is in it. */
export function roleNameFrom(uri: string): string | undefined {
  const name = fileName(uri)
    .replace(/\.[^.]*$/, '')
    .replace(
      /[-_. ]?(?:assume[-_ ]?role|trust|relationship|policy|document|json)(?:[-_. ]?(?:policy|relationship|document))*$/i,
      '',
    );
  return /^[\w+=,.@-]{1,64}$/.test(name) ? name : undefined;
}

/** The accounts a trust policy's principals name, each once, with the partition of the ARN it stands in. */
export function accountsIn(subject: TrustPolicySubject): { partition: string; account: string }[] {
  const found = new Map<string, { partition: string; account: string }>();
  for (const statement of subject.policy.statements) {
    for (const group of statement.principal?.groups ?? []) {
      for (const value of group.values) {
        const text = value.kind === 'string' ? (known(value.text) ?? '') : '';
        const arn = parseArn(text);
        const account = arn?.account ?? (/^\d{12}$/.test(text) ? text : undefined);
        if (account !== undefined && /^\d{12}$/.test(account)) {
          found.set(account, { partition: arn?.partition ?? 'aws', account });
        }
      }
    }
  }
  return [...found.values()];
}
