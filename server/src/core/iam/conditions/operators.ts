import { arnMatches, compileArn, compileGlob, globMatches } from '../match';
import { inRange } from './ipRange';

/**
 * Condition operators. Source for all of them: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
export interface Operator {
  /** As AWS writes it, without set operator and `IfExists`. */
  readonly name: string;
  readonly family: Family;
  readonly negated: boolean;
  readonly set: 'any' | 'all' | undefined;
  readonly ifExists: boolean;
}

/** How the operators of one family compare a value of the request with one of the policy. */
export interface Family {
  readonly id: 'string' | 'number' | 'date' | 'bool' | 'binary' | 'ip' | 'arn' | 'null';
  /** Prepares a value of the policy. */
  readonly compile: (text: string) => Test;
  /** Whether text of the policy is compared as a pattern; undefined when it is not compared as text at all. */
  readonly pattern: 'wild' | 'plain' | undefined;
  readonly ignoreCase?: boolean;
}

export interface Test {
  readonly matches: (value: string) => boolean;
  /** Whether it matches every value, or none. */
  readonly always?: 'yes' | 'no' | undefined;
}

function test(matches: (value: string) => boolean, always?: 'yes' | 'no'): Test {
  return { matches, always };
}

/** A value that nothing of the request can match. */
export const NEVER: Test = test(() => false, 'no');

const EQUALS: Family = {
  id: 'string',
  pattern: 'plain',
  compile: (text) => test((value) => value === text),
};

const EQUALS_IGNORE_CASE: Family = {
  id: 'string',
  pattern: 'plain',
  ignoreCase: true,
  compile: (text) => {
    const lower = text.toLowerCase();
    return test((value) => value.toLowerCase() === lower);
  },
};

const LIKE: Family = {
  id: 'string',
  pattern: 'wild',
  compile: (text) => {
    const glob = compileGlob(text);
    return test((value) => globMatches(glob, value), glob.universal ? 'yes' : undefined);
  },
};

const ARN: Family = {
  id: 'arn',
  pattern: 'wild',
  compile: (text) => {
    const pattern = compileArn(text);
    if (pattern.universal) return test(() => true, 'yes');
    return pattern.parts === undefined ? NEVER : test((value) => arnMatches(pattern, value));
  },
};

const BOOL: Family = {
  id: 'bool',
  pattern: undefined,
  compile: (text) => {
    const lower = text.toLowerCase();
    if (lower !== 'true' && lower !== 'false') return NEVER;
    return test((value) => value.toLowerCase() === lower);
  },
};

const BINARY: Family = { id: 'binary', pattern: undefined, compile: EQUALS.compile };

const IP: Family = {
  id: 'ip',
  pattern: undefined,
  compile: (text) => {
    const range = inRange(text);
    return range === undefined ? NEVER : test(range);
  },
};

const NULL: Family = { id: 'null', pattern: undefined, compile: BOOL.compile };

type Compare = (value: number, bound: number) => boolean;
const EQUAL: Compare = (value, bound) => value === bound;
const LESS: Compare = (value, bound) => value < bound;
const AT_MOST: Compare = (value, bound) => value <= bound;
const GREATER: Compare = (value, bound) => value > bound;
const AT_LEAST: Compare = (value, bound) => value >= bound;

function measured(
  id: 'number' | 'date',
  read: (text: string) => number | undefined,
  compare: Compare,
): Family {
  return {
    id,
    pattern: undefined,
    compile: (text) => {
      const bound = read(text);
      if (bound === undefined) return NEVER;
      return test((value) => {
        const number = read(value);
        return number !== undefined && compare(number, bound);
      });
    },
  };
}

/** A decimal number as conditions write it. */
function numberOf(text: string): number | undefined {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text) ? Number(text) : undefined;
}

/** Milliseconds since 1970 of an ISO 8601 date (W3C form) or of seconds since 1970. */
function dateOf(text: string): number | undefined {
  if (/^\d{1,12}$/.test(text) && text.length !== 4) return Number(text) * 1000;
  const iso = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?$/;
  if (!iso.test(text)) return undefined;
  const zoned = /T[\d:.]+$/.test(text) ? `${text}Z` : text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
  const time = Date.parse(/^\d{4}(?:-\d\d){0,2}$/.test(text) ? text : zoned);
  return Number.isNaN(time) ? undefined : time;
}

const number = (compare: Compare) => measured('number', numberOf, compare);
const date = (compare: Compare) => measured('date', dateOf, compare);

const TABLE: readonly (readonly [string, Family, negated?: boolean])[] = [
  ['StringEquals', EQUALS],
  ['StringNotEquals', EQUALS, true],
  ['StringEqualsIgnoreCase', EQUALS_IGNORE_CASE],
  ['StringNotEqualsIgnoreCase', EQUALS_IGNORE_CASE, true],
  ['StringLike', LIKE],
  ['StringNotLike', LIKE, true],
  ['NumericEquals', number(EQUAL)],
  ['NumericNotEquals', number(EQUAL), true],
  ['NumericLessThan', number(LESS)],
  ['NumericLessThanEquals', number(AT_MOST)],
  ['NumericGreaterThan', number(GREATER)],
  ['NumericGreaterThanEquals', number(AT_LEAST)],
  ['DateEquals', date(EQUAL)],
  ['DateNotEquals', date(EQUAL), true],
  ['DateLessThan', date(LESS)],
  ['DateLessThanEquals', date(AT_MOST)],
  ['DateGreaterThan', date(GREATER)],
  ['DateGreaterThanEquals', date(AT_LEAST)],
  ['Bool', BOOL],
  ['BinaryEquals', BINARY],
  ['IpAddress', IP],
  ['NotIpAddress', IP, true],
  ['ArnEquals', ARN],
  ['ArnNotEquals', ARN, true],
  ['ArnLike', ARN],
  ['ArnNotLike', ARN, true],
  ['Null', NULL],
];

/** The names of all operators, as AWS writes them, without set operators and `IfExists`. */
export const OPERATORS: readonly string[] = TABLE.map(([name]) => name);

const BY_LOWER_CASE = new Map(TABLE.map((row) => [row[0].toLowerCase(), row]));

/** Operators read before: policies use a handful, and ask of each again and again. */
const READ = new Map<string, Operator>();
/** More than there are operators in the spelling that AWS uses. */
const READ_LIMIT = 300;

/**
 * Reads an operator such as `ForAnyValue:StringLikeIfExists`, whatever its case.
 * @returns undefined when IAM knows no such operator; `Null` takes neither set operator nor `IfExists`
 */
export function parseOperator(text: string): Operator | undefined {
  let operator = READ.get(text);
  if (operator === undefined) {
    operator = readOperator(text);
    if (operator !== undefined && READ.size < READ_LIMIT) READ.set(text, operator);
  }
  return operator;
}

function readOperator(text: string): Operator | undefined {
  const [, set, rest] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/i.exec(text) ?? [];
  if (rest === undefined) return undefined;
  const ifExists = /IfExists$/i.test(rest);
  const row = BY_LOWER_CASE.get((ifExists ? rest.slice(0, -8) : rest).toLowerCase());
  if (row === undefined) return undefined;
  const [name, family, negated = false] = row;
  if (family === NULL && (ifExists || set !== undefined)) return undefined;
  const all = set?.toLowerCase() === 'forallvalues';
  return { name, family, negated, set: set === undefined ? undefined : all ? 'all' : 'any', ifExists };
}
