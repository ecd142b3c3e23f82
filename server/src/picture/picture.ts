import type { Diagram, DiagramEdge, DiagramNode } from './diagram';
import { inLayers, LINE, type Route } from './layered';
import { head } from './lines';
import { type Mark, mark } from './mark';
import { outline, roomFor } from './shapes';
import { fitted, type WidthOf } from './wordsInBox';

const WIDTH = 196;
/** Of a box in a picture with many. */
const NARROW = 188;
const HEIGHT = 46;
const GAP = 26;
const BETWEEN = 164;
/** Between two rows, where a picture runs down. */
const DOWN = 40;
const EDGE = 10;
interface Box {
  readonly x: number;
  readonly y: number;
  readonly node: DiagramNode;
}

/** What a picture says of itself, in the language of whoever looks at it. */
interface LayersWords {
  /** Of the picture among others on its page. */
  readonly id: string;
  readonly title: string;
  /** Of a picture in layers. */
  readonly description: string;
}

interface PictureWords extends LayersWords {
  /** What the kinds of lines mean: pictures in columns and rows are described with these. */
  readonly kinds: Readonly<Record<DiagramEdge['kind'], string>>;
}

/** A diagram as a picture: in layers along its arrows, or in columns or rows. */
export function draw(diagram: Diagram, words: PictureWords, widthOf: WidthOf): Mark {
  if (diagram.layered) return drawLayers(diagram, words, widthOf);
  const { nodes, edges } = diagram;
  const boxes = placed(nodes);
  // Labels stand to the right of arrows that run down.
  const beside = runsDown(nodes) ? 90 : 0;
  const width = Math.max(...boxes.map(({ x }) => x)) + WIDTH + EDGE + beside;
  const height = Math.max(...boxes.map(({ y }) => y)) + HEIGHT + EDGE;
  const byId = new Map(boxes.map((box) => [box.node.id, box]));
  const described = edges.flatMap(({ from, to, kind, label }) => {
    const [a, b] = [byId.get(from), byId.get(to)];
    return a && b ? [`${a.node.label} → ${b.node.label}: ${label} (${words.kinds[kind]}).`] : [];
  });
  const draws = runsDown(nodes) ? downArrow : arrow;
  const arrows = edges.flatMap((edge) => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    return from && to ? [draws(edge, from, to, side(edges, edge, 'from'), side(edges, edge, 'to'))] : [];
  });
  const shapes = [...arrows, ...boxes.map((box) => boxShape(box, WIDTH, widthOf))];
  return canvas(words, width, height, described.join(' '), shapes);
}

function canvas(
  { id, title }: LayersWords,
  width: number,
  height: number,
  description: string,
  shapes: readonly Mark[],
): Mark {
  const names = { title: `${id}-title`, text: `${id}-text` };
  return mark(
    'svg',
    {
      role: 'img',
      'aria-labelledby': `${names.title} ${names.text}`,
      viewBox: `0 0 ${width} ${height}`,
      width,
    },
    mark('title', { id: names.title }, title),
    mark('desc', { id: names.text }, description),
    ...shapes,
  );
}

/**
 * A diagram as a picture in layers along its arrows. Its description is up to the caller: in a panel the list below the
 * picture says the same, and is easier to listen to than a hundred arrows in a row.
 */
export function drawLayers(diagram: Diagram, words: LayersWords, widthOf: WidthOf): Mark {
  const sizes = { width: NARROW, height: HEIGHT, margin: EDGE };
  const layers = inLayers(diagram, sizes, (text) => shortened(text, 26));
  const { boxes, routes, width, height } = layers;
  const shapes = [...routes.map(routeShape), ...boxes.map((box) => boxShape(box, NARROW, widthOf))];
  return canvas(words, Math.ceil(width), Math.ceil(height), words.description, shapes);
}

function routeShape({ edge, path, lines, words, middle }: Route): Mark {
  const { kind, label, remarks = [], circle } = edge;
  const { line, end, angle } = path;
  const turned = `translate(${end.x} ${end.y}) rotate(${angle})`;
  return mark(
    'g',
    { class: `edge ${kind}${circle ? ' circle' : ''}` },
    mark('path', { class: 'line', d: line }),
    mark('g', { transform: turned }, head(kind, 0, 0)),
    kind === 'conditional'
      ? mark('path', { class: 'gate', d: `M${middle.x - 7} ${middle.y}l7 -7l7 7l-7 7Z` })
      : undefined,
    mark('title', {}, [label, ...remarks].join(', ')),
    ...lines.map((text, i) =>
      mark(
        'text',
        {
          class: 'edge-label',
          x: words.x,
          y: words.y + i * LINE + 10,
          'text-anchor': 'middle',
        },
        text,
      ),
    ),
  );
}

/** Above this many columns a picture runs from top to bottom: panes are higher than wide. */
const COLUMN_LIMIT = 3;

function runsDown(nodes: Diagram['nodes']): boolean {
  return nodes.some(({ column }) => column >= COLUMN_LIMIT);
}

/** Columns from left to right, each centred on the tallest; or rows from top to bottom, each centred on the widest. */
function placed(nodes: Diagram['nodes']): Box[] {
  const columns = new Map<number, DiagramNode[]>();
  for (const node of nodes) columns.set(node.column, [...(columns.get(node.column) ?? []), node]);
  if (runsDown(nodes)) {
    const widest = Math.max(...[...columns.values()].map(({ length }) => length));
    const across = widest * (WIDTH + GAP) - GAP;
    return [...columns].flatMap(([row, inIt]) => {
      const left = EDGE + (across - (inIt.length * (WIDTH + GAP) - GAP)) / 2;
      return inIt.map((node, i) => ({
        x: left + i * (WIDTH + GAP),
        y: EDGE + row * (HEIGHT + DOWN),
        node,
      }));
    });
  }
  const tallest = Math.max(...[...columns.values()].map(({ length }) => length));
  const full = tallest * (HEIGHT + GAP) - GAP;
  return [...columns].flatMap(([column, inIt]) => {
    const own = inIt.length * (HEIGHT + GAP) - GAP;
    const top = EDGE + 8 + (full - own) / 2;
    return inIt.map((node, i) => ({
      x: EDGE + column * (WIDTH + BETWEEN),
      y: top + i * (HEIGHT + GAP),
      node,
    }));
  });
}

function boxShape({ x, y, node }: Box, width: number, widthOf: WidthOf): Mark {
  const { label, detail, kind, place, missing } = node;
  const lines =
    detail === undefined
      ? [{ text: label, at: 28, small: false }]
      : [
          { text: label, at: 22, small: false },
          { text: detail, at: 37, small: true },
        ];
  const group = mark(
    'g',
    { class: `box ${kind}${place ? ' link' : ''}${missing ? ' missing' : ''}` },
    mark('title', {}, detail === undefined ? label : `${label}, ${detail}`),
    mark('path', { class: 'shape', d: outline(kind, x, y, width, HEIGHT) }),
    ...lines.map(({ text, at, small }) => {
      const { words, textLength } = fitted(text, small ? 'detail' : 'label', roomFor(kind, width), widthOf);
      return mark(
        'text',
        {
          class: small ? 'detail' : 'label',
          x: x + width / 2,
          y: y + at,
          'text-anchor': 'middle',
          textLength,
          lengthAdjust: textLength && 'spacingAndGlyphs',
        },
        words,
      );
    }),
  );
  return { ...group, box: node.id };
}

/** Where on the side of a box one of its arrows touches it, from 0 to 1: arrows must not end in one point. */
function side(edges: readonly DiagramEdge[], edge: DiagramEdge, end: 'from' | 'to'): number {
  const all = edges.filter((each) => each[end] === edge[end]);
  const middle = 0.5;
  return all.length === 1 ? middle : 0.2 + (0.6 * all.indexOf(edge)) / (all.length - 1);
}

function arrow(edge: DiagramEdge, from: Box, to: Box, leaves: number, arrives: number): Mark {
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT * leaves, to.x, to.y + HEIGHT * arrives];
  const bend = (x2 - x1) / 2;
  const end = edge.kind === 'denied' ? x2 - 16 : x2 - 2;
  const middle = { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  return mark(
    'g',
    { class: `edge ${edge.kind}` },
    mark('path', { class: 'line', d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${end} ${y2}` }),
    head(edge.kind, end, y2),
    edge.kind === 'conditional'
      ? mark('path', {
          class: 'gate',
          d: `M${middle.x - 7} ${middle.y}L${middle.x} ${middle.y - 7}L${middle.x + 7} ${middle.y}L${middle.x} ${middle.y + 7}Z`,
        })
      : undefined,
    mark('title', {}, edge.label),
    mark('text', { class: 'edge-label', x: x1 + 8, y: y1 - 7 }, shortened(edge.label, 26)),
  );
}

function downArrow(edge: DiagramEdge, from: Box, to: Box, leaves: number, arrives: number): Mark {
  const [x1, y1, x2, y2] = [from.x + WIDTH * leaves, from.y + HEIGHT, to.x + WIDTH * arrives, to.y];
  const bend = (y2 - y1) / 2;
  const end = edge.kind === 'denied' ? y2 - 14 : y2 - 2;
  return mark(
    'g',
    { class: `edge ${edge.kind}` },
    mark('path', { class: 'line', d: `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${end}` }),
    edge.kind === 'denied'
      ? mark('path', { class: 'cross', d: `M${x2 - 6} ${end}l12 12m0 -12l-12 12` })
      : mark('path', { class: 'head', d: `M${x2 - 5} ${end - 9}L${x2} ${end}L${x2 + 5} ${end - 9}Z` }),
    mark('title', {}, edge.label),
    mark('text', { class: 'edge-label', x: x2 + 9, y: y2 - 14 }, shortened(edge.label, 30)),
  );
}

function shortened(text: string, limit: number): string {
  const letters = [...text.slice(0, limit * 3)];
  return letters.length > limit ? `${letters.slice(0, limit - 1).join('')}…` : text;
}
