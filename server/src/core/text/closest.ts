/**
 * How many letters must be changed, left out, added or swapped with their neighbour to make one word the other.
 * Words longer than 64 letters are not compared.
 * @param limit the largest distance of interest
 * @returns the distance, or undefined when it is above the limit
 */
export function distance(a: string, b: string, limit: number): number | undefined {
  if (Math.abs(a.length - b.length) > limit || a.length > LONGEST || b.length > LONGEST) return undefined;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(row[j - 1]! + (same ? 0 : 1), row[j]! + 1, next[j - 1]! + 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, before[j - 2]! + 1);
      next.push(best);
    }
    if (Math.min(...next) > limit && Math.min(...row) > limit) return undefined;
    before = row;
    row = next;
  }
  const found = row[b.length]!;
  return found <= limit ? found : undefined;
}

const LONGEST = 64;

/**
 * The word that somebody meant: the only one of the candidates that is nearest to it. Short words must be nearer:
 * one letter off for up to five letters, two beyond.
 * @returns undefined when none is near, or two are equally near
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const limit = word.length <= 5 ? 1 : 2;
  let best = limit + 1;
  let found: string | undefined;
  for (const candidate of candidates) {
    const d = distance(word, candidate, Math.min(best, limit));
    if (d === undefined || d > best) continue;
    if (d < best) {
      best = d;
      found = candidate;
    } else if (candidate !== found) found = undefined;
  }
  return best <= limit ? found : undefined;
}
