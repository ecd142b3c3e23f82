import { oncePer } from '../once';
import { knownString, type LocatedValue } from '../syntax/tree';
import { type ConditionKey, conditionKey } from './conditionKeyData';
import { type Operator, parseOperator } from './conditions/operators';
import { isToBeFilledIn } from './placeholderWords';
import type { ConditionClause, Policy, Statement } from './policy';

/** A condition clause whose operator is one that IAM knows. */
export interface KnownClause {
  readonly statement: Statement;
  readonly clause: ConditionClause;
  readonly operator: Operator;
  /** The key in lower case: condition keys are case-insensitive. */
  readonly lower: string;
  /** What AWS documents of the key; undefined for keys that are not known here. */
  readonly documented: ConditionKey | undefined;
}

/** A condition value that the file says in full. */
export interface Literal {
  readonly node: LocatedValue;
  readonly text: string;
}

/** Every condition clause of a policy with an operator that IAM knows, in the order of the text. */
export const clausesOf: (policy: Policy) => readonly KnownClause[] = oncePer(readAll);

function readAll(policy: Policy): KnownClause[] {
  const found: KnownClause[] = [];
  for (const statement of policy.statements) {
    for (const clause of statement.conditions) {
      const operator = parseOperator(clause.operator);
      if (operator === undefined) continue;
      if (found.length === MOST) return found;
      const lower = clause.key.toLowerCase();
      found.push({ statement, clause, operator, lower, documented: conditionKey(lower) });
    }
  }
  return found;
}

/** More clauses than IAM's largest trust policy (4,096 characters) can hold; rules that compare them stay quick. */
const MOST = 1000;

/**
 * The values of a clause that can be judged: without expressions, policy variables and words to be filled in.
 * Numbers and booleans count as the text they stand for, as in IAM's grammar.
 */
export function literalsOf({ values }: ConditionClause): Literal[] {
  return values.flatMap((node) => {
    const text = literalText(node);
    return text === undefined ? [] : [{ node, text }];
  });
}

/** Whether every value of a clause can be judged, and there is one at all. */
export function isLiteral(clause: ConditionClause): boolean {
  return clause.values.length > 0 && clause.values.every((value) => literalText(value) !== undefined);
}

function literalText(value: LocatedValue): string | undefined {
  if (value.kind === 'scalar') return value.value === null ? undefined : String(value.value);
  const text = knownString(value);
  return text === undefined || text.includes('${') || isToBeFilledIn(text) ? undefined : text;
}

/**
 * Whether a clause fails for a request that does not carry its key, so that the key must be sent for the statement to
 * apply. Source: IAM User Guide, "Condition operators" (IfExists, Null) and "Set operators".
 */
export function needsKey({ operator, clause }: KnownClause): boolean {
  if (operator.family.id === 'null') {
    return (
      clause.values.length > 0 && clause.values.every((value) => /^false$/i.test(literalText(value) ?? ''))
    );
  }
  return !operator.ifExists && (operator.set === 'any' || (operator.set === undefined && !operator.negated));
}

/** An operator as AWS writes it, from its parts. */
export function operatorText({ set, name, ifExists }: Pick<Operator, 'set' | 'name' | 'ifExists'>): string {
  const prefix = set === undefined ? '' : set === 'any' ? 'ForAnyValue:' : 'ForAllValues:';
  return `${prefix}${name}${ifExists ? 'IfExists' : ''}`;
}
