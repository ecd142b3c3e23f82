/**
 * `npm run test:quick` sets this: property tests then try a tenth of their cases, and leave out how many different
 * kinds of cases they have seen. `npm test` runs them in full.
 */
export const QUICK = process.env['STS_LENS_TESTS'] === 'quick';

/** How many cases a property test tries, of the number it wants. */
export function runs(wanted: number): number {
  return QUICK ? Math.ceil(wanted / 10) : wanted;
}
