/**
 * What STS Lens says on the wire beyond the Language Server Protocol. Plain JSON, imported by server and client
 * as types and names only. Every part is optional: an editor that knows none of it has all but the panel.
 */
import type { Diagnostic, Position, Range, WorkspaceEdit } from 'vscode-languageserver';

/** Sent as `initializationOptions`. Settings may stand beside these for editors without configuration requests. */
export interface InitializationOptions {
  /** The client runs `stsLens.answer`: it asks for the value of a fix and sends `stsLens/fix`. */
  readonly inputBox?: boolean;
  /** The client runs `stsLens.explain` itself, so the server must not. */
  readonly panel?: boolean;
  /** The client answers `stsLens/listFiles` and `stsLens/readFile`. */
  readonly files?: boolean;
}

export const EXPLAIN_REQUEST = 'stsLens/explain';
export const EXPLAIN_MESSAGE_REQUEST = 'stsLens/explainMessage';
export const ASK_REQUEST = 'stsLens/ask';
export const KEEP_CASE_REQUEST = 'stsLens/keepCase';
export const FIX_REQUEST = 'stsLens/fix';
export const STATUS_REQUEST = 'stsLens/status';
export const CHECK_WORKSPACE_REQUEST = 'stsLens/checkWorkspace';
export const ROLES_REQUEST = 'stsLens/roles';
/** Sent to a client with a panel when files that no editor has open have changed. */
export const FILES_CHANGED_NOTIFICATION = 'stsLens/filesChanged';
export const LIST_FILES_REQUEST = 'stsLens/listFiles';
export const READ_FILE_REQUEST = 'stsLens/readFile';

export const EXPLAIN_COMMAND = 'stsLens.explain';
export const ANSWER_COMMAND = 'stsLens.answer';
export const FIX_COMMAND = 'stsLens.fix';
export const FIX_ALL_KIND = 'source.fixAll.stsLens';

export interface ExplainParams {
  readonly uri: string;
  readonly position: Position;
}

/** A text with the message of a refused call in it, or a CloudTrail event. */
export interface ExplainMessageParams {
  readonly text: string;
}

/** One explanation for each refused call in the text; empty when there is none that STS Lens understands. */
export interface ExplainMessageResult {
  readonly explanations: readonly RenderedExplanation[];
}

/** Who can assume whom in the whole workspace; `nothing` where no file in sight defines a role. */
export type RolesResult =
  | { readonly kind: 'explanation'; readonly explanation: RenderedExplanation }
  | { readonly kind: 'nothing' };

/** Why there is nothing to show: the file is none of ours, excluded, too large, or has nothing at this place. */
export type Nothing = 'notOpen' | 'notOurs' | 'excluded' | 'tooLarge' | 'nothingHere';

export type ExplainResult =
  | { readonly kind: 'explanation'; readonly version: number; readonly explanation: RenderedExplanation }
  | { readonly kind: 'nothing'; readonly reason: Nothing };

/** A stretch of a sentence. Values come from a file and are shown set apart, never as markup. */
export interface Part {
  readonly text: string;
  readonly value: boolean;
}

export type RenderedVerdict = 'yes' | 'no' | 'depends';

/** A place in a file. Without `uri` it is the file explained. */
export interface Place {
  readonly uri?: string;
  readonly range: Range;
}

export interface RenderedExplanation {
  readonly title: readonly Part[];
  readonly verdict?: RenderedVerdict;
  readonly place?: Place;
  readonly tables: readonly RenderedTable[];
  readonly steps: readonly RenderedStep[];
  readonly comparison?: RenderedComparison;
  readonly diagram?: RenderedDiagram;
  /** Fixes of findings in the text explained, for a panel that applies them. */
  readonly repairs?: readonly RenderedRepair[];
  /** What a what-if form offers; only of trust policies. */
  readonly whatIf?: WhatIfOffered;
  /** The same as Markdown, for copying. */
  readonly markdown: string;
}

/** Two answers to one question, and why they differ. */
export interface RenderedComparison {
  readonly title: readonly Part[];
  readonly sides: readonly {
    readonly when: readonly Part[];
    readonly verdict: RenderedVerdict;
    readonly answer: readonly Part[];
    readonly because: readonly Part[];
  }[];
  readonly difference: readonly Part[];
}

/** Boxes in columns, and arrows between them. `kind` names a shape, and a kind of line. */
export interface RenderedDiagram {
  readonly title: readonly Part[];
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly label: string;
    readonly detail?: string;
    readonly column: number;
    readonly place?: Place;
    /** Named, and not defined in any file in sight. */
    readonly missing?: true;
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly kind: 'direct' | 'delegated' | 'conditional' | 'denied' | 'leads';
    readonly label: string;
    readonly remarks?: readonly string[];
    /** Part of a circle of roles. */
    readonly circle?: true;
  }[];
  /** Columns say nothing: it is laid out in layers along the arrows. */
  readonly layered?: true;
  /** What the picture leaves out. */
  readonly notes?: readonly (readonly Part[])[];
}

/** A fix with what it is for. */
export interface RenderedRepair {
  readonly title: readonly Part[];
  /** What to know before taking it. */
  readonly consequence?: readonly Part[];
  readonly safe: boolean;
  /** What the finding says. */
  readonly about: readonly Part[];
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly reference: FixReference;
  /** Asked before the fix is made. */
  readonly question?: QuestionAsked;
}

export interface WhatIfOffered {
  /** The role's ARN, as far as the file says it. */
  readonly role?: string;
  /** Callers in sight, as a question takes them. */
  readonly callers: readonly string[];
  readonly actions: readonly string[];
  /** The condition keys the policy asks about. */
  readonly keys: readonly string[];
}

/** A question about the trust policy at a position. */
export interface AskParams {
  readonly uri: string;
  readonly position: Position;
  /** An ARN, an account ID, `service:NAME`, `oidc:ISSUER` or `saml:ARN`. */
  readonly caller: string;
  readonly action?: string;
  /** `KEY=VALUE`; `KEY=` says that the request does not carry the key. */
  readonly context: readonly string[];
  /** The caller's permissions policy, as JSON text. */
  readonly identityPolicy?: string;
}

export type AskResult =
  | {
      readonly kind: 'answer';
      readonly verdict: 'allowed' | 'denied' | 'depends';
      readonly explanation: RenderedExplanation;
      /** What would turn the answer: each a list of things of which all must be so, the least first. */
      readonly ways: readonly (readonly { readonly sentence: readonly Part[]; readonly place?: Place }[])[];
    }
  | {
      readonly kind: 'mistake';
      readonly field: 'question' | 'identityPolicy';
      readonly message: readonly Part[];
    }
  | { readonly kind: 'nothing' };

/** A question to be kept as a case in `.sts-lens.json`. */
export interface KeepCaseParams extends AskParams {
  readonly name?: string;
  readonly expect: 'allowed' | 'denied';
}

/** The settings file and its whole new text; `nothing` when it cannot take a case. */
export type KeepCaseResult =
  | { readonly kind: 'file'; readonly uri: string; readonly exists: boolean; readonly text: string }
  | { readonly kind: 'nothing' };

export interface RenderedTable {
  readonly title: readonly Part[];
  readonly columns: readonly (readonly Part[])[];
  readonly rows: readonly {
    readonly cells: readonly (readonly Part[])[];
    readonly verdict?: RenderedVerdict;
    readonly place?: Place;
  }[];
}

export interface RenderedStep {
  readonly sentence: readonly Part[];
  readonly verdict?: RenderedVerdict;
  readonly place?: Place;
  readonly source?: { readonly title: string; readonly url: string };
  readonly steps: readonly RenderedStep[];
}

/** Names a finding and a fix of it in a way that survives a restart of the server. */
export interface FixReference {
  readonly uri: string;
  readonly version: number;
  readonly rule: string;
  /** Where the finding begins, in UTF-16 code units. */
  readonly offset: number;
  readonly fix: string;
}

/** The argument of `stsLens.answer`. */
export interface QuestionAsked extends FixReference {
  readonly title: string;
  readonly prompt: string;
  readonly consequence?: string;
  readonly candidates: readonly string[];
  /** What an answer must match, as the source of a regular expression. */
  readonly pattern: string;
  readonly hint: string;
}

export interface FixParams extends FixReference {
  readonly value: string;
  /** Whoever chose the fix has read its consequence and need not confirm it a second time. */
  readonly told?: boolean;
}

/** `changed`: the finding is no longer there. `refused`: the value does not match the question's pattern. */
export type FixResult =
  | { readonly kind: 'edit'; readonly edit: WorkspaceEdit }
  | { readonly kind: 'changed' | 'refused' };

export interface StatusParams {
  readonly uri: string;
}

export type StatusResult =
  | { readonly kind: 'ours'; readonly findings: number; readonly hints: number }
  | { readonly kind: 'nothing'; readonly reason: Nothing };

/** Which files below a folder the index wants. Globs are relative to the folder. */
export interface ListFilesParams {
  readonly folder: string;
  readonly include: string;
  readonly exclude: string;
  readonly limit: number;
}

export interface ReadFileParams {
  readonly uri: string;
  /** Bytes; a larger file is answered with null. */
  readonly limit: number;
}

export interface ReadFileResult {
  readonly text: string;
}

/** One file in the answer to `stsLens/checkWorkspace`. */
export interface WorkspaceFile {
  readonly uri: string;
  readonly diagnostics: Diagnostic[];
}
