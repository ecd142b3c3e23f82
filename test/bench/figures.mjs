/** @typedef {{ name: string, unit: string, values: number[], budget?: { of: keyof typeof QUANTILES } & ({ most: number } | { least: number }) }} Figure */

const QUANTILES = { min: 0, median: 0.5, p90: 0.9, p99: 0.99, max: 1 };

/**
 * The value below which that share of the values lies.
 * @param {readonly number[]} values
 * @param {number} share from 0 to 1
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/**
 * One figure as a line: its distribution, and its budget beside it. Nothing fails on time; a person reads this.
 * @param {Figure} figure
 */
export function line({ name, unit, values, budget }) {
  const shown = values.length === 1 ? { value: 0 } : QUANTILES;
  const numbers = Object.entries(shown).map(([label, share]) => `${label} ${round(quantile(values, share))}`);
  const n = values.length === 1 ? '' : ` (n=${values.length})`;
  const verdict = budget === undefined ? '' : ` | budget ${judged(budget, values, unit)}`;
  return `  ${name.padEnd(46)} ${numbers.join('  ')} ${unit}${n}${verdict}`;
}

function judged({ of, most, least }, values, unit) {
  const value = quantile(values, QUANTILES[of]);
  const kept = most === undefined ? value >= least : value <= most;
  const label = values.length === 1 ? '' : `${of} `;
  return `${label}${most === undefined ? `>= ${least}` : `<= ${most}`} ${unit}: ${kept ? 'kept' : 'MISSED'}`;
}

function round(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
