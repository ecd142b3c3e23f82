/**
 * The word a person most likely meant: the candidate with the fewest typing slips (a letter too many, missing,
 * wrong, or two swapped), case left aside. Words longer than any name AWS has are not compared.
 * @param candidates in order of preference; the first of equals is taken
 * @param slips how many slips are forgiven; by default one for every four letters, three at most
 * @returns the candidate as it is written, or undefined when none is near enough
 */
export function nearest<T extends string>(
  word: string,
  candidates: readonly T[],
  slips: number = Math.min(3, Math.max(1, Math.floor(word.length / 4))),
): T | undefined {
  if (word.length > 100) return undefined;
  const lower = word.toLowerCase();
  let best: T | undefined;
  let fewest = slips + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const count = slipsBetween(lower, candidate.toLowerCase());
    if (count < fewest) {
      fewest = count;
      best = candidate;
    }
  }
  return best;
}

/** The number of slips between two words: the optimal string alignment distance. */
function slipsBetween(a: string, b: string): number {
  let twoBack: number[] = [];
  let back = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let count = Math.min(back[j]! + 1, row[j - 1]! + 1, back[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        count = Math.min(count, twoBack[j - 2]! + 1);
      }
      row.push(count);
    }
    twoBack = back;
    back = row;
  }
  return back[b.length]!;
}
