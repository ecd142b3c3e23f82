import type { RoleGraph } from '../iam/graph';

/** Of one role no more callers than this are drawn where there is not room for everything. */
const CALLERS = 8;

interface Ends {
  readonly from: string;
  readonly to: string;
}

/** What a picture shows of a graph. */
export interface Picked<A> {
  readonly nodes: ReadonlySet<string>;
  readonly edges: readonly A[];
  /** How many arrows to a node are left out, where there are any. */
  readonly hidden: ReadonlyMap<string, number>;
}

/**
 * What a picture of at most so many boxes shows: roles in circles and chains first, then those with the most arrows
 * to them, each together with its callers. Everything, where there is room for it.
 * @param edges every arrow that there could be; an end that is no node of the graph is a box too
 */
export function pickedFor<A extends Ends>(
  { nodes, cycles, chains }: RoleGraph,
  edges: readonly A[],
  boxes: number,
): Picked<A> {
  const all = new Set([...nodes.map(({ id }) => id), ...edges.map(({ from }) => from)]);
  const arrows = boxes * 2;
  if (all.size <= boxes && edges.length <= arrows) return { nodes: all, edges, hidden: new Map() };
  const incoming = new Map<string, A[]>();
  for (const edge of edges) {
    const known = incoming.get(edge.to);
    if (known === undefined) incoming.set(edge.to, [edge]);
    else known.push(edge);
  }
  const telling = new Set([...cycles.filter(({ length }) => length > 1), ...chains].flat());
  const weight = (id: string) => (telling.has(id) ? 1_000_000 : 0) + (incoming.get(id)?.length ?? 0);
  const ranked = nodes
    .filter(({ place }) => place !== undefined)
    .map(({ id }) => ({ id, weight: weight(id) }))
    .sort((a, b) => b.weight - a.weight);
  const picked = new Set<string>();
  const shown = new Set<A>();
  for (const { id } of ranked) {
    // Callers that are worth a box of their own come before those that nothing else is known of.
    const ways = [...(incoming.get(id) ?? [])]
      .sort((a, b) => Number(telling.has(b.from)) - Number(telling.has(a.from)))
      .slice(0, CALLERS);
    const more = new Set([id, ...ways.map(({ from }) => from)].filter((each) => !picked.has(each)));
    if (picked.size + more.size > boxes || shown.size + ways.length > arrows) continue;
    for (const each of more) picked.add(each);
    for (const way of ways) shown.add(way);
  }
  const hidden = new Map<string, number>();
  for (const edge of edges) {
    if (picked.has(edge.to) && !shown.has(edge)) hidden.set(edge.to, (hidden.get(edge.to) ?? 0) + 1);
  }
  return { nodes: picked, edges: edges.filter((edge) => shown.has(edge)), hidden };
}
