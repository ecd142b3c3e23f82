import type { Context } from './context';
import type { TrustPolicySubject } from './documents/subjects';
import { type Sentence, say, series } from './explain/sentence';
import { roleSaid } from './features/policiesOfRole';
import { answer, readQuestion } from './features/question';
import { ownPolicies, roleInSight } from './features/trustPolicyRows';
import { parseRoleArn } from './iam/arn';
import { callerOfRole } from './iam/caller';
import type { Decision } from './iam/evaluate';
import { globMatches } from './settings';

/** A question about a role with the answer it must have, kept in `.sts-lens.json`. */
export interface Case {
  /** What it is good for, in the user's words. */
  readonly name?: string;
  /** The role's ARN or name. */
  readonly role?: string;
  /** A glob of the files whose trust policies it is about. */
  readonly file?: string;
  /** As `--caller` takes it. */
  readonly caller: string;
  readonly action?: string;
  /** Values by condition key; an empty list says that the request does not carry the key. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly expect: 'allowed' | 'denied';
}

/** What came of a case. */
export interface CaseResult {
  readonly case: Case;
  readonly passes: boolean;
  /** Undefined when the case cannot be asked; `mistake` says why. */
  readonly decision: Decision | undefined;
  readonly mistake: Sentence | undefined;
}

/** The results of the cases that are about a trust policy, in the order they are kept. */
export function caseResults(subject: TrustPolicySubject, context: Context): CaseResult[] {
  const cases = context.settings.cases ?? [];
  return cases
    .filter((each) => isAbout(each, subject, context))
    .map((each) => resultOf(each, subject, context));
}

/** The cases of the settings that are about no trust policy in sight, so that nobody asks them. */
export function casesAboutNone(context: Context): Case[] {
  const policies = context.subjects('trustPolicy');
  const { cases = [] } = context.settings;
  return cases.filter((each) => !policies.some((subject) => isAbout(each, subject, context)));
}

/** A case in one line: its name, or the question it asks. */
export function caseWords({ name, caller, action, context = {} }: Case): Sentence {
  if (name !== undefined) return say`${name}`;
  const pairs = Object.entries(context).map(([key, value]) => say`${key}=${[value].flat().join(', ')}`);
  const what = action === undefined ? say`${caller}` : say`${caller}, ${action}`;
  return pairs.length === 0 ? what : say`${what} with ${series(pairs)}`;
}

/** The `KEY=VALUE` pairs of a case's context, as a question takes them. */
export function pairsOf(context: Case['context'] = {}): string[] {
  return Object.entries(context).flatMap(([key, value]) => {
    const values = typeof value === 'string' ? [value] : value;
    return values.length === 0 ? [`${key}=`] : values.map((one) => `${key}=${one}`);
  });
}

function isAbout(one: Case, subject: TrustPolicySubject, context: Context): boolean {
  if (one.file !== undefined && !globMatches(one.file, subject.source.uri, context.settings)) return false;
  if (one.role === undefined) return one.file !== undefined;
  const role = roleInSight(subject, context);
  if (parseRoleArn(one.role) !== undefined) return role?.text === one.role;
  return role?.name === one.role || roleSaid(subject) === one.role;
}

function resultOf(one: Case, subject: TrustPolicySubject, context: Context): CaseResult {
  const read = readQuestion({ caller: one.caller, action: one.action, context: pairsOf(one.context) });
  if (!read.ok) return { case: one, passes: false, decision: undefined, mistake: read.message };
  const role = roleInSight(subject, context);
  const self = role !== undefined && one.caller === callerArn(role);
  const decision = answer(subject.policy, read.question, {
    role,
    identityPolicies: self ? ownPolicies(subject, context) : undefined,
    boundary: undefined,
  });
  return { case: one, passes: decision.verdict === one.expect, decision, mistake: undefined };
}

function callerArn(role: Parameters<typeof callerOfRole>[0]): unknown {
  const caller = callerOfRole(role);
  return caller.kind === 'role' ? caller.arn : undefined;
}
