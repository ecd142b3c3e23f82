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
  /** Two answers to one question, beside each other. */
  readonly comparison?: Comparison;
  /** The same as a picture. */
  readonly diagram?: Diagram;
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
  /** The file of `span`, when it is not the file explained. */
  readonly uri?: string;
}

/** Two answers to one question, and why they differ. */
export interface Comparison {
  readonly title: Sentence;
  readonly columns: readonly [Sentence, Sentence, Sentence];
  readonly sides: readonly Side[];
  readonly difference: Sentence;
}

export interface Side {
  readonly when: Sentence;
  readonly verdict: Verdict;
  readonly answer: Sentence;
  readonly because: Sentence;
}

/** What a box of a diagram stands for; each has a shape of its own. */
export type NodeKind =
  | 'role'
  | 'identity'
  | 'account'
  | 'service'
  | 'provider'
  | 'everyone'
  | 'profile'
  | 'keys'
  | 'host';

/** What an arrow says; told apart by its line and by its label. */
export type EdgeKind = 'direct' | 'delegated' | 'conditional' | 'denied' | 'leads';

/** Boxes and arrows as data; whoever shows them lays them out. */
export interface Diagram {
  readonly title: Sentence;
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  /** Columns say nothing: whoever shows it lays it out in layers along the arrows. */
  readonly layered?: true;
  /** What the picture leaves out. */
  readonly notes?: readonly Sentence[];
}

export interface DiagramNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: Sentence;
  /** A second line, in small print. */
  readonly detail?: Sentence;
  /** The column it stands in, from 0. */
  readonly column: number;
  readonly span?: Span;
  readonly uri?: string;
  /** Named, and not defined in any file in sight. */
  readonly missing?: true;
}

export interface DiagramEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  readonly label: Sentence;
  /** More to say of it, each in a word or two. */
  readonly remarks?: readonly Sentence[];
  /** Part of a circle of roles. */
  readonly circle?: true;
}
