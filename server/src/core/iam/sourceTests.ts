import { known, type LocatedValue } from '../syntax/tree';
import { type Operator, parseOperator } from './conditions/operators';
import type { ConditionClause, Statement } from './policy';

/**
 * Keys by which a service says on whose behalf it calls.
 * Source: IAM User Guide, "The confused deputy problem", cross-service confused deputy prevention.
 */
export const SOURCE_KEYS: readonly string[] = [
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
];

/** A test of aws:SourceArn or aws:SourceAccount that lets in only the values it names. */
export interface SourceTest {
  readonly clause: ConditionClause;
  readonly operator: Operator;
  readonly values: readonly { readonly node: LocatedValue; readonly text: string | undefined }[];
}

/**
 * The tests of a key in a statement that limit it: neither negated, nor for presence, nor met by its absence.
 * @param key in lower case
 */
export function sourceTests(statement: Statement, key: string): SourceTest[] {
  return statement.conditions.flatMap((clause): SourceTest[] => {
    const operator = parseOperator(clause.operator);
    if (clause.key.toLowerCase() !== key || operator === undefined) return [];
    if (operator.negated || operator.ifExists || operator.set === 'all') return [];
    if (operator.family.pattern === undefined) return [];
    return [{ clause, operator, values: clause.values.map((node) => ({ node, text: textOf(node) })) }];
  });
}

/** The text of a value that has neither holes nor policy variables nor marks of something to be filled in. */
function textOf(node: LocatedValue): string | undefined {
  if (node.kind === 'scalar') return String(node.value);
  const text = node.kind === 'string' ? known(node.text) : undefined;
  return text === undefined || /[<>{}[\]$%]|\.\.\./.test(text) ? undefined : text;
}
