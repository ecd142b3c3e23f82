import type { Policy, Statement } from '../policy';
import { clausesOf, isLiteral, type KnownClause, literalsOf, needsKey } from '../readClauses';
import { typeFit } from './typeFit';

/** Two tests of one key in one statement that no request can pass together. */
export interface Contradiction {
  readonly first: KnownClause;
  readonly second: KnownClause;
}

/**
 * Tests of the same statement that can never hold together. Only sure cases: the key must be there for one and absent
 * for the other; none of the exact values of one passes the other; a lower bound above the upper one.
 * Source: IAM User Guide, "Conditions with multiple context keys or values": all tests of a Condition must hold.
 */
export function contradictions(policy: Policy): Contradiction[] {
  const byKey = new Map<Statement, Map<string, KnownClause[]>>();
  for (const known of clausesOf(policy)) {
    const keys = byKey.get(known.statement) ?? new Map<string, KnownClause[]>();
    byKey.set(known.statement, keys);
    const group = keys.get(known.lower);
    if (group === undefined) keys.set(known.lower, [known]);
    else group.push(known);
  }
  const found: Contradiction[] = [];
  for (const keys of byKey.values()) {
    for (const group of keys.values()) {
      // A key can stand under a few operators only; a list of made-up ones must not take long.
      const tests = group.slice(0, 12);
      search: for (const [i, second] of tests.entries()) {
        for (const first of tests.slice(0, i)) {
          if (!clash(first, second) && !clash(second, first)) continue;
          found.push({ first, second });
          break search;
        }
      }
    }
  }
  return found;
}

/** Whether `a` fails for every request for which `b` holds, as far as `a` says it. */
function clash(a: KnownClause, b: KnownClause): boolean {
  if (asksAbsence(a)) return needsKey(b);
  if (a.operator.family.id === 'null' || b.operator.family.id === 'null') return false;
  if (!needsKey(a) && !needsKey(b)) return false;
  // Of a key that is not documented, and of the audience of a token, a request may carry several values.
  if (a.documented?.multi !== false || a.lower.endsWith(':aud')) return false;
  if (a.operator.set !== undefined || b.operator.set !== undefined) return false;
  if (!isLiteral(a.clause) || !isLiteral(b.clause)) return false;
  if (typeFit(a).fit === 'never' || typeFit(b).fit === 'never') return false;
  if (bounds(a, b)) return true;
  return exact(a) && needsKey(a) && literalsOf(a.clause).every(({ text }) => !passes(b, text));
}

function asksAbsence({ operator, clause }: KnownClause): boolean {
  return (
    operator.family.id === 'null' &&
    isLiteral(clause) &&
    literalsOf(clause).every(({ text }) => text.toLowerCase() === 'true')
  );
}

/** Whether a clause lists all the values that it lets through, letter by letter. */
function exact({ operator, clause }: KnownClause): boolean {
  const { id, pattern, ignoreCase } = operator.family;
  if (operator.negated || ignoreCase === true) return false;
  if (id === 'string')
    return pattern === 'plain' || literalsOf(clause).every(({ text }) => !/[*?]/.test(text));
  return id === 'arn' && literalsOf(clause).every(({ text }) => !/[*?]/.test(text));
}

/** Whether one value passes a test of a family that compares text. */
function passes({ operator, clause }: KnownClause, value: string): boolean {
  const { id } = operator.family;
  if (id !== 'string' && id !== 'arn') return true;
  const matches = literalsOf(clause).some(({ text }) => operator.family.compile(text).matches(value));
  return matches !== operator.negated;
}

/** Whether `a` asks for more than every value that `b` lets through: no number or date passes both. */
function bounds(a: KnownClause, b: KnownClause): boolean {
  const lower = /GreaterThan(Equals)?$/.exec(a.operator.name);
  const upper = /LessThan(Equals)?$/.exec(b.operator.name);
  const { family } = a.operator;
  if (lower === null || upper === null || family.id !== b.operator.family.id) return false;
  const [from] = literalsOf(a.clause);
  const [to] = literalsOf(b.clause);
  if (from === undefined || to === undefined || a.clause.values.length > 1 || b.clause.values.length > 1)
    return false;
  if (family.compile(from.text).always === 'no' || b.operator.family.compile(to.text).always === 'no')
    return false;
  // There is something between them exactly when each bound passes the other's test.
  return (
    !b.operator.family.compile(to.text).matches(from.text) || !family.compile(from.text).matches(to.text)
  );
}
