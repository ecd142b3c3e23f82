import type { DiagramEdge, DiagramNode, Explanation, NodeKind, Row, Table } from '../explain/explanation';
import { type Sentence, say, words } from '../explain/sentence';
import type { GraphDenial, GraphEdge, GraphNode, RoleGraph } from '../iam/graph';
import { pickedFor } from './roleMapPick';

/** Rows of one table; nobody reads more, and a page with more is slow. */
const ROW_LIMIT = 500;

/**
 * Who can assume whom as a picture and as tables, for a panel: the tables say all that the picture says.
 * Every place has its file, since no file was asked about.
 * @param boxes how many boxes the picture may have; what it leaves out is said
 */
export function roleMap(graph: RoleGraph, boxes = 40): Explanation {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  for (const { from } of graph.denials) if (!byId.has(from.id)) byId.set(from.id, from);
  const roles = graph.nodes.filter(({ place }) => place !== undefined);
  const missing = graph.nodes.filter(({ kind, place }) => kind === 'role' && place === undefined);
  const circles = graph.cycles.filter(({ length }) => length > 1);
  const name = (id: string): Sentence => nameOf(byId.get(id), id);
  const path = (ids: readonly string[]): Row => ({
    cells: [joined(ids.map(name))],
    ...placeOf(byId.get(ids[0]!)?.place),
  });
  const tables: Table[] = [
    list('Who can assume whom', ['Who', 'Can assume', 'How'], waysOf(graph, roles, name)),
    list(
      'Circles',
      ['Roles'],
      circles.map((circle) => path([...circle, circle[0]!])),
    ),
    list(
      'Chains',
      ['Roles'],
      graph.chains.map((chain) => path(chain)),
    ),
    list(
      'Roles that are named and not defined here',
      ['Role'],
      missing.map(({ id }) => ({ cells: [say`${id}`] })),
    ),
  ].filter(({ rows }) => rows.length > 0);
  return {
    title: words(
      [
        count(roles.length, 'role'),
        `${count(graph.edges.length, 'way')} to assume one`,
        ...(circles.length > 0 ? [count(circles.length, 'circle')] : []),
      ].join(', '),
    ),
    steps: [],
    tables,
    diagram: pictureOf(graph, byId, boxes),
  };
}

function pictureOf(graph: RoleGraph, byId: ReadonlyMap<string, GraphNode>, boxes: number) {
  const arrows = [...graph.edges, ...graph.denials.map(asEdge)];
  const picked = pickedFor(graph, arrows, boxes);
  const all = [...byId.values()];
  const circles = new Set(
    graph.cycles.flatMap((cycle) => {
      if (cycle.length === 1) return [];
      return cycle.map((id, i) => `${id}\n${cycle[(i + 1) % cycle.length]}`);
    }),
  );
  const shown = all.filter(({ id }) => picked.nodes.has(id));
  const numbers = new Map(shown.map(({ id }, i) => [id, `${i}`]));
  const edges = picked.edges.map((edge): DiagramEdge => {
    const circle = circles.has(`${edge.from}\n${edge.to}`);
    const remarks = [
      ...(edge.from === edge.to && !('way' in edge) ? [words('itself')] : []),
      ...('way' in edge && edge.crossAccount === 'yes' ? [words('another account')] : []),
      ...(circle ? [words('in a circle')] : []),
    ];
    return {
      from: numbers.get(edge.from)!,
      to: numbers.get(edge.to)!,
      ...lineOf(edge),
      remarks,
      ...(circle && { circle }),
    };
  });
  const left = { boxes: all.length - shown.length, arrows: arrows.length - edges.length };
  return {
    title: words('Who can assume whom'),
    layered: true as const,
    nodes: shown.map((node) => box(node, numbers.get(node.id)!, picked.hidden.get(node.id) ?? 0)),
    edges,
    ...(left.boxes + left.arrows > 0 && {
      notes: [
        words(
          `The picture shows ${shown.length} of ${all.length} boxes and ${edges.length} of ${arrows.length} arrows: roles in circles and chains first, then those that most can assume.`,
        ),
      ],
    }),
  };
}

/** An arrow of the picture: a way to assume a role, or a denial. */
export type Arrow = GraphEdge | (Omit<GraphDenial, 'from'> & { readonly from: string });

function asEdge(denial: GraphDenial): Arrow {
  return { ...denial, from: denial.from.id };
}

function lineOf(edge: Arrow): Pick<DiagramEdge, 'kind' | 'label'> {
  if (!('way' in edge)) return { kind: 'denied', label: words('denied') };
  const { way, verdict } = edge;
  if (edge.from === edge.to) return { kind: way, label: words('itself') };
  if (way === 'delegated') return { kind: way, label: words('through its account') };
  if (way === 'conditional') return { kind: way, label: words('with conditions') };
  return { kind: way, label: words(verdict === 'yes' ? 'can' : 'may') };
}

function box(node: GraphNode, id: string, hidden: number): DiagramNode {
  const missing = node.kind === 'role' && node.place === undefined;
  const details = [
    ...(hidden > 0 ? [words(`${count(hidden, 'arrow')} to it not shown`)] : []),
    ...(missing ? [words('not defined here')] : []),
    ...(node.kind !== 'account' && !missing && node.account !== undefined
      ? [say`account ${node.account}`]
      : []),
    ...(node.kind === 'service' ? [words('AWS service')] : []),
    ...(node.kind === 'provider' ? [words('identity provider')] : []),
    ...(node.kind === 'account' ? [words('its roles and users')] : []),
  ];
  return {
    id,
    kind: KINDS[node.kind],
    label: node.kind === 'everyone' ? words('everyone') : say`${shortName(node)}`,
    column: 0,
    ...(details.length > 0 && { detail: joined(details, ', ') }),
    ...placeOf(node.place),
    ...(missing && { missing }),
  };
}

/** Of a provider what stands behind the words that every ARN of one begins with. */
function shortName({ kind, label }: GraphNode): string {
  return kind === 'provider' ? label.replace(/^.*:(?:oidc|saml)-provider\//, '') : label;
}

const KINDS: Readonly<Record<GraphNode['kind'], NodeKind>> = {
  role: 'role',
  user: 'identity',
  account: 'account',
  service: 'service',
  provider: 'provider',
  everyone: 'everyone',
  other: 'identity',
};

/** One row for each arrow, and one for each role that has none. */
function waysOf(
  { edges, denials }: RoleGraph,
  roles: readonly GraphNode[],
  name: (id: string) => Sentence,
): Row[] {
  const reached = new Set([...edges.map(({ to }) => to), ...denials.map(({ to }) => to)]);
  return [
    ...edges.map((edge): Row => {
      const own = edge.from === edge.to;
      const label = own ? words('can') : lineOf(edge).label;
      const how = edge.crossAccount === 'yes' ? [label, words('another account')] : [label];
      const who = own ? words('the role itself') : name(edge.from);
      return {
        verdict: edge.verdict,
        cells: [who, name(edge.to), joined(how, ', ')],
        ...placeOf(edge.place),
      };
    }),
    ...denials.map(
      ({ from, to, place }): Row => ({
        verdict: 'no',
        cells: [from.id === to ? words('the role itself') : nameOf(from, from.id), name(to), words('denied')],
        ...placeOf(place),
      }),
    ),
    ...roles
      .filter(({ id }) => !reached.has(id))
      .map(
        ({ id, place }): Row => ({
          cells: [words('nobody that its trust policy names'), name(id), words('–')],
          ...placeOf(place),
        }),
      ),
  ];
}

/** A role that a file defines by its short name; all else by what stands in the policy. */
function nameOf(node: GraphNode | undefined, id: string): Sentence {
  if (node === undefined) return say`${id}`;
  if (node.kind === 'everyone') return words('everyone');
  return node.place === undefined ? say`${node.id}` : say`${node.label}`;
}

function list(title: string, columns: readonly string[], rows: readonly Row[]): Table {
  const cut = rows.length > ROW_LIMIT;
  return {
    title: words(cut ? `${title}: the first ${ROW_LIMIT} of ${rows.length}` : title),
    columns: columns.map(words),
    rows: cut ? rows.slice(0, ROW_LIMIT) : rows,
  };
}

function joined(items: readonly Sentence[], between = ' → '): Sentence {
  return { words: ['', ...items.slice(1).map(() => between), ''], values: items };
}

function placeOf(place: GraphNode['place']) {
  return place === undefined ? {} : { uri: place.uri, span: place.span };
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
