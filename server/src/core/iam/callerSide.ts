import type { Step, Verdict } from '../explain/explanation';
import { say, words } from '../explain/sentence';
import { accountOf } from './caller';
import { type IdentityAnswer, identityAllows } from './identityPolicy';
import { sameValue } from './openMatch';
import type { Principal } from './principals';
import type { Request } from './request';
import { SOURCES } from './sources';
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
      return byType(principal) ?? 'unknown';
    case 'everyone':
      return byType(principal) ?? 'direct';
    default:
      return 'direct';
  }
}

/** The type of a principal tells it where its value does not. */
function byType({ type }: Principal): Grant | undefined {
  return type === 'Service' ? 'service' : type === 'Federated' ? 'federated' : undefined;
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
    return NOTHING_KNOWN[sameAccount];
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

function nothingKnown(sameAccount: Verdict): CallerSide {
  return { sameAccount, identity: undefined, limits: 'yes', deny: 'no', denySteps: [], limitSteps: [] };
}

const NOTHING_KNOWN: Readonly<Record<Verdict, CallerSide>> = {
  yes: nothingKnown('yes'),
  no: nothingKnown('no'),
  depends: nothingKnown('depends'),
};

function inSameAccount({ caller, role }: Request): Verdict {
  const account = accountOf(caller);
  return account === undefined || role === undefined ? 'depends' : sameValue(account, role.account);
}
