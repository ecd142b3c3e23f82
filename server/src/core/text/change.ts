/** The one stretch in which two texts differ. */
export interface Change {
  /** Where the difference begins, in both texts. */
  readonly start: number;
  /** Where it ends in the older text. */
  readonly end: number;
  /** By how much what follows has moved. */
  readonly by: number;
}

/** Code units compared at once: comparing slices is much faster than comparing code units. */
const STEP = 4096;

/** The shortest stretch that turns one text into the other. */
export function changeBetween(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + STEP <= shorter && before.slice(start, start + STEP) === after.slice(start, start + STEP)) {
    start += STEP;
  }
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const by = after.length - before.length;
  let end = before.length;
  const first = start + Math.max(0, -by);
  while (end - STEP >= first && before.slice(end - STEP, end) === after.slice(end + by - STEP, end + by)) {
    end -= STEP;
  }
  while (end > first && before.charCodeAt(end - 1) === after.charCodeAt(end + by - 1)) end--;
  return { start, end, by };
}
