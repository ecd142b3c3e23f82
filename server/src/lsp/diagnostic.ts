import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { plain } from '../core/explain/sentence';
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
  const related = finding.related.flatMap(({ uri, span, note }) => {
    const other = textOf(uri);
    return other ? [{ location: { uri: other.uri, range: rangeOf(other, span) }, message: plain(note) }] : [];
  });
  return {
    range: rangeOf(text, finding.span),
    severity: SEVERITY[finding.severity],
    source: SOURCE,
    code: finding.rule,
    message: plain(finding.message),
    data: { rule: finding.rule, offset: finding.span.start },
    ...(can.codeDescription && { codeDescription: { href: pageOf(finding.rule) } }),
    ...(can.unnecessaryTag && finding.unnecessary === true && { tags: [DiagnosticTag.Unnecessary] }),
    ...(can.relatedInformation && related.length > 0 && { relatedInformation: related }),
  };
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
