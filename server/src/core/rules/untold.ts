import type { Problem } from '../syntax/syntax';
import type { Finding } from './finding';

/** The rules that say what follows from a line that could not be read. */
const TELLS: readonly string[] = ['config-file-refused'];

/** What could not be read, without what an error or warning at the same place tells already: one mistake, one line. */
export function untold(problems: readonly Problem[], findings: readonly Finding[]): readonly Problem[] {
  const told = findings.filter(
    ({ rule, severity }) => TELLS.includes(rule) && (severity === 'error' || severity === 'warning'),
  );
  if (told.length === 0) return problems;
  return problems.filter(
    ({ span }) => !told.some((finding) => finding.span.start <= span.start && span.end <= finding.span.end),
  );
}
