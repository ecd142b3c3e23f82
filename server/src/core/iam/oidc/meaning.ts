import { type Sentence, say } from '../../explain/sentence';
import { parseOperator } from '../conditions/operators';
import type { SubjectPattern } from './breadth';
import { breadthOf, providerOf } from './provider';

/**
 * How an operator reads a value of the policy, as a pattern for subjects.
 * @returns undefined for operators that do not compare text
 */
function subjectPattern(operator: string, text: string): SubjectPattern | undefined {
  const parsed = parseOperator(operator);
  if (parsed?.family.pattern === undefined) return undefined;
  const wild = parsed.family.pattern === 'wild';
  return { text, wild, ignoreCase: parsed.family.ignoreCase === true };
}

/**
 * What a value for a provider's `sub` claim means, in one sentence, for hovers.
 * @param issuer host and path without `https://`
 * @param value as the policy has it
 * @param operator as the policy has it, such as `ForAnyValue:StringLike`
 */
export function subjectMeaning(issuer: string, value: string, operator: string): Sentence {
  const pattern = subjectPattern(operator, value);
  const provider = providerOf(issuer);
  if (pattern === undefined) return say`${operator} does not compare subjects as text.`;
  const { reach, matches, also } = breadthOf(provider, pattern);
  const negated = parseOperator(operator)?.negated === true;
  if (reach === 'nothing') return say`It matches no default subject: ${matches}.`;
  const verb = negated ? say`It keeps out` : say`It lets in`;
  return also === undefined || negated
    ? say`${verb} ${matches}.`
    : say`${verb} ${matches}, ${also} among them.`;
}
