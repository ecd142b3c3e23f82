import type { Context } from './context';
import type { SubjectKind, SubjectOf } from './documents/subjects';
import type { Settings } from './settings';

/**
 * Something worked out of all subjects of a kind in sight, which many checks share. A check that asks a survey depends
 * on its result, not on every subject behind it.
 */
export interface Survey<K extends SubjectKind = SubjectKind, V = unknown> {
  readonly kind: K;
  readonly make: (subjects: readonly SubjectOf<K>[], settings: Settings) => V;
  /** Whether two results say the same, so that nothing that asked needs to ask again. */
  readonly same: (one: V, other: V) => boolean;
}

const made = new WeakMap<Context, Map<object, unknown>>();

/**
 * Declares a survey.
 * @param make a pure function of the subjects; it must not keep what it is given
 * @param same left out where other subjects always mean another result
 * @returns asks it; made once for each context
 */
export function survey<K extends SubjectKind, V>(
  kind: K,
  make: (subjects: readonly SubjectOf<K>[], settings: Settings) => V,
  same: (one: V, other: V) => boolean = Object.is,
): (context: Context) => V {
  const declared: Survey<K, V> = { kind, make, same };
  return (context) => {
    if (context.ask !== undefined) return context.ask(declared);
    let all = made.get(context);
    if (all === undefined) {
      all = new Map();
      made.set(context, all);
    }
    if (!all.has(declared)) all.set(declared, make(context.subjects(kind), context.settings));
    return all.get(declared) as V;
  };
}

/** Whether two sets hold the same. */
export function sameSet<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean {
  return one.size === other.size && [...one].every((each) => other.has(each));
}
