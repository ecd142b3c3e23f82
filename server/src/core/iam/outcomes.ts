import type { Step, Verdict } from '../explain/explanation';
import { type Sentence, say, series, words } from '../explain/sentence';
import type { Caller } from './caller';
import { type CallerSide, needOf } from './callerSide';
import type { CompiledPrincipal, CompiledStatement } from './compiled';
import { clauseHolds, clauseStep } from './conditions/evaluate';
import { names } from './principalMatch';
import { type Principal, principalWords } from './principals';
import type { Request } from './request';
import { SOURCES } from './sources';
import { shown } from './value';
import { both, opposite } from './verdict';

/** What one statement contributes to a decision. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly step: Step;
  /** What is open, each as something that must be so for the request to be allowed. */
  readonly open: readonly Sentence[];
}

/** Whether a Deny statement (or one whose Effect is not known) denies the request. */
export function denyOutcome(compiled: CompiledStatement, request: Request): Outcome {
  const { label, inner, span, effect } = compiled;
  const action = compiled.names(request.action);
  if (action === 'no') return { verdict: 'no', step: silent(compiled, request), open: [] };
  const [who, by] = whoIsNamed(compiled, request.caller);
  const { verdict: met, steps, open } = conditionsOf(compiled, request, who);
  const applies = both(both(action, who), met);
  const verdict = effect === 'either' ? both(applies, 'depends') : applies;
  const sentence =
    verdict === 'yes'
      ? say`${label} denies it.`
      : verdict === 'no'
        ? say`${label}, a Deny, does not apply.`
        : say`${label} may deny it.`;
  const step: Step = {
    sentence,
    verdict: opposite(verdict),
    span,
    source: SOURCES.evaluation,
    steps: [principalStep(compiled, by, who), ...steps],
  };
  if (verdict !== 'depends') return { verdict, step, open: [] };
  const how =
    open.length > 0
      ? say`${inner} does not deny it, which it does ${series(open)}`
      : effect === 'either'
        ? say`the Effect of ${inner} is not Deny`
        : say`${inner} does not deny it`;
  return { verdict, step, open: [how] };
}

/** Whether an Allow statement (or one whose Effect is not known) allows the request. */
export function allowOutcome(compiled: CompiledStatement, request: Request, side: CallerSide): Outcome {
  const { label, inner, span, effect, principals, notPrincipal } = compiled;
  const action = compiled.names(request.action);
  if (action === 'no') return { verdict: 'no', step: silent(compiled, request), open: [] };
  const [who, by] = whoIsNamed(compiled, request.caller);
  if (who === 'no') {
    const step = principalStep(compiled, by, who);
    return {
      verdict: 'no',
      step: { sentence: say`${label} does not allow it.`, verdict: 'no', span, steps: [step] },
      open: [],
    };
  }
  // Of several principals that name the caller, the one that asks least of the caller's side counts.
  let best = by?.principal ?? EVERYBODY_ELSE;
  let bestMatch = who;
  let need = needOf(best, side, request);
  let granted = both(who, need.verdict);
  if (!notPrincipal && principals.length > 1 && granted !== 'yes') {
    for (const { principal } of principals) {
      const match = names(principal, request.caller);
      if (match === 'no' || principal === best) continue;
      const other = needOf(principal, side, request);
      const verdict = both(match, other.verdict);
      if (verdict === granted || verdict === 'no') continue;
      [best, bestMatch, need, granted] = [principal, match, other, verdict];
      if (verdict === 'yes') break;
    }
  }
  const { verdict: met, steps, open: phrases } = conditionsOf(compiled, request, who);
  const applies = both(both(action, granted), met);
  const verdict = effect === 'either' ? both(applies, 'depends') : applies;
  const sentence =
    verdict === 'yes'
      ? say`${label} allows it.`
      : verdict === 'no'
        ? say`${label} does not allow it.`
        : say`${label} may allow it.`;
  const matched = principals.find(({ principal }) => principal === best) ?? by;
  const step: Step = {
    sentence,
    verdict,
    span,
    source: SOURCES.evaluation,
    steps: [principalStep(compiled, matched, bestMatch), ...steps, need.step],
  };
  if (verdict !== 'depends') return { verdict, step, open: [] };
  const open: Sentence[] = [];
  if (effect === 'either') open.push(say`the Effect of ${inner} is Allow`);
  if (action === 'depends') open.push(say`${inner} speaks of ${request.action}`);
  if (bestMatch === 'depends') open.push(nameOpen(best, inner));
  for (const phrase of phrases) open.push(say`${inner} applies ${phrase}`);
  if (need.open !== undefined) open.push(need.open);
  return { verdict, step, open };
}

function nameOpen(principal: Principal, inner: Sentence): Sentence {
  return principal.kind === 'everyone' && principal.type !== 'Service' && principal.type !== 'Federated'
    ? say`${'*'} in ${inner} takes in callers that belong to no account, which AWS does not document`
    : say`${shown(principal.value)} in ${inner} names the caller`;
}

const EVERYBODY_ELSE: Principal = { type: 'AWS', value: '*', kind: 'everyone' };

/** Whether the statement's principals name the caller, and which does so best. */
export function whoIsNamed(
  { principals, notPrincipal }: CompiledStatement,
  caller: Caller,
): [Verdict, CompiledPrincipal | undefined] {
  let verdict: Verdict = 'no';
  let by: CompiledPrincipal | undefined;
  for (const each of principals) {
    const match = names(each.principal, caller);
    if (match === 'no') continue;
    if (verdict === 'no' || match === 'yes') [verdict, by] = [match, each];
    if (match === 'yes') break;
  }
  return notPrincipal ? [opposite(verdict), undefined] : [verdict, by];
}

/** The clauses of a statement, all of which must hold; not judged when nobody asks any more. */
function conditionsOf({ clauses }: CompiledStatement, request: Request, who: Verdict) {
  let verdict: Verdict = 'yes';
  const steps: Step[] = [];
  const open: Sentence[] = [];
  if (who === 'no') return { verdict, steps, open };
  for (const clause of clauses) {
    const held = clauseHolds(clause, request);
    verdict = both(verdict, held);
    steps.push(clauseStep(clause, held, request));
    if (held === 'depends') open.push(clause.phrase);
  }
  return { verdict, steps, open };
}

function silent({ label, span }: CompiledStatement, { action }: Request): Step {
  return {
    sentence: say`${label} does not speak of ${action}.`,
    verdict: 'no',
    span,
    source: SOURCES.action,
  };
}

/** The step that says how the principals of a statement stand to the caller. */
function principalStep(compiled: CompiledStatement, by: CompiledPrincipal | undefined, who: Verdict): Step {
  if (by === undefined) {
    const element = compiled.statement.principal ?? compiled.statement.notPrincipal;
    return {
      sentence: compiled.notPrincipal ? NOT_PRINCIPAL[who] : NOT_NAMED,
      verdict: who,
      span: element?.entry.span ?? compiled.span,
      source: SOURCES.principal,
    };
  }
  const sentence =
    who === 'yes'
      ? say`It names the caller: ${principalWords(by.principal)}.`
      : say`It may name the caller: ${principalWords(by.principal)}.`;
  return { sentence, verdict: who, span: by.node.span, source: SOURCES.principal };
}

const NOT_NAMED = words('Its principals do not name the caller.');
const NOT_PRINCIPAL: Readonly<Record<Verdict, Sentence>> = {
  yes: words('Its NotPrincipal does not except the caller.'),
  no: words('Its NotPrincipal excepts the caller.'),
  depends: words('Its NotPrincipal may except the caller.'),
};
