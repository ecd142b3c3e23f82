import type { Step, Verdict } from '../../explain/explanation';
import { type Sentence, say, series, words } from '../../explain/sentence';
import type { KeyValues } from '../callerKeys';
import { openArnMatch, openMatch } from '../openMatch';
import type { Request } from '../request';
import { SOURCES } from '../sources';
import { shown, type Value } from '../value';
import { both, either, opposite, whichever } from '../verdict';
import type { Clause, Operand, ReadClause } from './compile';
import { lookUp } from './keys';
import type { Family, Operator } from './operators';
import { resolve } from './variables';

/**
 * Whether a clause of a Condition element holds for a request. Source: IAM User Guide, "Condition operators" and
 * "Set operators for multivalued context keys".
 */
export function clauseHolds(clause: Clause, request: Request): Verdict {
  if (clause.kind === 'unread') return 'depends';
  const values = clause.lookup === undefined ? undefined : lookUp(request, clause.lookup);
  if (clause.operator.family.id === 'null') return nullHolds(clause, values);
  if (values === null) return absentHolds(clause.operator);
  if (values === undefined) return unknownHolds(clause, request);
  return presentHolds(clause, values, request);
}

/** A key that is not in the request: negated operators and ForAllValues hold, `IfExists` makes all hold. */
function absentHolds({ negated, set, ifExists }: Operator): Verdict {
  if (ifExists || set === 'all') return 'yes';
  if (set === 'any') return 'no';
  return negated ? 'yes' : 'no';
}

/** A key of which nothing is known: certain only when every value, and its absence, gives the same answer. */
function unknownHolds({ operator, operands }: ReadClause, request: Request): Verdict {
  const { negated } = operator;
  let present: Verdict = 'depends';
  if (operands.every((operand) => matchesNothing(operand, negated, request)))
    present = negated ? 'yes' : 'no';
  else if (operands.some((operand) => operand.test?.always === 'yes')) present = negated ? 'no' : 'yes';
  return whichever(present, absentHolds(operator));
}

function matchesNothing({ test, parts }: Operand, negated: boolean, request: Request): boolean {
  if (test !== undefined) return test.always === 'no';
  return !negated && parts !== undefined && resolve(parts, request) === undefined;
}

function presentHolds(
  { operator, operands }: ReadClause,
  values: readonly Value[],
  request: Request,
): Verdict {
  const { negated, set } = operator;
  if (set === undefined) {
    let any: Verdict = 'no';
    for (const value of values) any = either(any, matchesAny(operator, operands, value, request));
    return negated ? opposite(any) : any;
  }
  let result: Verdict = set === 'all' ? 'yes' : 'no';
  for (const value of values) {
    const one = matchesAny(operator, operands, value, request);
    const held = negated ? opposite(one) : one;
    result = set === 'all' ? both(result, held) : either(result, held);
  }
  return result;
}

function matchesAny(
  { family, negated }: Operator,
  operands: readonly Operand[],
  value: Value,
  request: Request,
): Verdict {
  let result: Verdict = 'no';
  for (const operand of operands) {
    const one =
      operand.test !== undefined && typeof value === 'string'
        ? operand.test.matches(value)
          ? 'yes'
          : 'no'
        : openOperandMatches(operand, family, value, request, negated);
    if (one === 'yes') return 'yes';
    if (one === 'depends') result = 'depends';
  }
  return result;
}

/** An operand with holes or variables, or a value with holes. */
function openOperandMatches(
  { test, parts }: Operand,
  family: Family,
  value: Value,
  request: Request,
  negated: boolean,
): Verdict {
  if (test?.always !== undefined) return test.always;
  if (parts === undefined) return 'depends';
  const resolved = resolve(parts, request);
  // AWS says that a variable without a value "might cause the entire statement to be invalid": a positive test then
  // fails whichever way it is meant, a negated one cannot be told.
  if (resolved === undefined) return negated ? 'depends' : 'no';
  return family.id === 'arn' ? openArnMatch(resolved, value) : openMatch(resolved, value, family.ignoreCase);
}

/** `Null`: "true" asks that the key be absent, "false" that it be there. */
function nullHolds({ operands }: ReadClause, values: KeyValues | undefined): Verdict {
  const asks = (wanted: 'true' | 'false'): Verdict => {
    let result: Verdict = 'no';
    for (const { test } of operands) {
      if (test === undefined) result = 'depends';
      else if (test.matches(wanted)) return 'yes';
    }
    return result;
  };
  if (values === undefined) return whichever(asks('true'), asks('false'));
  return asks(values === null ? 'true' : 'false');
}

/** The step that says how a clause came out. */
export function clauseStep(clause: Clause, verdict: Verdict, request: Request): Step {
  const { span, phrase } = clause;
  if (clause.kind === 'unread') return { sentence: say`Condition open: ${phrase}.`, verdict, span };
  const given = clause.lookup === undefined ? undefined : lookUp(request, clause.lookup);
  const source = clause.operator.set === undefined ? SOURCES.operators : SOURCES.multivalued;
  return {
    sentence: say`${OUTCOME[verdict]}${phrase}; ${givenWords(clause.key, given)}.`,
    verdict,
    span,
    source,
  };
}

const OUTCOME: Readonly<Record<Verdict, Sentence>> = {
  yes: words('Condition met: '),
  no: words('Condition not met: '),
  depends: words('Condition open: '),
};

function givenWords(key: Value, values: KeyValues | undefined): Sentence {
  if (values === undefined) return say`what the request says of ${shown(key)} is not known`;
  if (values === null) return say`the request does not carry ${shown(key)}`;
  if (values.length === 1) return say`the request has ${shown(values[0]!)}`;
  return say`the request has ${series(values.slice(0, 5).map((value) => say`${shown(value)}`))}`;
}
