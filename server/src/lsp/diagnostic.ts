import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { plain, type Sentence } from '../core/explain/sentence';
import { oncePer } from '../core/once';
import type { Finding, Severity } from '../core/rules/finding';
import type { Problem } from '../core/syntax/syntax';
import type { Abilities } from './abilities';
import { rangeOf } from './positions';

export const SOURCE = 'sts-lens';

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The address of a rule's page. */
export function pageOf(rule: string): string {
  return `https://github.com/sts-lens/sts-lens/blob/main/docs/rules/${rule}.md`;
}

/** What a diagnostic carries along, by which its finding is found again. */
export interface FindingData {
  readonly rule: string;
  /** Where the finding begins, in UTF-16 code units. */
  readonly offset: number;
}

/** Reports are kept from version to version, and their messages with them. */
const messageOf = oncePer((sentence: Sentence) => plain(sentence));

/**
 * A finding as the protocol has it.
 * @param textOf the text of another file, for its related places; those of unknown files are left out
 */
export function findingDiagnostic(
  finding: Finding,
  text: TextDocument,
  can: Abilities,
  textOf: (uri: string) => TextDocument | undefined,
): Diagnostic {
  const { rule, span, message, severity, unnecessary } = finding;
  const data: FindingData = { rule, offset: span.start };
  const diagnostic: Diagnostic = {
    range: rangeOf(text, span),
    severity: SEVERITY[severity],
    source: SOURCE,
    code: rule,
    message: messageOf(message),
    data,
  };
  if (can.codeDescription) diagnostic.codeDescription = { href: pageOf(rule) };
  if (can.unnecessaryTag && unnecessary === true) diagnostic.tags = [DiagnosticTag.Unnecessary];
  if (can.relatedInformation && finding.related.length > 0) {
    const related = finding.related.flatMap(({ uri, span, note }) => {
      const other = textOf(uri);
      return other === undefined
        ? []
        : [{ location: { uri: other.uri, range: rangeOf(other, span) }, message: plain(note) }];
    });
    if (related.length > 0) diagnostic.relatedInformation = related;
  }
  return diagnostic;
}

/** Text that could not be read, or settings that could not be understood. */
export function problemDiagnostic(
  problem: Problem,
  text: TextDocument,
  severity: Severity,
  code: 'syntax' | 'not-analysed' | 'settings',
): Diagnostic {
  return {
    range: rangeOf(text, problem.span),
    severity: SEVERITY[severity],
    source: SOURCE,
    code,
    message: plain(problem.message),
  };
}
