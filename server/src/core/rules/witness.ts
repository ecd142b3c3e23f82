import type { Context } from '../context';
import type { Subject, SubjectKind, SubjectOf } from '../documents/subjects';
import type { Settings } from '../settings';
import type { Survey } from '../survey';

/** What a check asked for beside its subject: kinds of subjects, and surveys. */
export type Asked = ReadonlySet<SubjectKind | Survey | 'anything'>;

/**
 * A context that takes down what is asked of it, and knows whether the answer is still the one that the version
 * before gave. Settings are not taken down: other settings make everything new.
 */
export class Witness implements Context {
  readonly settings: Settings;
  readonly #context: Context;
  readonly #lists = new Map<SubjectKind, { readonly all: readonly Subject[]; readonly same: boolean }>();
  readonly #surveys = new Map<unknown, { readonly value: unknown; readonly same: boolean }>();
  #before: Witness | undefined;
  #asked = new Set<SubjectKind | Survey | 'anything'>();

  /** @param before the witness of the version before */
  constructor(context: Context, before: Witness | undefined) {
    this.#context = context;
    this.settings = context.settings;
    this.#before = before?.settings === context.settings ? before : undefined;
    // Only one version back: older ones must not be kept alive.
    if (before !== undefined) before.#before = undefined;
  }

  /** Starts taking down; what it returns fills up as things are asked. */
  listen(): Asked {
    this.#asked = new Set();
    return this.#asked;
  }

  /** Whether everything asked would be answered as it was in the version before. */
  unchanged(asked: Asked): boolean {
    for (const each of asked) {
      if (each === 'anything') return false;
      if (!(typeof each === 'string' ? this.#list(each).same : this.#answer(each).same)) return false;
    }
    return true;
  }

  readonly subjects = <K extends SubjectKind>(kind: K): readonly SubjectOf<K>[] => {
    this.#asked.add(kind);
    return this.#list(kind).all as readonly Subject[] as readonly SubjectOf<K>[];
  };

  readonly ask = <K extends SubjectKind, V>(survey: Survey<K, V>): V => {
    this.#asked.add(survey as unknown as Survey);
    return this.#answer(survey as unknown as Survey).value as V;
  };

  #list(kind: SubjectKind) {
    let known = this.#lists.get(kind);
    if (known === undefined) {
      const all: readonly Subject[] = this.#context.subjects(kind);
      // Asking the older context now would give today's subjects.
      const last = this.#before === undefined ? undefined : this.#before.#lists.get(kind)?.all;
      const same =
        last !== undefined && last.length === all.length && all.every((each, i) => each === last[i]);
      // The list that things were worked out of before serves as well, and they are kept with it.
      known = { all: same ? last : all, same };
      this.#lists.set(kind, known);
    }
    return known;
  }

  #answer(survey: Survey) {
    let known = this.#surveys.get(survey);
    if (known === undefined) {
      const { all, same } = this.#list(survey.kind);
      const last = this.#before === undefined ? undefined : this.#before.#surveys.get(survey);
      if (last !== undefined && same) known = { value: last.value, same: true };
      else {
        const value = survey.make(all as never, this.settings);
        const equal = last !== undefined && survey.same(last.value, value);
        known = { value: equal ? last.value : value, same: equal };
      }
      this.#surveys.set(survey, known);
    }
    return known;
  }
}
