import { fileURLToPath } from 'node:url';
import { plain } from '../../core/explain/sentence';
import type { Fix } from '../../core/rules/finding';
import type { FileEdit } from '../../core/text/edit';
import { LineIndex } from '../../core/text/lineIndex';
import { relativeName } from '../files/names';
import { fixTitle } from './fixTitle';
import type { Checked, Format, Result } from './format';

/**
 * Findings for programs. Lines and columns count from 1, columns in UTF-16 code units; the offsets of edits count
 * UTF-16 code units of the file as it is, its byte-order mark included.
 */
export const json: Format = {
  name: 'json',
  render: (result) => `${JSON.stringify(report(result), undefined, 2)}\n`,
};

function report({ version, checked, shown }: Result) {
  const marks = new Map(checked.map(({ file }) => [file.uri, file.bom ? 1 : 0]));
  const names = new Map(checked.map(({ file }) => [file.uri, file.name]));
  const edits = (files: readonly FileEdit[]) =>
    files.flatMap(({ uri, edits: own }) =>
      own.map(({ span, text }) => ({
        file: names.get(uri) ?? relativeName(fileURLToPath(uri), process.cwd()),
        start: span.start + (marks.get(uri) ?? 0),
        end: span.end + (marks.get(uri) ?? 0),
        text,
      })),
    );
  return {
    version,
    findings: checked.flatMap((each) => findings(each, edits)),
    summary: { files: checked.length, ...shown },
  };
}

interface PlainEdit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type EditsOf = (files: readonly FileEdit[]) => readonly PlainEdit[];

function findings({ file, findings: found, fixable }: Checked, edits: EditsOf) {
  const lines = new LineIndex(file.text);
  return found.map((finding) => ({
    file: file.name,
    rule: finding.rule,
    severity: finding.severity,
    message: plain(finding.message),
    start: lines.at(finding.span.start),
    end: lines.at(finding.span.end),
    fixes: fixable ? finding.fixes().flatMap((fix) => fixes(fix, edits)) : [],
  }));
}

/** A fix, or one for each answer its question is likely to have. */
function fixes(fix: Fix, edits: EditsOf) {
  const { safe, change } = fix;
  const title = fixTitle(fix);
  if (change.kind === 'edits') return [{ title, safe, edits: edits(change.files) }];
  const { candidates, pattern, prompt, answer } = change;
  const question = { prompt: plain(prompt), candidates, pattern };
  if (candidates.length === 0) return [{ title, safe, question, edits: [] }];
  return candidates.map((candidate) => ({
    title: `${title}: ${candidate}`,
    safe,
    question,
    answer: candidate,
    edits: edits(answer(candidate)),
  }));
}
