import type { Explanation, Step, Verdict } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import { assumingAction, TRUST_ACTIONS, trustAction } from '../iam/actions';
import { type Caller, parseCaller, principalKindOf } from '../iam/caller';
import { type Decision, evaluate } from '../iam/evaluate';
import { sameValue } from '../iam/openMatch';
import type { Policy } from '../iam/policy';
import type { Request } from '../iam/request';
import type { Role } from '../iam/role';
import { ALLOW_LIST, selfAssumption } from '../iam/selfAssumption';
import { shown } from '../iam/value';
import { both } from '../iam/verdict';
import { closest } from '../text/closest';

/** A question as somebody writes it. */
export interface Asked {
  /** As `parseCaller` takes it. */
  readonly caller: string;
  /** Undefined: the action by which this kind of caller assumes roles. */
  readonly action: string | undefined;
  /** `KEY=VALUE`; a key given again has several values; `KEY=` says that the request does not carry the key. */
  readonly context: readonly string[];
}

/** A question that makes sense; what is not in its context is not known. */
export type Question = Pick<Request, 'caller' | 'action' | 'context'> & {
  readonly absent: ReadonlySet<string>;
  /** The caller as it was written. */
  readonly who: string;
};

export type ReadQuestion =
  | { readonly ok: true; readonly question: Question }
  /** `message` is one or two sentences without a line end: what is wrong, and what is expected. */
  | { readonly ok: false; readonly message: Sentence };

/** Reads a question, or says what in it cannot be read and what is expected instead. */
export function readQuestion(asked: Asked): ReadQuestion {
  const caller = parseCaller(asked.caller);
  if (caller === undefined) return { ok: false, message: say`${asked.caller} names no caller. ${CALLERS}` };
  const action =
    asked.action === undefined
      ? (assumingAction(principalKindOf(caller)) ?? 'sts:AssumeRole')
      : trustAction(asked.action);
  if (action === undefined) return { ok: false, message: actionMessage(asked.action ?? '') };
  const context = new Map<string, string[]>();
  const absent = new Set<string>();
  for (const pair of asked.context) {
    const [, key, value] = /^([^\s=]*:[^=]*)=(.*)$/s.exec(pair) ?? [];
    if (key === undefined || value === undefined) return { ok: false, message: say`${pair} ${PAIRS}` };
    const lower = key.toLowerCase();
    if (value === '') absent.add(lower);
    else context.set(lower, [...(context.get(lower) ?? []), value]);
    if (absent.has(lower) && context.has(lower)) {
      return { ok: false, message: say`${key} is said to be in the request, and not to be in it.` };
    }
  }
  return { ok: true, question: { caller, action, context, absent, who: asked.caller } };
}

const CALLERS = say`Write an ARN (of a role, user, role session or identity provider), an account ID of 12 digits, ${'service:NAME'}, ${'oidc:ISSUER'} or ${'saml:ARN'}.`;
const PAIRS = say`is no condition key with a value. Write KEY=VALUE, such as ${'aws:SourceIp=203.0.113.7'}, or KEY= for a key that the request does not carry.`;

function actionMessage(given: string): Sentence {
  const near = closest(
    given.replace(/^(?:sts:)?/i, 'sts:').toLowerCase(),
    TRUST_ACTIONS.map((each) => each.toLowerCase()),
  );
  const meant = trustAction(near ?? '');
  const end = meant === undefined ? words('') : say` Did you mean ${meant}?`;
  return say`${given} is not an action that a trust policy decides on; those are ${words(TRUST_ACTIONS.join(', '))}.${end}`;
}

/** What is known beside the question. */
export interface Side {
  /** Undefined when nothing says which role the trust policy belongs to. */
  readonly role: Role | undefined;
  /** All of the caller's identity-based policies; undefined: not known. */
  readonly identityPolicies: readonly Policy[] | undefined;
  readonly boundary: Policy | undefined;
}

/** The answer of a trust policy to a question. Of the role itself it also says that an old role may be spared. */
export function answer(policy: Policy, question: Question, side: Side): Decision {
  const { caller, action, context, absent } = question;
  const decision = evaluate(policy, { caller, action, context, absent, ...side });
  if (decision.verdict !== 'denied' || action !== 'sts:AssumeRole' || !isRole(caller, side.role))
    return decision;
  const { before } = selfAssumption(policy, side.role, side.identityPolicies);
  return before.verdict === 'denied' ? decision : { ...decision, steps: [...decision.steps, ALLOW_LIST] };
}

/** Whether the caller is surely the role or one of its sessions; names of roles are unique within an account. */
function isRole(caller: Caller, role: Role | undefined): boolean {
  if (role === undefined) return false;
  if (caller.kind === 'role') return sameValue(caller.arn, role.text) === 'yes';
  return (
    caller.kind === 'session' &&
    both(sameValue(caller.account, role.account), sameValue(caller.role, role.name)) === 'yes'
  );
}

const VERDICTS: Readonly<Record<Decision['verdict'], Verdict>> = {
  allowed: 'yes',
  denied: 'no',
  depends: 'depends',
};
const ANSWERS: Readonly<Record<Decision['verdict'], Sentence>> = {
  allowed: words('Allowed'),
  denied: words('Denied'),
  depends: words('It depends'),
};

/** A decision as an explanation: the answer first, then what it depends on, then why. */
export function decisionExplanation(
  decision: Decision,
  { who, action }: Pick<Question, 'who' | 'action'>,
  role: Role | undefined,
): Explanation {
  const { verdict, dependsOn, steps } = decision;
  const on = role === undefined ? words('the role of this trust policy') : say`${shown(role.text)}`;
  const open: Step = {
    sentence: words(
      dependsOn.length === 1 ? 'It is allowed if this is so:' : 'It is allowed if all of this is so:',
    ),
    verdict: 'depends',
    steps: dependsOn.map((sentence) => ({ sentence: say`${sentence}.` })),
  };
  return {
    title: say`${ANSWERS[verdict]}: ${action} on ${on} by ${who}`,
    verdict: VERDICTS[verdict],
    steps: dependsOn.length === 0 ? steps : [open, ...steps],
  };
}
