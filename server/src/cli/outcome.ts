/** Every way a run can end. */
export type Outcome =
  /** Something was shown that has no good or bad end: help, a rule's page, an explanation. */
  | { readonly kind: 'shown' }
  | { readonly kind: 'clean' }
  /** Findings at or above `--fail-on`, or more warnings than `--max-warnings`. */
  | { readonly kind: 'findings' }
  /** The same, but `--exit-zero` was asked for. */
  | { readonly kind: 'tolerated' }
  /** The command line makes no sense; nothing was done. */
  | { readonly kind: 'misused'; readonly message: string }
  /** A path or settings file could not be used. It was named on stderr; the rest was done. */
  | { readonly kind: 'incomplete' }
  /** Another process did the work. */
  | { readonly kind: 'delegated'; readonly code: number };

/** The one place that says what a run's end means to a shell. */
export function exitCode(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'shown':
    case 'clean':
    case 'tolerated':
      return 0;
    case 'findings':
      return 1;
    case 'misused':
    case 'incomplete':
      return 2;
    case 'delegated':
      return outcome.code;
  }
}
