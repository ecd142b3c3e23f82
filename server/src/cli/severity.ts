import type { Level, Severity } from '../core/rules/finding';

/** From the loudest to the quietest. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** What a user may set a rule to. */
export const LEVELS: readonly Level[] = [...SEVERITIES, 'off'];

/** Whether a severity is as loud as `least`, or louder. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

/** A number of findings by severity. */
export type Counts = Readonly<Record<Severity, number>>;

/** Counts severities. */
export function countBySeverity(severities: Iterable<Severity>): Counts {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const severity of severities) counts[severity]++;
  return counts;
}
