import type { Context } from '../context';
import type { Denial } from '../events/denial';
import { parseRoleArn } from '../iam/arn';
import type { Caller } from '../iam/caller';
import type { Decision } from '../iam/evaluate';
import { identityAllows } from '../iam/identityPolicy';
import type { Request } from '../iam/request';
import { answer } from './question';
import { policiesInSight, type RoleInSight } from './roleInWorkspace';

/** The trust policy's own answer to the call that was refused. */
export interface Asked {
  readonly inSight: RoleInSight;
  readonly caller: Caller;
  readonly request: Request;
  readonly decision: Decision;
  readonly self: boolean;
  /** Whether permissions policies of the caller are in sight that settle the caller's side. */
  readonly identity: 'allows' | 'denies' | 'silent' | 'unseen';
}

/** Asks the trust policy in sight about the call that was refused. */
export function ask(
  inSight: RoleInSight,
  caller: Caller,
  action: string,
  denial: Denial,
  context: Context,
): Asked {
  const { subject, role } = inSight;
  const values = new Map([...denial.context].map(([key, each]) => [key.toLowerCase(), each] as const));
  const absent = new Set(denial.absent.map((key) => key.toLowerCase()));
  const bare: Request = { caller, action, role, context: values, absent };
  const policies = policiesInSight(caller, context).map(({ policy }) => policy);
  const side = policies.length === 0 ? undefined : identityAllows(policies, bare);
  // Policies in sight may not be all: that they are silent proves nothing, that they allow or deny does.
  const settled = side?.verdict === 'yes' || side?.deny === 'yes';
  const identity =
    side === undefined
      ? 'unseen'
      : side.deny === 'yes'
        ? 'denies'
        : side.verdict === 'yes'
          ? 'allows'
          : 'silent';
  const request: Request = settled ? { ...bare, identityPolicies: policies } : bare;
  const question = { caller, action, context: values, absent, who: denial.caller ?? '' };
  const decision = answer(subject.policy, question, {
    role,
    identityPolicies: request.identityPolicies,
    boundary: undefined,
  });
  return { inSight, caller, request, decision, identity, self: isSelf(caller, role?.text) };
}

function isSelf(caller: Caller, role: unknown): boolean {
  if (typeof role !== 'string') return false;
  if (caller.kind === 'role') return caller.arn === role;
  const arn = parseRoleArn(role);
  return caller.kind === 'session' && caller.role === arn?.name && caller.account === arn?.account;
}
