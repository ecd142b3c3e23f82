import type { Policy } from '../policy';
import { clausesOf, type KnownClause, type Literal, literalsOf } from '../readClauses';
import type { Family } from './operators';
import { typeFit } from './typeFit';

/** A value that its operator cannot read, so that nothing ever matches it. */
export interface Unreadable extends KnownClause {
  readonly literal: Literal;
}

/**
 * The values under operators of one family that the operators cannot read. Operators that do not suit their key's
 * type are left out: they are what is wrong there.
 */
export function* unreadableValues(policy: Policy, family: Family['id']): Generator<Unreadable> {
  for (const known of clausesOf(policy)) {
    if (known.operator.family.id !== family || typeFit(known).fit === 'never') continue;
    for (const literal of literalsOf(known.clause)) {
      if (known.operator.family.compile(literal.text).always === 'no') yield { ...known, literal };
    }
  }
}
