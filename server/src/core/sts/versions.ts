/** Whether a dotted version is `least` or newer. Parts that are not numbers count as 0. */
export function atLeast(version: string, least: string): boolean {
  const have = numbers(version);
  const want = numbers(least);
  for (let i = 0; i < want.length; i++) {
    const difference = (have[i] ?? 0) - want[i]!;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

const READ = new Map<string, readonly number[]>();

/** The parts as numbers. A few dozen versions are asked for thousands of times, so they are kept. */
function numbers(version: string): readonly number[] {
  let parts = READ.get(version);
  if (parts === undefined) {
    parts = version
      .split('.')
      .slice(0, 4)
      .map((part) => Number.parseInt(part, 10) || 0);
    if (READ.size < 1000) READ.set(version, parts);
  }
  return parts;
}
