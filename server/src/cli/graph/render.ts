import type { GraphEdge, GraphNode, RoleGraph } from '../../core/iam/graph';
import { visible } from '../files/names';

/** Where something stands, as `file:line`. */
export type Place = (place: NonNullable<GraphNode['place']>) => { file: string; line: number };

/** The graph for people: each role with who can assume it, then what is worth knowing of all of them. */
export function graphText(graph: RoleGraph, place: Place): string {
  const { nodes, edges, cycles, chains } = graph;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const incoming = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const known = incoming.get(edge.to);
    if (known === undefined) incoming.set(edge.to, [edge]);
    else known.push(edge);
  }
  const name = (id: string) => visible(byId.get(id)?.label ?? id);
  const defined = nodes.filter((node) => node.place !== undefined);
  const lines = defined.flatMap((node) => {
    const { file, line } = place(node.place!);
    const callers = incoming.get(node.id) ?? [];
    return [
      `${visible(node.label)}  ${visible(file)}:${line}`,
      ...(callers.length === 0
        ? ['  nobody that its trust policy names']
        : callers.map((edge) => caller(edge, byId))),
      '',
    ];
  });
  const missing = nodes.filter((node) => node.kind === 'role' && node.place === undefined);
  const crossing = edges.filter((edge) => edge.crossAccount === 'yes');
  return [
    ...lines,
    ...section(
      'Cycles',
      cycles.map((cycle) => [...cycle, cycle[0]!].map(name).join(' → ')),
    ),
    ...section(
      'Chains',
      chains.map((chain) => chain.map(name).join(' → ')),
    ),
    ...section(
      'Across accounts',
      crossing.map((edge) => `${visible(shownFrom(edge, byId))} → ${name(edge.to)}`),
    ),
    ...section(
      'Roles that are named and not defined here',
      missing.map(({ id }) => visible(id)),
    ),
    `${count(defined.length, 'role')}, ${count(edges.length, 'way')} to assume one, ${count(cycles.length, 'cycle')}.`,
    '',
  ].join('\n');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`), ''];
}

function caller(edge: GraphEdge, byId: ReadonlyMap<string, GraphNode>): string {
  const notes = [
    ...(edge.from === edge.to ? ['itself'] : []),
    ...(edge.verdict === 'depends' && edge.by === 'trust' ? ['depends'] : []),
    ...(edge.by === 'account' ? ['by its account'] : []),
    ...(edge.crossAccount === 'yes' ? ['another account'] : []),
  ];
  const end = notes.length === 0 ? '' : `  (${notes.join(', ')})`;
  return `  ← ${visible(shownFrom(edge, byId))}${end}`;
}

function shownFrom({ from }: GraphEdge, byId: ReadonlyMap<string, GraphNode>): string {
  const node = byId.get(from);
  if (node === undefined) return from;
  return node.place === undefined ? node.id : node.label;
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

/** The graph as data: nodes with their places, edges, cycles and chains. */
export function graphJson(graph: RoleGraph, place: Place, version: string): string {
  const at = (where: GraphNode['place']) => (where === undefined ? null : place(where));
  const data = {
    version,
    nodes: graph.nodes.map((node) => ({ ...node, account: node.account ?? null, place: at(node.place) })),
    edges: graph.edges.map((edge) => ({ ...edge, place: at(edge.place) })),
    cycles: graph.cycles,
    chains: graph.chains,
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

/** The graph as a Mermaid flowchart. */
export function graphMermaid({ nodes, edges }: RoleGraph): string {
  const ids = new Map(nodes.map((node, i) => [node.id, `n${i}`]));
  const text = (label: string) => `"${visible(label).replace(/[&"<>#;]/g, (c) => `#${c.charCodeAt(0)};`)}"`;
  const lines = nodes.map((node) => {
    const label = text(node.kind === 'role' ? node.label : node.id);
    const id = ids.get(node.id)!;
    if (node.kind !== 'role') return `  ${id}([${label}])`;
    return node.place === undefined ? `  ${id}[${label}]:::missing` : `  ${id}[${label}]`;
  });
  const arrows = edges.map((edge) => {
    const arrow = edge.verdict === 'yes' ? '-->' : '-.->';
    const note = edge.crossAccount === 'yes' ? '|"another account"|' : '';
    return `  ${ids.get(edge.from)} ${arrow}${note} ${ids.get(edge.to)}`;
  });
  const end = nodes.some((node) => node.kind === 'role' && node.place === undefined)
    ? ['  classDef missing stroke-dasharray: 4 3']
    : [];
  return ['flowchart LR', ...lines, ...arrows, ...end, ''].join('\n');
}

/** The graph in the language of Graphviz. */
export function graphDot({ nodes, edges }: RoleGraph): string {
  const quoted = (value: string) => `"${visible(value).replace(/["\\]/g, '\\$&')}"`;
  const lines = nodes.map((node) => {
    const shape = node.kind === 'role' ? 'box' : 'ellipse';
    const style = node.kind === 'role' && node.place === undefined ? ', style=dashed' : '';
    const label = node.kind === 'role' ? node.label : node.id;
    return `  ${quoted(node.id)} [label=${quoted(label)}, shape=${shape}${style}];`;
  });
  const arrows = edges.map((edge) => {
    const style = edge.verdict === 'yes' ? 'solid' : 'dashed';
    const note = edge.crossAccount === 'yes' ? ', label="another account"' : '';
    return `  ${quoted(edge.from)} -> ${quoted(edge.to)} [style=${style}${note}];`;
  });
  return ['digraph roles {', '  rankdir=LR;', ...lines, ...arrows, '}', ''].join('\n');
}
