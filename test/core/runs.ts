/**
 * `npm run test:quick` sets this: property tests then try a twentieth of their cases, and leave out how many different
 * kinds of cases they have seen; huge texts are smaller. `npm test` runs them in full.
 */
export const QUICK = process.env['STS_LENS_TESTS'] === 'quick';

/** How many cases a property test tries, of the number it wants. */
export function runs(wanted: number): number {
  return QUICK ? Math.ceil(wanted / 20) : wanted;
}

/** How large a text is on which something must not take too long, of the size it should be: a tenth in quick runs. */
export function large(wanted: number): number {
  return QUICK ? Math.ceil(wanted / 10) : wanted;
}

/** The step in which every beginning of a text is tried: each one, and in quick runs every tenth. */
export const STEP = QUICK ? 10 : 1;

/**
 * How many seconds of processor time `work` takes. What must not take too long is held to this and not to the clock,
 * which runs on while a busy machine does something else.
 */
export function cpuSeconds(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000_000;
}
