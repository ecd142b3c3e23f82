/** From each role the roles that it can assume. */
export type Steps = ReadonlyMap<string, readonly string[]>;

/** Chains that are told; a workspace in which everybody assumes everybody has more than anybody reads. */
const CHAIN_LIMIT = 200;
const CHAIN_LENGTH = 10;

/** A circle through each role that is on one, by the shortest way back; each set of roles once. */
export function cyclesIn(next: Steps): string[][] {
  const cycles = new Map<string, string[]>();
  for (const start of next.keys()) {
    const circle = wayBack(start, next);
    if (circle !== undefined) cycles.set([...circle].sort().join('\n'), circle);
  }
  const alone = [...next].filter(([from, all]) => all.includes(from)).map(([from]) => [from]);
  return [...cycles.values(), ...alone];
}

function wayBack(start: string, next: Steps): string[] | undefined {
  const before = new Map<string, string>();
  const waiting = [start];
  for (const at of waiting) {
    for (const to of next.get(at) ?? []) {
      if (to === start && at !== start) {
        const path = [at];
        while (path[0] !== start) path.unshift(before.get(path[0]!)!);
        return path;
      }
      if (to === start || before.has(to)) continue;
      before.set(to, at);
      waiting.push(to);
    }
  }
  return undefined;
}

/** The ways from roles that no role assumes to roles that assume none, three roles at least. */
export function chainsIn(next: Steps): string[][] {
  const entered = new Set([...next].flatMap(([from, all]) => all.filter((to) => to !== from)));
  const chains: string[][] = [];
  const follow = (path: readonly string[]): void => {
    if (chains.length >= CHAIN_LIMIT) return;
    const onward = (next.get(path.at(-1)!) ?? []).filter((to) => !path.includes(to));
    if (onward.length === 0 || path.length >= CHAIN_LENGTH) {
      if (path.length > 2) chains.push([...path]);
      return;
    }
    for (const to of onward) follow([...path, to]);
  };
  for (const start of next.keys()) if (!entered.has(start)) follow([start]);
  return chains;
}
