import type { Context } from '../context';
import type { Subject, SubjectKind, SubjectOf } from '../documents/subjects';
import type { Settings } from '../settings';
import type { Survey } from '../survey';

/** What a check asked for beside its subject: all subjects of a kind, or a survey. `anything` is never the same. */
export type Question = SubjectKind | Survey | 'anything';

interface List {
  readonly all: readonly Subject[];
  readonly same: boolean;
}

interface Answer {
  value: unknown;
  /** Whether it is the answer of the version before. */
  same: boolean;
  /** The version it is the answer of. */
  turn: number;
}

const NOTHING: readonly Question[] = [];

/** Versions after which answers that nobody asks for any more are thrown away. */
const SWEEP = 50;

/**
 * A context that takes down what is asked of it, and knows whether the answer is still the one that the version
 * before gave. Settings are not taken down: other settings make everything new.
 */
export class Witness implements Context {
  readonly settings: Settings;
  readonly #context: Context;
  readonly #lists = new Map<SubjectKind, List>();
  /** The lists of the version before. No more than that: older versions must not be kept alive. */
  readonly #last: ReadonlyMap<SubjectKind, List>;
  /** Handed on from version to version, for most answers stay the same. */
  readonly #answers: Map<Survey, Answer>;
  readonly #turn: number;
  readonly #asked: Question[] = [];

  /** @param before the witness of the version before, which must not be asked any more */
  constructor(context: Context, before: Witness | undefined) {
    this.#context = context;
    this.settings = context.settings;
    const last = before?.settings === context.settings ? before : undefined;
    this.#last = last === undefined ? new Map() : last.#lists;
    this.#answers = last === undefined ? new Map() : last.#answers;
    this.#turn = last === undefined ? 1 : last.#turn + 1;
    if (this.#turn % SWEEP === 0)
      for (const [survey, { turn }] of this.#answers) if (turn < this.#turn - 1) this.#answers.delete(survey);
  }

  /** Starts taking down anew. */
  listen(): void {
    this.#asked.length = 0;
  }

  /** What was asked since it began to listen. */
  asked(): readonly Question[] {
    return this.#asked.length === 0 ? NOTHING : [...new Set(this.#asked)];
  }

  /** Whether everything asked would be answered as it was in the version before. */
  unchanged(asked: readonly Question[]): boolean {
    for (const each of asked) {
      if (each === 'anything') return false;
      if (!(typeof each === 'string' ? this.#list(each).same : this.#answer(each).same)) return false;
    }
    return true;
  }

  readonly subjects = <K extends SubjectKind>(kind: K): readonly SubjectOf<K>[] => {
    this.#asked.push(kind);
    return this.#list(kind).all as readonly Subject[] as readonly SubjectOf<K>[];
  };

  readonly ask = <K extends SubjectKind, V>(survey: Survey<K, V>): V => {
    this.#asked.push(survey as unknown as Survey);
    return this.#answer(survey as unknown as Survey).value as V;
  };

  #list(kind: SubjectKind): List {
    let known = this.#lists.get(kind);
    if (known === undefined) {
      const all: readonly Subject[] = this.#context.subjects(kind);
      const last = this.#last.get(kind)?.all;
      const same =
        last !== undefined && last.length === all.length && all.every((each, i) => each === last[i]);
      // The list that things were worked out of before serves as well, and they are kept with it.
      known = { all: same ? last : all, same };
      this.#lists.set(kind, known);
    }
    return known;
  }

  #answer(survey: Survey): Answer {
    const known = this.#answers.get(survey);
    if (known?.turn === this.#turn) return known;
    const { all, same } = this.#list(survey.kind);
    const make = () => survey.make(all as never, this.settings);
    if (known === undefined || known.turn < this.#turn - 1) {
      const answer = { value: make(), same: false, turn: this.#turn };
      this.#answers.set(survey, answer);
      return answer;
    }
    known.turn = this.#turn;
    known.same = same;
    if (!same) {
      const value = make();
      known.same = survey.same(known.value, value);
      if (!known.same) known.value = value;
    }
    return known;
  }
}
