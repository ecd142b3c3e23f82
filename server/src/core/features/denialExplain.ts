import type { Context } from '../context';
import type { Denial } from '../events/denial';
import type { Explanation, Reference, Step, Verdict } from '../explain/explanation';
import { type Sentence, say, series, words } from '../explain/sentence';
import { trustAction } from '../iam/actions';
import { parseRoleArn } from '../iam/arn';
import { parseCaller } from '../iam/caller';
import type { Decision } from '../iam/evaluate';
import { SOURCES } from '../iam/sources';
import { relativePath } from '../text/uri';
import { type Asked, ask } from './denialAsked';
import { otherErrorSteps } from './denialErrors';
import { POLICY_WORDS, repairStep, TROUBLESHOOT } from './denialRepairs';
import { type RoleInSight, rolesInSight } from './roleInWorkspace';

const DECODE: Reference = {
  title: 'AWS STS API Reference: DecodeAuthorizationMessage',
  url: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html',
};

/** What a refused call comes down to, with the trust policy's own answer where that policy is in sight. */
export function denialExplanation(denial: Denial, context: Context): Explanation {
  const { resource, caller: who } = denial;
  const caller = who === undefined ? undefined : parseCaller(who);
  const action = (denial.action && trustAction(denial.action)) ?? denial.action;
  const told: Step = {
    sentence: words(denial.from === 'event' ? 'What the event says' : 'What the message says'),
    steps: toldSteps(denial, action),
  };
  const other = otherErrorSteps(denial);
  const found = resource === undefined ? [] : rolesInSight(resource, context);
  const [role] = found;
  if (denial.succeeded) return succeeded(denial, action, told, context);
  if (other !== undefined) return { title: other.title, verdict: 'no', steps: [told, ...other.steps] };
  if (action === undefined || trustAction(action) === undefined) return notOurs(denial, action, told);
  const asked =
    role === undefined || caller === undefined ? undefined : ask(role, caller, action, denial, context);
  const title = titleOf(denial, action, asked);
  return {
    title,
    verdict: 'no',
    ...(role && { span: role.subject.span }),
    ...(role && { uri: role.subject.source.uri }),
    steps: [
      ...(denial.encoded === undefined ? [] : [ENCODED]),
      repairStep(denial, action, asked, caller, role),
      told,
      ...roleSteps(denial, found, context),
      ...(asked === undefined ? [] : [answerStep(asked)]),
      unseenStep(denial, asked),
    ],
  };
}

const ENCODED: Step = {
  sentence: say`The message is encoded. Only AWS can decode it, for principals that may call ${'sts:DecodeAuthorizationMessage'}: ${'aws sts decode-authorization-message --encoded-message …'}. Explain what that prints instead: it names caller, action and resource.`,
  source: DECODE,
};

function titleOf(denial: Denial, action: string, asked: Asked | undefined): Sentence {
  const who = denial.caller === undefined ? words('the caller') : say`${denial.caller}`;
  const on = denial.resource === undefined ? words('the role') : say`${denial.resource}`;
  const what = say`${action} on ${on} by ${who}`;
  if (denial.deny !== undefined && denial.policy !== undefined) {
    const kind = denial.policy === 'resource' ? POLICY_WORDS.trust : POLICY_WORDS[denial.policy];
    return denial.deny === 'explicit'
      ? say`Denied explicitly by ${kind}: ${what}`
      : say`Not allowed by ${kind}: ${what}`;
  }
  if (asked?.decision.verdict === 'denied' && asked.inSight.sure === 'yes') {
    return say`Denied by the trust policy: ${what}`;
  }
  if (asked?.decision.verdict === 'allowed')
    return say`Denied, though the trust policy in sight allows it: ${what}`;
  return say`Denied: ${what}`;
}

function toldSteps(denial: Denial, action: string | undefined): Step[] {
  const { caller, resource, deny, policy, policyArn, time, code } = denial;
  const steps: Step[] = [];
  if (time !== undefined) steps.push({ sentence: say`When: ${time}` });
  if (code !== undefined) steps.push({ sentence: say`Error: ${code}` });
  if (caller !== undefined) steps.push({ sentence: say`Caller: ${caller}` });
  if (action !== undefined) steps.push({ sentence: say`Action: ${action}` });
  if (resource !== undefined) steps.push({ sentence: say`Resource: ${resource}` });
  for (const [key, values] of [...denial.context].slice(0, 30)) {
    const text = series(values.slice(0, 5).map((value) => say`${value}`));
    steps.push({ sentence: say`The request had ${key}: ${text}` });
  }
  if (deny !== undefined && policy !== undefined) {
    const arn = policyArn === undefined ? words('') : say` (${policyArn})`;
    const sentence =
      deny === 'explicit'
        ? say`An explicit deny: a Deny statement of ${POLICY_WORDS[policy]}${arn} applies. Nothing that allows can outweigh it.`
        : say`An implicit deny: ${POLICY_WORDS[policy]}${arn} would have to allow it and does not.`;
    steps.push({ sentence, source: TROUBLESHOOT });
  } else if (deny !== undefined) {
    const sentence =
      deny === 'explicit'
        ? words('An explicit deny: a Deny statement applies. Nothing that allows can outweigh it.')
        : words('An implicit deny: nothing allows it.');
    steps.push({ sentence, source: TROUBLESHOOT });
  } else if (
    denial.from === 'message' &&
    denial.encoded === undefined &&
    !denial.succeeded &&
    code === 'AccessDenied'
  ) {
    steps.push({ sentence: NOT_SAID, source: TROUBLESHOOT });
  }
  return steps;
}

const NOT_SAID = words(
  'It does not say whether a policy denies it or none allows it. AWS says the same when the role does not exist.',
);

function roleSteps(denial: Denial, found: readonly RoleInSight[], context: Context): Step[] {
  const { resource } = denial;
  if (resource === undefined) {
    const sentence = say`It does not name the role. The call’s parameters do: ${'RoleArn'} in the code, ${'role_arn'} in the profile, or the CloudTrail event of the call.`;
    return [{ sentence }];
  }
  if (parseRoleArn(resource) === undefined) {
    const kind = /:(assumed-role|user|instance-profile|group|policy)\//.exec(resource)?.[1];
    const sentence =
      kind === undefined
        ? say`${resource} is not the ARN of a role. Only roles can be assumed.`
        : say`${resource} is the ARN of ${words(ARTICLE[kind] ?? 'something else')}. Only roles can be assumed: their ARNs are like ${'arn:aws:iam::111122223333:role/Name'}.`;
    return [{ sentence, verdict: 'no', source: SOURCES.identifiers }];
  }
  if (found.length === 0) {
    const name = parseRoleArn(resource)!.name;
    const sentence = say`No trust policy of ${resource} is in sight. Save the output of ${`aws iam get-role --role-name ${name}`} in this workspace, or name the file of the policy under ${'roles'} in ${'.sts-lens.json'}.`;
    return [{ sentence, verdict: 'depends' }];
  }
  return found.slice(0, 5).map(({ subject, sure }) => {
    const { uri } = subject.source;
    const file = relativePath(uri, context.settings.root);
    const sentence =
      sure === 'yes'
        ? say`The trust policy of the role is in ${file}.`
        : say`The trust policy in ${file} may be that of the role: the name fits, and the file does not write out the ARN.`;
    return { sentence, span: subject.span, uri };
  });
}

const ARTICLE: Readonly<Record<string, string>> = {
  'assumed-role': 'a role session',
  user: 'a user',
  'instance-profile': 'an instance profile',
  group: 'a group',
  policy: 'a policy',
};

const ANSWER: Readonly<Record<Decision['verdict'], [Sentence, Verdict]>> = {
  allowed: [words('The trust policy in sight allows this call:'), 'yes'],
  denied: [words('The trust policy in sight does not allow this call:'), 'no'],
  depends: [words('Whether the trust policy in sight allows this call depends:'), 'depends'],
};

function answerStep({ decision, inSight }: Asked): Step {
  const [sentence, verdict] = ANSWER[decision.verdict];
  const { uri } = inSight.subject.source;
  const open = decision.dependsOn.map(
    (each): Step => ({ sentence: say`It is allowed if ${each}.`, verdict: 'depends' }),
  );
  return {
    sentence,
    verdict,
    span: inSight.subject.span,
    uri,
    steps: [...open, ...decision.steps].map((step) => inFile(step, uri)),
  };
}

/** The evaluator's steps speak of offsets only; here they stand beside other files. */
function inFile(step: Step, uri: string): Step {
  return {
    ...step,
    ...(step.span !== undefined && step.uri === undefined && { uri }),
    ...(step.steps && { steps: step.steps.map((below) => inFile(below, uri)) }),
  };
}

function unseenStep({ policy, caller }: Denial, asked: Asked | undefined): Step {
  const side = asked?.identity ?? 'unseen';
  const seen =
    side === 'allows'
      ? words('Permissions policies of the caller in sight allow it.')
      : side === 'denies'
        ? words('A permissions policy of the caller in sight denies it explicitly.')
        : side === 'silent'
          ? words('Permissions policies of the caller in sight do not allow it; there may be others.')
          : words('The identity-based policies of the caller are not in sight.');
  const federated = asked !== undefined && !('account' in asked.caller);
  const about = caller === undefined || federated ? words('') : words(' ');
  const rest = words(
    'Never in sight of STS Lens: service control and resource control policies of the organization, session policies, permissions boundaries and VPC endpoint policies as AWS holds them.',
  );
  const named = policy === undefined ? words('') : say` The message names ${POLICY_WORDS[policy]}.`;
  return {
    sentence: say`${caller === undefined || federated ? words('') : seen}${about}${rest}${named}`,
    source: SOURCES.evaluation,
  };
}

function notOurs(denial: Denial, action: string | undefined, told: Step): Explanation {
  const encoded = denial.encoded !== undefined;
  const what = action === undefined ? words('The call') : say`${action}`;
  return {
    title: encoded && action === undefined ? words('Denied: the reason is encoded') : say`Denied: ${what}`,
    verdict: 'no',
    steps: [
      ...(encoded ? [ENCODED] : []),
      told,
      ...(action === undefined
        ? []
        : [
            {
              sentence: say`${action} is no action that a role trust policy decides on: it is for the policies of the caller, of the resource and of the organization to allow it.`,
            },
          ]),
    ],
  };
}

function succeeded(denial: Denial, action: string | undefined, told: Step, context: Context): Explanation {
  const implicit = denial.explicitTrustGrant === false;
  const found = denial.resource === undefined ? [] : rolesInSight(denial.resource, context);
  return {
    title: say`Allowed: ${action ?? 'the call'} on ${denial.resource ?? 'the role'}`,
    verdict: 'yes',
    steps: [
      ...(implicit
        ? [{ sentence: IMPLICIT_TRUST, verdict: 'depends' as const, source: SOURCES.selfTrust }]
        : []),
      told,
      ...(denial.resource === undefined ? [] : roleSteps(denial, found, context)),
    ],
  };
}

const IMPLICIT_TRUST = words(
  'Only AWS’s allow-list for roles that assumed themselves before 2022-09-21 let this call through (explicitTrustGrant is false): the trust policy does not grant it. Leave the call out, or let the trust policy name the role, before AWS takes the role off that list.',
);
