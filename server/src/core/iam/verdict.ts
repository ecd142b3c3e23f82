import type { Verdict } from '../explain/explanation';

/** Three-valued "and": one "no" decides, an open question keeps it open. */
export function both(a: Verdict, b: Verdict): Verdict {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'depends';
}

/** Three-valued "or": one "yes" decides, an open question keeps it open. */
export function either(a: Verdict, b: Verdict): Verdict {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'no' && b === 'no' ? 'no' : 'depends';
}

/** Three-valued "not". */
export function opposite(a: Verdict): Verdict {
  return a === 'yes' ? 'no' : a === 'no' ? 'yes' : 'depends';
}

/** What is certain when it may come out as `a` and may come out as `b`. */
export function whichever(a: Verdict, b: Verdict): Verdict {
  return a === b ? a : 'depends';
}

/** A truth value as a verdict. */
export function verdictOf(truth: boolean): Verdict {
  return truth ? 'yes' : 'no';
}
