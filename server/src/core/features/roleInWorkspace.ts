import type { Context } from '../context';
import type { IdentityPolicySubject, TrustPolicySubject } from '../documents/subjects';
import { parseRoleArn } from '../iam/arn';
import type { Caller } from '../iam/caller';
import { sameValue } from '../iam/openMatch';
import type { Role } from '../iam/role';
import { writtenRole } from '../iam/roleOf';
import { shown } from '../iam/value';
import { known } from '../syntax/tree';
import { roleSaid } from './policiesOfRole';

/** A trust policy in sight that is, or may be, that of a role asked for. */
export interface RoleInSight {
  readonly subject: TrustPolicySubject;
  /** The role with the ARN asked for, as far as that is one; else as the file writes it. */
  readonly role: Role | undefined;
  /** `yes`: its ARN is written out. `depends`: its name, or an ARN with expressions, fits. */
  readonly sure: 'yes' | 'depends';
}

/** The trust policies in sight of the role with an ARN; those whose ARN is written out hide the others. */
export function rolesInSight(arn: string, context: Context): RoleInSight[] {
  const asked = parseRoleArn(arn);
  const sure: RoleInSight[] = [];
  const perhaps: RoleInSight[] = [];
  for (const subject of context.subjects('trustPolicy')) {
    const role = writtenRole(subject, context.settings);
    if (role?.text === arn) {
      sure.push({ subject, role: asked ?? role, sure: 'yes' });
      continue;
    }
    if (asked === undefined || perhaps.length >= 5) continue;
    const fits =
      role === undefined
        ? roleSaid(subject) === asked.name
        : typeof role.text !== 'string' && sameValue(role.text, arn) !== 'no';
    // An ARN that is nothing but an expression fits every role, which says nothing.
    if (fits && (role === undefined || typeof role.name === 'string'))
      perhaps.push({ subject, role: asked, sure: 'depends' });
  }
  return sure.length > 0 ? sure : perhaps;
}

/** Permissions policies in sight that a file attaches to the caller, where the caller is a role or a session of one. */
export function policiesInSight(caller: Caller, context: Context): IdentityPolicySubject[] {
  const name = caller.kind === 'role' ? caller.name : caller.kind === 'session' ? caller.role : undefined;
  if (typeof name !== 'string' || !('account' in caller)) return [];
  const account = caller.account;
  const found = new Set<IdentityPolicySubject>();
  for (const policy of context.subjects('identityPolicy')) {
    const arn = policy.attachedTo?.arn && parseRoleArn(known(policy.attachedTo.arn) ?? '');
    if (arn !== undefined && arn.name === name && arn.account === shownOrUndefined(account))
      found.add(policy);
  }
  for (const { subject } of rolesOf(name, shownOrUndefined(account), context)) {
    for (const policy of subject.identityPolicies) found.add(policy);
  }
  return [...found];
}

function rolesOf(name: string, account: string | undefined, context: Context) {
  return context.subjects('trustPolicy').flatMap((subject) => {
    const role = writtenRole(subject, context.settings);
    return role?.name === name && shown(role.account) === account ? [{ subject }] : [];
  });
}

function shownOrUndefined(value: Parameters<typeof shown>[0] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
