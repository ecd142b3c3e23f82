import type { Step, Verdict } from '../explain/explanation';
import { type Sentence, say, series, words } from '../explain/sentence';
import type { Caller } from './caller';
import type { CallerSide } from './callerSide';
import { type CompiledPrincipal, type CompiledStatement, namingSteps } from './compiled';
import { clauseHolds, clauseStep } from './conditions/evaluate';
import { needOf, openNeed } from './needs';
import { names } from './principalMatch';
import type { Principal } from './principals';
import type { Request } from './request';
import { SOURCES } from './sources';
import { statementWords } from './statementWords';
import { shown } from './value';
import { both, opposite } from './verdict';

/** What one statement contributes to a decision. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly step: Step;
  /** What is open, each as something that must be so for the request to be allowed. */
  readonly open: readonly Sentence[];
}

const NOTHING: readonly never[] = [];

/** Whether a Deny statement (or one whose Effect is not known) denies the request. */
export function denyOutcome(compiled: CompiledStatement, request: Request): Outcome {
  const { statement, span, effect } = compiled;
  const action = compiled.names(request.action);
  if (action === 'no') return silent(compiled, request);
  const [who, by] = whoIsNamed(compiled, request.caller);
  const steps = [stepOf(compiled, by, who)];
  const open: Sentence[] = [];
  const met = who === 'no' ? 'no' : conditionsMet(compiled, request, steps, open);
  const applies = both(both(action, who), met);
  const verdict = effect === 'either' ? both(applies, 'depends') : applies;
  const step: Step = {
    sentence: statementWords(statement).deny[verdict],
    verdict: opposite(verdict),
    span,
    source: SOURCES.evaluation,
    steps,
  };
  return { verdict, step, open: verdict === 'depends' ? [denyOpen(compiled, who, by, open)] : NOTHING };
}

function denyOpen(
  { inner, effect }: CompiledStatement,
  who: Verdict,
  by: CompiledPrincipal | undefined,
  phrases: readonly Sentence[],
): Sentence {
  if (effect === 'either') return say`the Effect of ${inner} is not Deny`;
  const spares = say`${inner} does not deny it`;
  const conditions = phrases.length === 0 ? words('') : say` ${series(phrases)}`;
  if (who !== 'depends') return phrases.length === 0 ? spares : say`${spares}, which it does${conditions}`;
  const named =
    by === undefined ? words('its NotPrincipal does not except the caller') : namesCaller(by.principal);
  return say`${spares}, which it does if ${named}${conditions}`;
}

/** Whether an Allow statement (or one whose Effect is not known) allows the request. */
export function allowOutcome(compiled: CompiledStatement, request: Request, side: CallerSide): Outcome {
  const { statement, inner, span, effect, principals } = compiled;
  const says = statementWords(statement);
  const action = compiled.names(request.action);
  if (action === 'no') return silent(compiled, request);
  let [who, by] = whoIsNamed(compiled, request.caller);
  if (who === 'no') return { verdict: 'no', step: says.allowsOthers, open: NOTHING };
  let need = needOf(by?.principal ?? EVERYBODY_ELSE, side, request);
  let granted = both(who, need.verdict);
  if (by !== undefined && principals.length > 1 && granted !== 'yes') {
    // Of several principals that name the caller, the one that asks least of the caller's side counts.
    for (const other of principals) {
      const match = names(other.principal, request.caller);
      if (match === 'no' || other === by) continue;
      const otherNeed = needOf(other.principal, side, request);
      const verdict = both(match, otherNeed.verdict);
      if (verdict === granted || verdict === 'no') continue;
      who = match;
      by = other;
      need = otherNeed;
      granted = verdict;
      if (verdict === 'yes') break;
    }
  }
  const steps = [stepOf(compiled, by, who)];
  const phrases: Sentence[] = [];
  const met = conditionsMet(compiled, request, steps, phrases);
  steps.push(need.step);
  const applies = both(both(action, granted), met);
  const verdict = effect === 'either' ? both(applies, 'depends') : applies;
  const step: Step = { sentence: says.allow[verdict], verdict, span, source: SOURCES.evaluation, steps };
  if (verdict !== 'depends') return { verdict, step, open: NOTHING };
  const principal = by?.principal ?? EVERYBODY_ELSE;
  const open: Sentence[] = [];
  if (effect === 'either') open.push(say`the Effect of ${inner} is Allow`);
  if (action === 'depends') open.push(say`${inner} speaks of ${request.action}`);
  if (who === 'depends') open.push(say`in ${inner} ${namesCaller(principal)}`);
  for (const phrase of phrases) open.push(say`the condition of ${inner} is met (${phrase})`);
  if (need.verdict === 'depends') open.push(openNeed(principal, side, request));
  return { verdict, step, open };
}

/** That a principal names the caller, as something that may or may not be so. */
function namesCaller(principal: Principal): Sentence {
  if (principal.kind !== 'everyone') return say`${shown(principal.value)} names the caller`;
  const who = principal.type === 'Service' ? 'AWS services' : 'callers that belong to no account';
  return say`${'*'} takes in ${words(who)} (AWS does not document that)`;
}

/** Whom a statement with NotPrincipal names. */
const EVERYBODY_ELSE: Principal = { type: 'AWS', value: '*', kind: 'everyone' };

/** Whether the statement's principals name the caller, and which does so best; of NotPrincipal none does. */
export function whoIsNamed(
  { principals, notPrincipal }: CompiledStatement,
  caller: Caller,
): [Verdict, CompiledPrincipal | undefined] {
  let verdict: Verdict = 'no';
  let by: CompiledPrincipal | undefined;
  for (const each of principals) {
    const match = names(each.principal, caller);
    if (match === 'no' || (match === 'depends' && verdict === 'depends')) continue;
    verdict = match;
    by = each;
    if (match === 'yes') break;
  }
  return notPrincipal ? [opposite(verdict), undefined] : [verdict, by];
}

/** Judges the clauses of a statement, all of which must hold; adds their steps and the phrases of those left open. */
function conditionsMet(
  { clauses }: CompiledStatement,
  request: Request,
  steps: Step[],
  open: Sentence[],
): Verdict {
  let verdict: Verdict = 'yes';
  for (const clause of clauses) {
    const held = clauseHolds(clause, request);
    verdict = both(verdict, held);
    steps.push(clauseStep(clause, held, request));
    if (held === 'depends') open.push(clause.phrase);
  }
  return verdict;
}

function silent({ inner, span }: CompiledStatement, { action }: Request): Outcome {
  const sentence = say`Of ${action}, ${inner} says nothing.`;
  return { verdict: 'no', step: { sentence, verdict: 'no', span, source: SOURCES.action }, open: NOTHING };
}

/** The step that says how the principals of a statement stand to the caller. */
function stepOf({ statement }: CompiledStatement, by: CompiledPrincipal | undefined, who: Verdict): Step {
  if (by === undefined) return statementWords(statement).named[who];
  return namingSteps(by)[who === 'yes' ? 'yes' : 'depends'];
}
