import type { Denial, PolicyKind } from '../events/denial';
import type { Reference, Step } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import type { Caller } from '../iam/caller';
import { ALLOW_LIST } from '../iam/selfAssumption';
import { SOURCES } from '../iam/sources';
import { nameOf, waysToAllow } from '../iam/turning';
import type { Asked } from './denialAsked';
import type { RoleInSight } from './roleInWorkspace';

/** Where AWS lists its messages. */
export const TROUBLESHOOT: Reference = {
  title: 'IAM User Guide: Troubleshoot access denied error messages',
  url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
};
/** The kinds of policy that AWS names, in words that go on from "by". */
export const POLICY_WORDS: Readonly<Record<PolicyKind, Sentence>> = {
  identity: words('an identity-based policy of the caller'),
  resource: words('a resource-based policy'),
  boundary: words('the permissions boundary of the caller'),
  session: words('a session policy'),
  scp: words('a service control policy (SCP) of the organization'),
  rcp: words('a resource control policy (RCP) of the organization'),
  endpoint: words('a VPC endpoint policy'),
  trust: words('the role’s trust policy'),
};

/** What puts it right: by the kind of policy AWS names, else by the trust policy's own answer. */
export function repairStep(
  denial: Denial,
  action: string,
  asked: Asked | undefined,
  caller: Caller | undefined,
  role: RoleInSight | undefined,
): Step {
  const steps = repairs(denial, action, asked, caller, role);
  return { sentence: words('How to put it right'), steps };
}

function repairs(
  denial: Denial,
  action: string,
  asked: Asked | undefined,
  caller: Caller | undefined,
  role: RoleInSight | undefined,
): Step[] {
  const { deny, policy, resource } = denial;
  const on = resource ?? 'the role';
  const steps: Step[] = [];
  if (caller?.kind === 'root') return [{ sentence: ROOT, source: SOURCES.assumeRole }];
  if (asked?.self) steps.push({ sentence: SELF, source: SOURCES.selfTrust });
  if (policy !== undefined && policy !== 'trust' && policy !== 'resource') {
    steps.push(...elsewhere(policy, deny, action, on, denial.policyArn));
    return steps;
  }
  if (asked === undefined) {
    if (policy === 'trust' || policy === 'resource') steps.push(trustUnseen(deny, action, caller));
    else steps.push(...bothSides(action, on, caller));
    return steps;
  }
  const { uri } = asked.inSight.subject.source;
  const { verdict } = asked.decision;
  if (verdict === 'allowed') {
    steps.push({ sentence: role?.sure === 'yes' ? DIFFERS : DIFFERS_PERHAPS });
    if (asked.identity === 'unseen' || asked.identity === 'silent') steps.push({ sentence: LOOK_FOR_DENY });
    return steps;
  }
  if (asked.identity === 'denies') steps.push(...elsewhere('identity', 'explicit', action, on, undefined));
  const ways = waysToAllow(asked.inSight.subject.policy, asked.request);
  for (const way of ways.slice(0, 2)) {
    const [first] = way;
    const lead = words(ways[0] === way ? 'It is allowed if ' : 'Or if ');
    if (way.length === 1) {
      steps.push({ sentence: say`${lead}${first!.sentence}.`, span: first!.span, uri });
      continue;
    }
    const all = way.map(({ sentence, span }): Step => ({ sentence: say`${sentence}.`, span, uri }));
    steps.push({ sentence: say`${lead}all of this is so:`, steps: all });
  }
  if (asked.self && verdict === 'denied') steps.push(ALLOW_LIST);
  return steps;
}

const ROOT = words('The root user of an account cannot assume roles: call as a user or a role.');
const SELF = words(
  'The caller already is this role. Where the code needs no other session (for tags, a session policy or a new session name), leave the call out.',
);
const DIFFERS = words(
  'Compare this file with the policy in AWS: where they are the same, another policy than the trust policy denies it.',
);
const DIFFERS_PERHAPS = words(
  'Make sure that this file belongs to the role, and compare it with the policy in AWS: where they are the same, another policy than the trust policy denies it.',
);
const LOOK_FOR_DENY = words(
  'Look for a Deny that applies to the caller: in its identity-based policies, in a permissions boundary, a session policy or a policy of the organization.',
);

function trustUnseen(deny: Denial['deny'], action: string, caller: Caller | undefined): Step {
  const who = caller === undefined ? words('the caller') : say`${nameOf(caller)}`;
  const sentence =
    deny === 'explicit'
      ? say`Find the Deny statement of the role’s trust policy that applies to ${who}, and make it spare this caller, or call in a way to which it does not apply.`
      : say`Let a statement of the role’s trust policy allow ${action} to ${who}, or to its account.`;
  return { sentence, source: SOURCES.principal };
}

function bothSides(action: string, on: string, caller: Caller | undefined): Step[] {
  const federated =
    caller?.kind === 'oidc' || caller?.kind === 'saml' || /WithWebIdentity|WithSAML/i.test(action);
  if (federated) return [{ sentence: FEDERATED_ROLE, source: SOURCES.principal }];
  return [
    {
      sentence: say`The role’s trust policy must allow ${action} to the caller or to its account.`,
      source: SOURCES.principal,
    },
    {
      sentence: say`Where it trusts the account only, or the caller is in another account than the role, an identity-based policy of the caller must allow ${action} on ${on}.`,
      source: SOURCES.crossAccount,
    },
  ];
}

const FEDERATED_ROLE = words(
  'The role’s trust policy must name the identity provider as Federated principal, allow this action, and its conditions on the token’s claims (such as sub and aud) must be met.',
);

function elsewhere(
  policy: PolicyKind,
  deny: Denial['deny'],
  action: string,
  on: string,
  arn: string | undefined,
): Step[] {
  const which = arn === undefined ? POLICY_WORDS[policy] : say`${POLICY_WORDS[policy]} (${arn})`;
  if (deny === 'explicit') {
    const sentence = say`Find the Deny statement that applies in ${which}, and make it spare this call. What the trust policy says does not matter before that.`;
    return [{ sentence, source: TROUBLESHOOT }];
  }
  if (policy === 'identity') {
    const statement = JSON.stringify({ Effect: 'Allow', Action: action, Resource: on });
    const sentence = say`Add a statement to an identity-based policy of the caller: ${statement}`;
    return [{ sentence, source: SOURCES.crossAccount }];
  }
  return [{ sentence: say`Let ${which} allow ${action} on ${on}.`, source: TROUBLESHOOT }];
}
