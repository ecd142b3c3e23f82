import type { Reference, Step, Verdict } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import { type CallerSide, grantOf } from './callerSide';
import type { Principal } from './principals';
import type { Request } from './request';
import { SOURCES } from './sources';
import { shown } from './value';
import { both, either } from './verdict';

/** What a grant of the trust policy still needs from the caller's side, and whether it gets it. */
export interface Need {
  readonly verdict: Verdict;
  readonly step: Step;
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
  const { caller } = request;
  if (!('account' in caller)) return caller.kind === 'service' ? SERVICE : FEDERATED;
  const delegated = grantOf(principal) === 'delegated';
  const direct = principal.kind === 'role' ? side.limits : 'yes';
  if (!delegated && side.sameAccount === 'yes') {
    return principal.kind !== 'role' || side.limitSteps.length === 0 ? DIRECT : limitedNeed(side);
  }
  const why = side.sameAccount === 'no' ? ACROSS : delegated ? DELEGATED : PERHAPS_ACROSS;
  if (side.identity === undefined && side.limitSteps.length === 0) return why.unseen;
  const identity = side.identity?.verdict ?? 'depends';
  const full = both(identity, side.limits);
  const verdict = why === PERHAPS_ACROSS ? either(full, both('depends', direct)) : full;
  const { sentence, source } = why;
  return { verdict, step: { sentence, verdict, source, steps: identitySteps(side) } };
}

/** What must be so for a need that is open to be met. */
export function openNeed(principal: Principal, side: CallerSide, { action, role }: Request): Sentence {
  const delegated = grantOf(principal) === 'delegated';
  if (!delegated && side.sameAccount === 'yes') return LIMITS_OPEN;
  const on = role === undefined ? words('the role') : say`${shown(role.text)}`;
  const allows = say`an identity-based policy of the caller allows ${action} on ${on}`;
  const open = side.identity?.dependsOn[0];
  const what = open === undefined ? allows : say`${allows}: ${open}`;
  return side.sameAccount === 'depends' && !delegated
    ? say`${what}, or the caller is in the same account as the role`
    : what;
}

const LIMITS_OPEN = words("the caller's permissions boundary and session policies allow it");

function identitySteps({ identity, limitSteps }: CallerSide): readonly Step[] {
  if (identity === undefined) return [UNSEEN, ...limitSteps];
  return identity.allow === 'no'
    ? [SILENT, ...identity.steps, ...limitSteps]
    : [...identity.steps, ...limitSteps];
}

const UNSEEN: Step = {
  sentence: words("The caller's identity-based policies are not in sight."),
  verdict: 'depends',
};
const SILENT: Step = {
  sentence: words("The caller's identity-based policies do not allow it."),
  verdict: 'no',
};

function met(text: string, source?: Reference): Need {
  const sentence = words(text);
  return { verdict: 'yes', step: { sentence, verdict: 'yes', ...(source === undefined ? {} : { source }) } };
}

const SERVICE = met('A service needs no identity-based policy.');
const FEDERATED = met('A user of an identity provider needs no identity-based policy.');
const DIRECT = met(
  'The caller is trusted itself and is in the same account, so it needs no identity-based policy.',
  SOURCES.singleAccount,
);

function limitedNeed({ limits, limitSteps }: CallerSide): Need {
  const step = { sentence: LIMITED, verdict: limits, source: SOURCES.singleAccount, steps: limitSteps };
  return { verdict: limits, step };
}

const LIMITED = words(
  'The role is trusted itself and needs no identity-based policy, but its permissions boundary and session policies limit it.',
);

/** Why an identity-based policy is needed, and the need where none is in sight. */
interface Why {
  readonly sentence: Sentence;
  readonly source: Reference;
  readonly unseen: Need;
}

function why(text: string, source: Reference): Why {
  const sentence = words(text);
  return {
    sentence,
    source,
    unseen: { verdict: 'depends', step: { sentence, verdict: 'depends', source, steps: [UNSEEN] } },
  };
}

const ACROSS = why(
  'The caller is in another account than the role, so its identity-based policies must allow it too.',
  SOURCES.crossAccount,
);
const DELEGATED = why(
  "Trust in the account leaves it to the account to pass the permission on: the caller's identity-based policies must allow it too.",
  SOURCES.principal,
);
const PERHAPS_ACROSS = why(
  'If the caller is in another account than the role, its identity-based policies must allow it too.',
  SOURCES.crossAccount,
);
