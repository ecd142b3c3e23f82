import type { Step, Verdict } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import type { LocatedHole, LocatedString } from '../syntax/tree';
import { type Caller, callerOfRole } from './caller';
import { callerKey } from './callerKeys';
import { grantOf } from './callerSide';
import { type CompiledStatement, compilePolicy } from './compiled';
import { clauseHolds } from './conditions/evaluate';
import { type Decision, evaluate } from './evaluate';
import { identityAllows } from './identityPolicy';
import { denyOutcome } from './outcomes';
import type { Policy, Statement } from './policy';
import { names } from './principalMatch';
import type { Principal } from './principals';
import { NO_CONTEXT, type Request } from './request';
import { type Role, UNKNOWN_ROLE } from './role';
import { SOURCES } from './sources';
import { shown } from './value';
import { both, either, opposite } from './verdict';

const ACTION = 'sts:AssumeRole';

/** Whether a role can assume itself, under both models. */
export interface SelfAssumption {
  /** Since 2022-09-21: the trust policy must grant it, and its conditions apply. */
  readonly now: Decision;
  /**
   * Before: either policy was enough, unless one denied it, and the conditions of the trust policy's Allow statements
   * did not apply to the role itself.
   */
  readonly before: Decision;
  /** How the trust policy grants it, explicit denies and open conditions (an ExternalId, say) left aside. */
  readonly grant: 'direct' | 'delegated' | 'none' | 'unknown';
  /** Where it does; with `unknown`, where it may. */
  readonly granting: readonly Granting[];
}

/** A place of the trust policy by which a role may assume itself. */
export type Granting =
  | {
      readonly kind: 'principal';
      readonly form: SelfForm;
      readonly statement: Statement;
      readonly principal: Principal;
      readonly value: LocatedString | LocatedHole;
    }
  /** A whole statement: by NotPrincipal, or one the file does not say. */
  | { readonly kind: 'statement'; readonly statement: Statement };

/**
 * The forms of a self-reference: the own ARN; the account or everyone, narrowed by a condition on `aws:PrincipalArn`;
 * the same without that; one session of the role; and what may turn out to be one of these.
 */
export type SelfForm =
  | 'ownArn'
  | 'accountAndPrincipalArn'
  | 'account'
  | 'everyoneAndPrincipalArn'
  | 'everyone'
  | 'session'
  | 'unknown';

/**
 * Whether a role can assume itself by its trust policy and, where they are known, its identity-based policies.
 * Source: AWS Security Blog, "Announcing an update to IAM role trust policy behavior", with its amendments of 2023.
 * @param role undefined when nothing says which role the policy belongs to
 * @param identityPolicies all of the role's identity-based policies; undefined: not known
 */
export function selfAssumption(
  policy: Policy,
  role: Role | undefined,
  identityPolicies: readonly Policy[] | undefined,
): SelfAssumption {
  const self = role ?? UNKNOWN_ROLE;
  const caller = callerOfRole(self);
  const request: Request = { caller, action: ACTION, role: self, context: NO_CONTEXT, identityPolicies };
  const decision = evaluate(policy, request);
  const before = decisionBefore(decision, request, explicitDenial(policy, request));
  const allowListed = decision.verdict === 'denied' && before.verdict !== 'denied';
  const now = allowListed ? { ...decision, steps: [...decision.steps, ALLOW_LIST] } : decision;
  return { now, before, ...grantsToSelf(policy, request) };
}

/** What a denial of self-assumption leaves open for a role that may be on AWS's allow-list. */
export const ALLOW_LIST: Step = {
  sentence: words(
    'A role that assumed itself before 2022-09-21 is denied, unless AWS still carries it on its allow-list. In CloudTrail, additionalEventData.explicitTrustGrant = false marks an AssumeRole call that only this list let through.',
  ),
  source: SOURCES.selfTrust,
};

const IMPLICIT: Step = {
  sentence: words(
    'Before 2022-09-21 a role trusted itself implicitly: an identity-based policy was enough, unless a policy denied it. The conditions under which the trust policy allows did not apply to the role itself.',
  ),
  source: SOURCES.selfTrust,
};

/** What the Deny statements of a trust policy come to, and the statements that may be some. */
interface Denial {
  readonly verdict: Verdict;
  readonly steps: readonly Step[];
  /** What must be so for none of them to deny it. */
  readonly open: readonly Sentence[];
}

/** An explicit deny in any policy outweighs what allows. Source: IAM User Guide, "Policy evaluation logic". */
function explicitDenial(policy: Policy, request: Request): Denial {
  let verdict: Verdict = 'no';
  const steps: Step[] = [];
  const open: Sentence[] = [];
  for (const compiled of compilePolicy(policy).statements) {
    if (compiled.effect === undefined || compiled.effect === 'Allow') continue;
    const outcome = denyOutcome(compiled, request);
    if (outcome.verdict === 'no') continue;
    verdict = either(verdict, outcome.verdict);
    steps.push(outcome.step);
    open.push(...outcome.open);
  }
  for (const { expression } of policy.unknownStatements) {
    verdict = either(verdict, 'depends');
    open.push(say`the statement ${expression}, which this file does not say, does not deny it`);
  }
  return { verdict, steps, open };
}

function decisionBefore(now: Decision, request: Request, denial: Denial): Decision {
  const { identityPolicies } = request;
  if (denial.verdict === 'yes')
    return { verdict: 'denied', dependsOn: [], steps: [IMPLICIT, ...denial.steps] };
  const nowVerdict: Verdict = now.verdict === 'allowed' ? 'yes' : now.verdict === 'denied' ? 'no' : 'depends';
  if (identityPolicies === undefined) {
    const steps = [IMPLICIT, IDENTITY_UNKNOWN, ...now.steps];
    if (nowVerdict === 'yes') return { ...now, steps };
    const on = request.role === UNKNOWN_ROLE ? words('the role itself') : say`${shown(request.role!.text)}`;
    const open = say`an identity-based policy of the role allows ${ACTION} on ${on}`;
    return { verdict: 'depends', dependsOn: [open, ...denial.open], steps };
  }
  const identity = identityAllows(identityPolicies, request);
  const step: Step = {
    sentence: words(
      identity.verdict === 'no'
        ? 'The identity-based policies of the role do not allow it to assume itself.'
        : identity.verdict === 'yes'
          ? 'The identity-based policies of the role allow it to assume itself.'
          : 'The identity-based policies of the role may allow it to assume itself.',
    ),
    verdict: identity.verdict,
    steps: identity.steps,
  };
  const implicit = both(identity.verdict, opposite(denial.verdict));
  const steps = [IMPLICIT, step, ...(implicit === 'yes' ? [] : now.steps)];
  const verdict = either(implicit, nowVerdict);
  if (verdict !== 'depends')
    return { verdict: verdict === 'yes' ? 'allowed' : 'denied', dependsOn: [], steps };
  const asked = identity.verdict === 'depends' ? identity.dependsOn : [];
  return { verdict, dependsOn: implicit === 'depends' ? [...asked, ...denial.open] : now.dependsOn, steps };
}

const IDENTITY_UNKNOWN: Step = {
  sentence: words('The identity-based policies of the role are not in sight.'),
  verdict: 'depends',
};

/** How and where a trust policy grants the role to itself: the part of {@link selfAssumption} that needs no judging. */
export function selfGrant(
  policy: Policy,
  role: Role | undefined,
): Pick<SelfAssumption, 'grant' | 'granting'> {
  const self = role ?? UNKNOWN_ROLE;
  return grantsToSelf(policy, {
    caller: callerOfRole(self),
    action: ACTION,
    role: self,
    context: NO_CONTEXT,
  });
}

/** Whether a Deny statement of the trust policy surely denies the role itself. */
export function deniesSelf(policy: Policy, role: Role | undefined): boolean {
  const self = role ?? UNKNOWN_ROLE;
  const request = { caller: callerOfRole(self), action: ACTION, role: self, context: NO_CONTEXT };
  return explicitDenial(policy, request).verdict === 'yes';
}

function grantsToSelf(policy: Policy, request: Request): Pick<SelfAssumption, 'grant' | 'granting'> {
  const sure: Granting[] = [];
  const open: Granting[] = [];
  for (const compiled of compilePolicy(policy).statements) {
    if (compiled.effect === undefined || compiled.effect === 'Deny') continue;
    const reach = reachesSelf(compiled, request);
    if (reach === 'no') continue;
    const { statement } = compiled;
    if (compiled.notPrincipal) {
      const excepted = compiled.principals.map(({ principal }) => names(principal, request.caller));
      const verdict = both(reach, opposite(excepted.reduce(either, 'no')));
      if (verdict !== 'no') (verdict === 'yes' ? sure : open).push({ kind: 'statement', statement });
      continue;
    }
    for (const { principal, node } of compiled.principals) {
      const verdict = both(reach, names(principal, request.caller));
      if (verdict === 'no') continue;
      const form = formOf(principal, compiled);
      (verdict === 'yes' ? sure : open).push({ kind: 'principal', form, statement, principal, value: node });
    }
  }
  const direct = sure.some((each) => each.kind === 'statement' || grantOf(each.principal) === 'direct');
  if (sure.length > 0) return { grant: direct ? 'direct' : 'delegated', granting: sure };
  if (open.length > 0 || policy.unknownStatements.length > 0) return { grant: 'unknown', granting: open };
  return { grant: 'none', granting: [] };
}

/**
 * Whether a statement may speak of the role itself: of its action, and with conditions that can be met. What only the
 * call decides (an ExternalId) is left open; a test of who calls is not, for it may name another role.
 */
function reachesSelf(compiled: CompiledStatement, request: Request): Verdict {
  let verdict = compiled.names(ACTION);
  if (compiled.effect === 'either') verdict = both(verdict, 'depends');
  for (const clause of compiled.clauses) {
    const held = clauseHolds(clause, request);
    if (held === 'no') return 'no';
    if (held === 'depends' && (clause.kind === 'unread' || testsCaller(clause.lookup, request.caller))) {
      verdict = both(verdict, 'depends');
    }
  }
  return verdict;
}

function testsCaller(key: string | undefined, caller: Caller): boolean {
  return key === undefined || callerKey(caller, key) !== undefined;
}

function formOf(principal: Principal, { clauses }: CompiledStatement): SelfForm {
  const narrowed = clauses.some((clause) => clause.kind === 'read' && clause.lookup === 'aws:principalarn');
  switch (principal.kind) {
    case 'role':
      return 'ownArn';
    case 'session':
      return 'session';
    case 'account':
      return narrowed ? 'accountAndPrincipalArn' : 'account';
    case 'everyone':
      return narrowed ? 'everyoneAndPrincipalArn' : 'everyone';
    default:
      return 'unknown';
  }
}
