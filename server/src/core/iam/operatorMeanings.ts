import { type Sentence, say, words } from '../explain/sentence';
import { parseOperator } from './conditions/operators';

/**
 * What an operator asks of a key's value, by its name without set operator and `IfExists`.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
const TESTS: Readonly<Record<string, string>> = {
  StringEquals:
    'is exactly one of the values, upper and lower case told apart; `*` and `?` are plain characters',
  StringNotEquals: 'is none of the values; `*` and `?` are plain characters',
  StringEqualsIgnoreCase: 'is one of the values, whatever their case; `*` and `?` are plain characters',
  StringNotEqualsIgnoreCase: 'is none of the values, whatever their case',
  StringLike: 'matches one of the values, where `*` stands for any text and `?` for one character',
  StringNotLike: 'matches none of the values, where `*` stands for any text and `?` for one character',
  NumericEquals: 'is one of the numbers',
  NumericNotEquals: 'is none of the numbers',
  NumericLessThan: 'is less than the number',
  NumericLessThanEquals: 'is at most the number',
  NumericGreaterThan: 'is greater than the number',
  NumericGreaterThanEquals: 'is at least the number',
  DateEquals: 'is the date and time',
  DateNotEquals: 'is not the date and time',
  DateLessThan: 'is before the date and time',
  DateLessThanEquals: 'is not after the date and time',
  DateGreaterThan: 'is after the date and time',
  DateGreaterThanEquals: 'is not before the date and time',
  Bool: 'is the truth value that stands here, `true` or `false`',
  BinaryEquals: 'is the same binary data, written in Base64',
  IpAddress: 'is an IP address in one of the ranges (CIDR)',
  NotIpAddress: 'is an IP address in none of the ranges (CIDR)',
  ArnEquals: 'is one of the ARNs; `*` and `?` are wildcards, within each part between colons',
  ArnLike: 'is one of the ARNs; `*` and `?` are wildcards, within each part between colons',
  ArnNotEquals: 'is none of the ARNs; `*` and `?` are wildcards, within each part between colons',
  ArnNotLike: 'is none of the ARNs; `*` and `?` are wildcards, within each part between colons',
};

/**
 * What a condition operator means, in a few sentences: the test, and what becomes of a key that is not sent.
 * @param written as in a policy, such as `ForAnyValue:StringLikeIfExists`
 * @returns undefined for an operator that IAM does not know
 */
export function operatorMeaning(written: string): readonly Sentence[] | undefined {
  const operator = parseOperator(written);
  if (operator === undefined) return undefined;
  const { name, negated, set, ifExists, family } = operator;
  if (family.id === 'null') {
    return [
      say`Whether the key is in the request at all: ${'true'} asks that it is not, ${'false'} that it is there and not empty.`,
    ];
  }
  const test = words(TESTS[name] ?? 'passes the test');
  const first =
    set === 'all'
      ? say`Holds when each of the key's values in the request ${test}.`
      : set === 'any'
        ? say`Holds when at least one of the key's values in the request ${test}.`
        : say`Holds when the key's value ${test}.`;
  return [first, missing(negated, set, ifExists)];
}

/** What becomes of the condition when the request does not carry the key. */
function missing(negated: boolean, set: 'any' | 'all' | undefined, ifExists: boolean): Sentence {
  if (set === 'all') {
    return words(
      'It also holds when the request does not carry the key: callers whose requests leave it out pass. A Null condition beside it asks for the key.',
    );
  }
  if (ifExists) return words('IfExists: it also holds when the request does not carry the key.');
  if (set === 'any') return words('It does not hold when the request does not carry the key.');
  return negated
    ? words('Negated, so it also holds when the request does not carry the key.')
    : words('It does not hold when the request does not carry the key.');
}
