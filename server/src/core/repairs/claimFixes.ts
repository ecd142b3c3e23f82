import type { TrustPolicySubject } from '../documents/subjects';
import { type Sentence, say } from '../explain/sentence';
import type { SubjectValue } from '../iam/oidc/subjects';
import type { ConditionClause, Statement } from '../iam/policy';
import type { Fix } from '../rules/finding';
import { knownString, type LocatedValue } from '../syntax/tree';
import { changeOf, removeValue } from './removeValue';
import { addCondition, inFile, replaceFix } from './trustedEdits';

/** What a subject of GitHub's that names its repository in full looks like. */
export const GITHUB_SUBJECT =
  '^repo:[A-Za-z0-9_.-]+(?:@[0-9*]+)?/[A-Za-z0-9_.-]+(?:@[0-9*]+)?:[^\\s*][^\\s]*$|^repo:[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+:\\*$';

/**
 * A fix that writes the pattern that was probably meant in place of a subject. None when the pattern has wildcards
 * that the operator does not know, or stands in the list already: then the value is taken out.
 */
export function meantFix(
  subject: TrustPolicySubject,
  { test, node, text, pattern, breadth }: SubjectValue,
  consequence: Sentence,
): Fix[] {
  const { meant } = breadth;
  if (meant === undefined || (!pattern.wild && /[*?]/.test(meant))) return [];
  if (test.values.some((value) => value.text === meant)) {
    return removeValueFix(subject, test.clause, node, text, consequence);
  }
  return [replaceFix(subject, node, meant, { id: 'write-subject', safe: false, consequence })];
}

/** A fix that takes a value out of a clause in which others remain. */
export function removeValueFix(
  subject: TrustPolicySubject,
  clause: ConditionClause,
  node: LocatedValue,
  text: string,
  consequence: Sentence,
): Fix[] {
  const change = removeValue(subject.source, clause.entry.value, node);
  if (change === undefined) return [];
  return [{ id: 'remove-value', title: say`Remove ${text}`, safe: false, consequence, change }];
}

/** What to ask for when a value of a condition is missing. */
export interface Asked {
  readonly id: string;
  readonly title: Sentence;
  readonly consequence: Sentence;
  readonly prompt: Sentence;
  readonly candidates: readonly string[];
  readonly pattern: string;
  readonly hint: Sentence;
}

/**
 * A fix that asks for a value and adds a condition with it, under StringLike where the answer has wildcards.
 * None when the statement's conditions cannot be added to.
 */
export function askConditionFix(
  subject: TrustPolicySubject,
  statement: Statement,
  key: string,
  asked: Asked,
): Fix[] {
  const { id, title, consequence, ...question } = asked;
  if (addCondition(subject, statement, 'StringEquals', key, '') === undefined) return [];
  if (addCondition(subject, statement, 'StringLike', key, '') === undefined) return [];
  const answer = (value: string) => {
    const operator = /[*?]/.test(value) ? 'StringLike' : 'StringEquals';
    return inFile(subject.source, addCondition(subject, statement, operator, key, value) ?? []);
  };
  return [{ id, title, safe: false, consequence, change: { kind: 'question', ...question, answer } }];
}

/** A fix that adds a condition with a known value. None when the statement's conditions cannot be added to. */
export function addConditionFix(
  subject: TrustPolicySubject,
  statement: Statement,
  operator: string,
  key: string,
  value: string,
  consequence: Sentence,
): Fix[] {
  const edits = addCondition(subject, statement, operator, key, value);
  if (edits === undefined) return [];
  const title = say`Require ${key} to be ${value}`;
  return [{ id: 'add-condition', title, safe: false, consequence, change: changeOf(subject.source, edits) }];
}

/** A fix that asks for another value to write in place of this one. */
export function askValueFix(subject: TrustPolicySubject, node: LocatedValue, asked: Asked): Fix {
  const { id, title, consequence, ...question } = asked;
  const before = knownString(node);
  const answer = (value: string) =>
    inFile(subject.source, value === before ? [] : subject.source.edits.replace(node, value));
  return { id, title, safe: false, consequence, change: { kind: 'question', ...question, answer } };
}
