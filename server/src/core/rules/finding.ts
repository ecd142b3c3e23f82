import type { Reference, Step } from '../explain/explanation';
import type { Sentence } from '../explain/sentence';
import type { FileEdit } from '../text/edit';
import type { Span } from '../text/span';

/** How loud a finding is. `hint` shows in the editor only, never in the Problems list or default CLI output. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';
/** A severity, or `off`: what a user may set for a rule. */
export type Level = Severity | 'off';
export type Confidence = 'high' | 'medium' | 'low';

/** Another place that has to do with a finding. */
export interface Related {
  readonly uri: string;
  readonly span: Span;
  readonly note: Sentence;
}

/** What a rule's check yields; the runner adds what the rule itself says. */
export interface Report {
  /** One sentence: what is wrong and what follows from it. */
  readonly message: Sentence;
  readonly span: Span;
  /** Other than the rule's own level: lower where the evidence is weaker, higher where there is some. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly related?: readonly Related[];
  /** Made only when somebody asks for fixes. */
  readonly fixes?: () => readonly Fix[];
  readonly steps?: readonly Step[];
  /** The text this finding speaks of has no effect: editors fade it. */
  readonly unnecessary?: boolean;
}

/** A finding as the core hands it out: plain data, offsets, sentences, edits. */
export interface Finding extends Report {
  readonly rule: string;
  readonly uri: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly related: readonly Related[];
  readonly fixes: () => readonly Fix[];
  readonly steps: readonly Step[];
  readonly references: readonly Reference[];
}

/** A repair. Only a safe one runs in `source.fixAll` and `--fix`. */
export interface Fix {
  /** Stable within the rule, kebab-case. */
  readonly id: string;
  /** Imperative; names the value it writes. */
  readonly title: Sentence;
  readonly safe: boolean;
  /** What the user should know before taking it; every unsafe fix has one. */
  readonly consequence?: Sentence;
  readonly change: Edits | Question;
}

export interface Edits {
  readonly kind: 'edits';
  readonly files: readonly FileEdit[];
}

/** A value only the user knows. Editors with an input box ask; others offer one action per candidate. */
export interface Question {
  readonly kind: 'question';
  readonly prompt: Sentence;
  readonly candidates: readonly string[];
  /** What an answer must match, as the source of a regular expression. */
  readonly pattern: string;
  /** Shown while the answer does not match. */
  readonly hint: Sentence;
  /** The edits for an answer. */
  readonly answer: (value: string) => readonly FileEdit[];
}
