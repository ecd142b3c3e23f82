import type { Step, Verdict } from '../explain/explanation';
import { type Sentence, say, series, words } from '../explain/sentence';
import type { LocatedHole } from '../syntax/tree';
import { assumingAction, mayUse } from './actions';
import { type Caller, principalKindOf } from './caller';
import { callerSide } from './callerSide';
import { type CompiledStatement, compilePolicy } from './compiled';
import { allowOutcome, denyOutcome, type Outcome } from './outcomes';
import type { Policy } from './policy';
import type { Request } from './request';
import { SOURCES } from './sources';
import { both, either, opposite } from './verdict';

/** The answer to a request, with its reasons. */
export interface Decision {
  readonly verdict: 'allowed' | 'denied' | 'depends';
  /** What it depends on: when each of these is so, it is allowed. Empty unless it depends. */
  readonly dependsOn: readonly Sentence[];
  readonly steps: readonly Step[];
}

/**
 * Whether a role's trust policy, with what is known of the caller's side, allows a request: an explicit deny decides;
 * otherwise a statement must allow it, and the caller's side must give what that grant needs.
 * Source: IAM User Guide, "Policy evaluation logic".
 */
export function evaluate(policy: Policy, request: Request): Decision {
  return decide(compilePolicy(policy).statements, policy.unknownStatements, request);
}

/**
 * As evaluate, of these statements.
 * @param unknown statements of which the file says nothing
 */
export function decide(
  statements: readonly CompiledStatement[],
  unknown: readonly LocatedHole[],
  request: Request,
): Decision {
  const impossible = impossibility(request);
  if (impossible !== undefined) return { verdict: 'denied', dependsOn: [], steps: [impossible] };
  const side = callerSide(request);
  const isIam = 'account' in request.caller;
  const steps: Step[] = [];
  let deny: Verdict = isIam ? side.deny : 'no';
  if (isIam) steps.push(...side.denySteps);
  let allow: Verdict = 'no';
  const openDenies: Sentence[] = [];
  const openGrants: Outcome[] = [];
  for (const compiled of statements) {
    const { effect } = compiled;
    if (effect === 'Deny' || effect === 'either') {
      const outcome = denyOutcome(compiled, request);
      deny = either(deny, outcome.verdict);
      steps.push(outcome.step);
      if (outcome.verdict === 'depends') openDenies.push(...outcome.open);
    }
    if (effect === 'Allow' || effect === 'either') {
      const outcome = allowOutcome(compiled, request, side);
      allow = either(allow, outcome.verdict);
      steps.push(outcome.step);
      if (outcome.verdict === 'depends') openGrants.push(outcome);
    }
    for (const refusal of compiled.refusals()) steps.push(refusal);
  }
  for (const hole of unknown) {
    deny = either(deny, 'depends');
    allow = either(allow, 'depends');
    const open = say`the statement ${hole.expression}, which this file does not say, lets it through`;
    openDenies.push(open);
    steps.push({
      sentence: say`A statement is ${hole.expression}, which this file does not say.`,
      verdict: 'depends',
      span: hole.span,
    });
  }
  if (steps.length === 0) steps.push(EMPTY);
  const verdict = both(opposite(deny), allow);
  if (verdict !== 'no') steps.push(isIam ? UNSEEN : UNSEEN_ORGANIZATION);
  if (verdict !== 'depends')
    return { verdict: verdict === 'yes' ? 'allowed' : 'denied', dependsOn: [], steps };
  const denyOpen = isIam && side.deny === 'depends' ? [DENY_OPEN] : [];
  const dependsOn = [...(allow === 'depends' ? grantWords(openGrants) : []), ...denyOpen, ...openDenies];
  return { verdict: 'depends', dependsOn, steps };
}

const EMPTY: Step = {
  sentence: words('The trust policy has no statement that grants anything.'),
  verdict: 'no',
};
const DENY_OPEN = words("no policy on the caller's side denies it");
const UNSEEN: Step = {
  sentence: words(
    'Policies that are not in sight can still deny it: those of the organization, a permissions boundary or session policy, or an explicit deny in an identity-based policy.',
  ),
  source: SOURCES.evaluation,
};
const UNSEEN_ORGANIZATION: Step = {
  sentence: words('A policy of the organization, which is not in sight, can still deny it.'),
  source: SOURCES.evaluation,
};

const GRANT_LIMIT = 5;

/** When several statements may grant it, one of them is enough. */
function grantWords(grants: readonly Outcome[]): Sentence[] {
  const [first] = grants;
  if (first === undefined) return [];
  if (grants.length === 1) return [...first.open];
  const ways = grants
    .slice(0, GRANT_LIMIT)
    .map(({ open }) => (open.length === 1 ? open[0]! : say`(${series(open)})`));
  const more = grants.length - GRANT_LIMIT;
  return [series(more > 0 ? [...ways, words(`what ${more} more statements need`)] : ways, 'or')];
}

/** Callers that can never get the role by this action, whatever the policy says. */
export function impossibility({ caller, action }: Request): Step | undefined {
  const fixed = IMPOSSIBLE[caller.kind];
  if (fixed !== undefined) return fixed;
  const kind = principalKindOf(caller);
  if (mayUse(kind, action) !== 'no') return undefined;
  const own = assumingAction(kind) ?? 'sts:AssumeRole';
  return {
    sentence: say`${KIND_WORDS[caller.kind]} calls ${own}, never ${action}.`,
    verdict: 'no',
    source: SOURCES.principal,
  };
}

const IMPOSSIBLE: Partial<Readonly<Record<Caller['kind'], Step>>> = {
  root: {
    sentence: words('The root user of an account cannot assume roles.'),
    verdict: 'no',
    source: SOURCES.assumeRole,
  },
  federatedUser: {
    sentence: words('A federated user session made by GetFederationToken cannot assume roles.'),
    verdict: 'no',
    source: SOURCES.credentials,
  },
  anonymous: {
    sentence: words('Nobody assumes a role without AWS credentials or a token of an identity provider.'),
    verdict: 'no',
    source: SOURCES.assumeRole,
  },
};

const KIND_WORDS: Readonly<Record<Caller['kind'], Sentence>> = {
  role: words('A role'),
  session: words('A role session'),
  user: words('An IAM user'),
  root: words('A root user'),
  federatedUser: words('A federated user'),
  unnamed: words('A principal of an AWS account'),
  service: words('An AWS service'),
  oidc: words('A user of an OIDC provider'),
  saml: words('A user of a SAML provider'),
  anonymous: words('A caller without credentials'),
};
