import { type Sentence, words } from '../explain/sentence';
import type { Unreadable } from '../iam/conditions/unreadable';

/** What follows from a value that nothing matches, as the end of a sentence. */
export function outcome({ operator, clause }: Unreadable): Sentence {
  const only = clause.values.length === 1;
  if (operator.negated) return words(only ? 'the test always holds' : 'this value excludes nothing');
  return words(only ? 'the test never holds for a request that carries the key' : 'this value never matches');
}
