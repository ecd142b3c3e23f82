import type { Span } from '../text/span';
import type { Sentence } from './sentence';

/**
 * The three values. `depends`: on something this file does not say, such as a condition's value at call time, a
 * template parameter or an organisation policy. Never a guess.
 */
export type Verdict = 'yes' | 'no' | 'depends';

/** Where a fact comes from. */
export interface Reference {
  readonly title: string;
  readonly url: string;
}

/** One step of reasoning. The tree of steps is what hover, panel, command line and SARIF all show. */
export interface Step {
  readonly sentence: Sentence;
  /** What this step contributes; a step without one is a remark. */
  readonly verdict?: Verdict;
  /** The text this step speaks of. */
  readonly span?: Span;
  /** The file of `span`, when it is not the file explained. */
  readonly uri?: string;
  readonly source?: Reference;
  readonly steps?: readonly Step[];
}

/** An answer with its reasons, as data. */
export interface Explanation {
  /** The answer in a few words. */
  readonly title: Sentence;
  readonly verdict?: Verdict;
  readonly steps: readonly Step[];
  /** Tables beside the steps, such as who can assume the role. */
  readonly tables?: readonly Table[];
  /** The text this explains. */
  readonly span?: Span;
  /** The file of `span`, when no file was asked about. */
  readonly uri?: string;
}

export interface Table {
  readonly title: Sentence;
  readonly columns: readonly Sentence[];
  readonly rows: readonly Row[];
}

export interface Row {
  readonly cells: readonly Sentence[];
  readonly verdict?: Verdict;
  readonly span?: Span;
}
