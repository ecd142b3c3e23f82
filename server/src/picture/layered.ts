import { Graph, layout } from '@dagrejs/dagre';
import type { Diagram, DiagramEdge, DiagramNode } from './diagram';
import { curve, loopBelow, type Path, type Point } from './lines';

/** How large things are, in the units of the picture. */
export interface Sizes {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/** An arrow, ready to be drawn. */
export interface Route {
  readonly edge: DiagramEdge;
  readonly path: Path;
  /** Its words, one line each, and the middle of their upper edge. */
  readonly lines: readonly string[];
  readonly words: Point;
  /** Where it is level, with room around. */
  readonly middle: Point;
}

export interface Layers {
  readonly boxes: readonly (Point & { readonly node: DiagramNode })[];
  readonly routes: readonly Route[];
  readonly width: number;
  readonly height: number;
}

const LETTER = 6;
/** From one line of words to the next. */
export const LINE = 13;
/** How far the arrow of a role that can assume itself hangs below its box. */
const LOOP = 30;

/** Boxes in layers from left to right along the arrows, with room for the words on the arrows. */
export function inLayers(
  { nodes, edges }: Diagram,
  { width, height, margin }: Sizes,
  shorten: (text: string) => string,
): Layers {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 18, edgesep: 14, ranksep: 34, marginx: margin, marginy: margin });
  graph.setDefaultEdgeLabel(() => ({}));
  const looping = new Set(edges.filter(({ from, to }) => from === to).map(({ from }) => from));
  for (const { id } of nodes) graph.setNode(id, { width, height: height + (looping.has(id) ? LOOP : 0) });
  const words = edges.map(({ label, remarks = [] }) => [label, ...remarks].map(shorten));
  edges.forEach(({ from, to }, i) => {
    if (from === to) return;
    const lines = words[i]!;
    const longest = Math.max(...lines.map(({ length }) => length));
    // The words stand above the line, so that the same room below it stays empty.
    const size = { width: longest * LETTER + 8, height: lines.length * LINE * 2, labelpos: 'c' };
    graph.setEdge(from, to, size, String(i));
  });
  layout(graph);
  // A loop hangs below its box, in the room that the box has for both.
  const at = (id: string): Point => {
    const { x, y } = graph.node(id) as unknown as Point;
    return { x, y: looping.has(id) ? y - LOOP / 2 : y };
  };
  const ways = edges.flatMap((edge, i) => {
    if (edge.from === edge.to) return [];
    const found = graph.edge(edge.from, edge.to, String(i)) as unknown as Point & {
      points: readonly Point[];
    };
    const [from, to] = [at(edge.from), at(edge.to)];
    // Without a point in between there is still its label, in a layer of its own.
    const between = found.points.length > 2 ? found.points.slice(1, -1) : [{ x: found.x, y: found.y }];
    return [{ edge, between, from, to, forth: from.x < to.x ? 1 : -1, label: found, lines: words[i]! }];
  });
  const ends = spread(
    ways.flatMap(({ edge, between, forth }) => [
      { key: `${edge.from} ${forth}`, near: between[0]!.y },
      { key: `${edge.to} ${-forth}`, near: between.at(-1)!.y },
    ]),
  );
  const routes = ways.map(({ edge, between, from, to, forth, label, lines }, i): Route => {
    const [leaves, arrives] = [ends[2 * i]! * height, ends[2 * i + 1]! * height];
    // It begins below its box, whatever the shape of that, and ends on the slanted side of a role.
    const first = { x: from.x + forth * (width / 2 - 14), y: from.y + leaves };
    const border = { x: from.x + forth * (width / 2), y: first.y };
    const inset = (Math.abs(arrives) / (height / 2)) * 10;
    const last = { x: to.x - forth * (width / 2 - inset), y: to.y + arrives };
    const above = edge.kind === 'conditional' ? 9 : 5;
    const top = { x: label.x, y: label.y - above - lines.length * LINE };
    return {
      edge,
      path: curve([first, border, ...between, last], cut(edge)),
      lines,
      words: top,
      middle: label,
    };
  });
  for (const edge of edges) {
    if (edge.from !== edge.to) continue;
    const { x, y } = at(edge.to);
    const lines = words[edges.indexOf(edge)]!;
    const top = { x, y: y + height / 2 + (lines.length > 1 ? 1 : 6) };
    const path = loopBelow({ x, y: y + height / 2 }, width / 3.4, LOOP - 2, cut(edge));
    routes.push({ edge, path, lines, words: top, middle: { x, y: y + height / 2 + LOOP - 2 } });
  }
  const whole = graph.graph() as { readonly width: number; readonly height: number };
  return {
    boxes: nodes.map((node) => {
      const { x, y } = at(node.id);
      return { x: x - width / 2, y: y - height / 2, node };
    }),
    routes,
    // Of nothing at all the library's size is -Infinity.
    width: Math.max(whole.width, 2 * margin),
    height: Math.max(whole.height, 2 * margin),
  };
}

/** How far before its end the line of an arrow stops, for its head. */
function cut({ kind }: Route['edge']): number {
  return kind === 'denied' ? 15 : 1;
}

/**
 * Where arrows touch the sides of boxes, so that they neither end in one point nor cross before it.
 * @param ends each with its side of a box, and the height that it comes from
 * @returns for each how far from the middle of the side, as a share of its height
 */
function spread(ends: readonly { readonly key: string; readonly near: number }[]): readonly number[] {
  const sides = new Map<string, number[]>();
  ends.forEach(({ key }, i) => {
    const known = sides.get(key);
    if (known === undefined) sides.set(key, [i]);
    else known.push(i);
  });
  const shares = ends.map(() => 0);
  for (const side of sides.values()) {
    side.sort((a, b) => ends[a]!.near - ends[b]!.near);
    side.forEach((end, i) => {
      if (side.length > 1) shares[end] = -0.28 + (0.56 * i) / (side.length - 1);
    });
  }
  return shares;
}
