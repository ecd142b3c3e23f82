import type { Context } from '../context';
import { openDocument } from '../documents/open';
import type { TrustPolicySubject } from '../documents/subjects';
import type { Explanation, Step } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import type { Decision } from '../iam/evaluate';
import { type Policy, readPolicy } from '../iam/policy';
import type { Request } from '../iam/request';
import { SOURCES } from '../iam/sources';
import { type Way, waysToAllow, waysToDeny } from '../iam/turning';
import { shown } from '../iam/value';
import { json } from '../syntax/json';
import { propertyOf } from '../syntax/tree';
import { callersInSight } from './callersInSight';
import { type Asked, answer, decisionExplanation, type Question, readQuestion } from './question';
import { roleInSight } from './trustPolicyRows';

/** A question about a trust policy, as a form holds it. */
export interface WhatIf extends Asked {
  /** The caller's identity-based policy as JSON text; empty: not known. */
  readonly identityPolicy?: string;
}

/** Which part of the form cannot be read. */
export type Field = 'question' | 'identityPolicy';

export type WhatIfAnswer =
  | {
      readonly ok: true;
      readonly explanation: Explanation;
      readonly decision: Decision;
      readonly ways: readonly Way[];
    }
  | { readonly ok: false; readonly field: Field; readonly message: Sentence };

/**
 * The answer of a trust policy to a question, and the least that would turn it: of what is denied or depends, what
 * would have to be so for it to be allowed; of what is allowed, what would have it denied.
 */
export function whatIf(asked: WhatIf, subject: TrustPolicySubject, context: Context): WhatIfAnswer {
  const read = readQuestion(asked);
  if (!read.ok) return { ok: false, field: 'question', message: read.message };
  const policies = policiesOf(asked.identityPolicy ?? '');
  if (policies === 'unreadable') return { ok: false, field: 'identityPolicy', message: UNREADABLE };
  const { question } = read;
  const role = roleInSight(subject, context);
  const side = { role, identityPolicies: policies, boundary: undefined };
  const main = answer(subject.policy, question, side);
  const extra = companionOf(question);
  const decision =
    extra === undefined
      ? main
      : withCompanion(main, answer(subject.policy, { ...question, action: extra }, side), extra);
  const request: Request = { ...question, ...side };
  const companionWays =
    extra !== undefined && decision.verdict !== 'allowed' && main.verdict === 'allowed'
      ? waysToAllow(subject.policy, { ...request, action: extra })
      : undefined;
  const ways =
    decision.verdict === 'allowed'
      ? waysToDeny(subject.policy, request)
      : (companionWays ?? waysToAllow(subject.policy, request));
  return { ok: true, decision, ways, explanation: decisionExplanation(decision, question, role) };
}

const UNREADABLE = words(
  'This is not a permissions policy in JSON: { "Version": "2012-10-17", "Statement": [ … ] }.',
);

/** Session tags and a source identity ask for an action of their own. Source: STS API Reference, AssumeRole. */
function companionOf({ context, action }: Question): string | undefined {
  if (!action.startsWith('sts:AssumeRole')) return undefined;
  if ([...context.keys()].some((key) => key.startsWith('aws:requesttag/'))) return 'sts:TagSession';
  return context.has('sts:sourceidentity') ? 'sts:SetSourceIdentity' : undefined;
}

function withCompanion(main: Decision, other: Decision, action: string): Decision {
  const rank = { denied: 0, depends: 1, allowed: 2 } as const;
  const worse = rank[other.verdict] < rank[main.verdict] ? other : main;
  const why =
    action === 'sts:TagSession'
      ? words('The call passes session tags')
      : words('The call sets a source identity');
  const step: Step = {
    sentence: say`${why}, so ${action} must be allowed too.`,
    verdict: other.verdict === 'allowed' ? 'yes' : other.verdict === 'denied' ? 'no' : 'depends',
    source: SOURCES.stsActions,
    steps: other.steps,
  };
  return {
    verdict: worse.verdict,
    dependsOn: worse.verdict === 'depends' ? worse.dependsOn : [],
    steps: [...main.steps, step],
  };
}

function policiesOf(text: string): readonly Policy[] | undefined | 'unreadable' {
  if (text.trim() === '') return undefined;
  const { root, subjects } = openDocument({ uri: 'file:///identity-policy.json', text });
  const found = subjects.flatMap((each) => (each.kind === 'identityPolicy' ? [each.policy] : []));
  if (found.length > 0) return found;
  const tree = root ?? json.parse(text).root;
  return tree?.kind === 'object' && propertyOf(tree, 'Statement') !== undefined
    ? [readPolicy(tree)]
    : 'unreadable';
}

/** What a form about a trust policy offers. */
export interface WhatIfOffer {
  readonly role: string | undefined;
  readonly callers: readonly string[];
  /** The condition keys the policy asks about, as it writes them. */
  readonly keys: readonly string[];
}

/** The callers in sight and the condition keys that matter for a trust policy. */
export function whatIfOffer(subject: TrustPolicySubject, context: Context): WhatIfOffer {
  const keys = new Set(
    subject.policy.statements.flatMap(({ conditions }) =>
      conditions.map(({ key }) => key).filter((key) => key.includes(':')),
    ),
  );
  const role = roleInSight(subject, context);
  return {
    role: role && shown(role.text),
    callers: callersInSight(subject, context),
    keys: [...keys].slice(0, 30),
  };
}
