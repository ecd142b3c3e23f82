import type { Step, Verdict } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import { accountOf } from './caller';
import { type IdentityAnswer, identityAllows } from './identityPolicy';
import { sameValue } from './openMatch';
import type { Principal } from './principals';
import type { Request } from './request';
import { SOURCES } from './sources';
import { shown } from './value';
import { both, either } from './verdict';

/**
 * How a principal of a trust policy grants: to the caller itself, to an account that still has to pass the
 * permission on, to a service or to a provider's users.
 */
export type Grant = 'direct' | 'delegated' | 'service' | 'federated' | 'unknown';

/** The way in which a principal grants. Source: IAM User Guide, "AWS JSON policy elements: Principal". */
export function grantOf(principal: Principal): Grant {
  switch (principal.kind) {
    case 'account':
    case 'canonicalUser':
      return 'delegated';
    case 'service':
      return 'service';
    case 'saml':
    case 'oidc':
    case 'webIdentity':
      return 'federated';
    case 'unknown':
      return 'unknown';
    case 'everyone':
      return principal.type === 'Service'
        ? 'service'
        : principal.type === 'Federated'
          ? 'federated'
          : 'direct';
    default:
      return 'direct';
  }
}

/** What the policies on the caller's side come to; what is not given is unknown or, for limits, not in sight. */
export interface CallerSide {
  readonly sameAccount: Verdict;
  readonly identity: IdentityAnswer | undefined;
  /** Whether permissions boundary and session policies, where given, allow it. */
  readonly limits: Verdict;
  /** Whether any policy on the caller's side denies it explicitly. */
  readonly deny: Verdict;
  readonly denySteps: readonly Step[];
  readonly limitSteps: readonly Step[];
}

/** Judges the caller's side of a request. */
export function callerSide(request: Request): CallerSide {
  const { identityPolicies, boundary, sessionPolicies } = request;
  const sameAccount = inSameAccount(request);
  if (identityPolicies === undefined && boundary === undefined && sessionPolicies === undefined) {
    return { ...NOTHING_KNOWN, sameAccount };
  }
  const identity = identityPolicies && identityAllows(identityPolicies, request);
  const inBoundary = boundary && identityAllows([boundary], request);
  const inSession = sessionPolicies && identityAllows(sessionPolicies, request);
  let deny: Verdict = 'no';
  const denySteps: Step[] = [];
  const each = [identity, inBoundary, inSession] as const;
  each.forEach((answer, i) => {
    if (answer === undefined || answer.deny === 'no') return;
    deny = either(deny, answer.deny);
    const sure = answer.deny === 'yes';
    denySteps.push({
      sentence: say`${NAMES[i]!} ${words(sure ? 'denies' : 'may deny')} it explicitly.`,
      verdict: sure ? 'no' : 'depends',
      source: SOURCES.evaluation,
      steps: answer.steps,
    });
  });
  const limits = both(inBoundary?.allow ?? 'yes', inSession?.allow ?? 'yes');
  const limitSteps = [inBoundary, inSession].flatMap((answer, i): Step[] =>
    answer === undefined
      ? []
      : [
          {
            sentence: say`${NAMES[i + 1]!} ${words(answer.allow === 'no' ? 'does not allow' : answer.allow === 'yes' ? 'allows' : 'may allow')} it.`,
            verdict: answer.allow,
            source: SOURCES.boundaries,
          },
        ],
  );
  return { sameAccount, identity, limits, deny, denySteps, limitSteps };
}

const NAMES = [
  words('An identity-based policy of the caller'),
  words('The permissions boundary of the caller'),
  words('The session policy of the caller'),
];

const NOTHING_KNOWN: Omit<CallerSide, 'sameAccount'> = {
  identity: undefined,
  limits: 'yes',
  deny: 'no',
  denySteps: [],
  limitSteps: [],
};

function inSameAccount({ caller, role }: Request): Verdict {
  const account = accountOf(caller);
  return account === undefined || role === undefined ? 'depends' : sameValue(account, role.account);
}

/** What a grant still needs from the caller's side. */
export interface Need {
  readonly verdict: Verdict;
  readonly step: Step;
  /** What is open, when it is. */
  readonly open: Sentence | undefined;
}

/**
 * Whether the caller's side gives what a grant of the trust policy needs of it. In the same account a grant to the
 * caller itself needs nothing; for a role it is limited by permissions boundary and session policies, for users,
 * single sessions and `"AWS": "*"` it is not. A grant to the account, and any grant across accounts, needs an
 * identity-based policy within those limits.
 * Sources: IAM User Guide, "Policy evaluation for requests within a single account" and "Cross-account policy
 * evaluation logic".
 */
export function needOf(principal: Principal, side: CallerSide, request: Request): Need {
  if (!('account' in request.caller))
    return request.caller.kind === 'service' ? SERVICE_NEED : FEDERATED_NEED;
  const grant = grantOf(principal);
  const direct = grant === 'delegated' ? undefined : principal.kind === 'role' ? side.limits : 'yes';
  if (direct !== undefined && side.sameAccount === 'yes') {
    if (direct === 'yes') return DIRECT_NEED;
    return {
      verdict: direct,
      step: directLimited(side, direct),
      open: direct === 'depends' ? LIMITS_OPEN : undefined,
    };
  }
  const identity = side.identity?.verdict ?? 'depends';
  const full = both(identity, side.limits);
  const verdict =
    side.sameAccount === 'depends' && direct !== undefined ? either(full, both('depends', direct)) : full;
  const step: Step = { ...reasonOf(side, direct), verdict, steps: identitySteps(side, identity) };
  return { verdict, step, open: verdict === 'depends' ? openNeed(side, direct, request) : undefined };
}

function identitySteps(side: CallerSide, identity: Verdict): readonly Step[] {
  if (side.identity === undefined) return [IDENTITY_UNKNOWN, ...side.limitSteps];
  if (side.identity.steps.length === 0) return [IDENTITY_SILENT, ...side.limitSteps];
  return identity === 'no' && side.identity.allow === 'no'
    ? [IDENTITY_SILENT, ...side.identity.steps, ...side.limitSteps]
    : [...side.identity.steps, ...side.limitSteps];
}

const IDENTITY_UNKNOWN: Step = {
  sentence: words("The caller's identity-based policies are not in sight."),
  verdict: 'depends',
};
const IDENTITY_SILENT: Step = {
  sentence: words("The caller's identity-based policies do not allow it."),
  verdict: 'no',
};
const LIMITS_OPEN = words("the caller's permissions boundary and session policies allow it");

const SERVICE_NEED: Need = {
  verdict: 'yes',
  step: { sentence: words('A service needs no identity-based policy.'), verdict: 'yes' },
  open: undefined,
};
const FEDERATED_NEED: Need = {
  verdict: 'yes',
  step: { sentence: words('A user of an identity provider needs no identity-based policy.'), verdict: 'yes' },
  open: undefined,
};
const DIRECT_NEED: Need = {
  verdict: 'yes',
  step: {
    sentence: words(
      'The caller is trusted itself and is in the same account, so it needs no identity-based policy.',
    ),
    verdict: 'yes',
    source: SOURCES.singleAccount,
  },
  open: undefined,
};

function directLimited(side: CallerSide, verdict: Verdict): Step {
  return {
    sentence: words(
      'The role is trusted itself and needs no identity-based policy, but its permissions boundary and session policies limit it.',
    ),
    verdict,
    source: SOURCES.singleAccount,
    steps: side.limitSteps,
  };
}

function reasonOf(side: CallerSide, direct: Verdict | undefined): Pick<Step, 'sentence' | 'source'> {
  if (side.sameAccount === 'no') return ACROSS;
  return direct === undefined
    ? side.sameAccount === 'yes'
      ? DELEGATED
      : DELEGATED_ANYWHERE
    : PERHAPS_ACROSS;
}

const ACROSS = {
  sentence: words(
    'The caller is in another account than the role, so its identity-based policies must allow it too.',
  ),
  source: SOURCES.crossAccount,
};
const DELEGATED = {
  sentence: words(
    'Trust in the account leaves it to the account to pass the permission on: the caller’s identity-based policies must allow it too.',
  ),
  source: SOURCES.principal,
};
const DELEGATED_ANYWHERE = DELEGATED;
const PERHAPS_ACROSS = {
  sentence: words(
    'If the caller is in another account than the role, its identity-based policies must allow it too.',
  ),
  source: SOURCES.crossAccount,
};

function openNeed(side: CallerSide, direct: Verdict | undefined, { action, role }: Request): Sentence {
  const on = role === undefined ? words('the role') : say`${shown(role.text)}`;
  const allows = say`an identity-based policy of the caller allows ${action} on ${on}`;
  const open = side.identity?.dependsOn[0];
  const what = open === undefined ? allows : say`${allows}: ${open}`;
  return side.sameAccount === 'depends' && direct !== undefined
    ? say`${what}, or the caller is in the same account as the role`
    : what;
}
