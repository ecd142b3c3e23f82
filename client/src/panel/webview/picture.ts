import type { RenderedDiagram } from '../../../../server/src/lsp/protocol';
import { action, type PageContext, section } from './context';
import { element, plainText, sentence, svg } from './element';
import { inLayers, LINE, type Route } from './layered';
import { legend } from './legend';
import { head } from './lines';
import { outline, roomFor } from './shapes';
import { standalone } from './standalone';
import { fitted } from './wordsInBox';

const WIDTH = 196;
/** Of a box in a picture with many. */
const NARROW = 188;
const HEIGHT = 46;
const GAP = 26;
const BETWEEN = 164;
/** Between two rows, where a picture runs down. */
const DOWN = 40;
const EDGE = 10;
/** How much one step of zooming makes the picture larger. */
const ZOOM = 1.25;
/** A large picture is not shrunk below this to fit the pane: its words could not be read. */
const READABLE = 0.8;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly node: RenderedDiagram['nodes'][number];
}

/** A picture of boxes in columns, with zoom, a text alternative and a way to take it along. */
export function pictureSection(page: PageContext, diagram: RenderedDiagram, id: string): HTMLElement {
  const { labels, post } = page;
  const picture = draw(page, diagram, id);
  const natural = Number(picture.getAttribute('width'));
  let zoom = 1;
  /** As wide as it was before it was zoomed: a large picture fits the pane only when it is made smaller. */
  let base = natural;
  if (diagram.layered) picture.style.minWidth = `${Math.round(natural * READABLE)}px`;
  const frame = element(
    'div',
    { class: 'picture', tabindex: '0', role: 'group', 'aria-labelledby': id },
    picture,
  );
  const show = () => {
    picture.classList.toggle('fit', zoom === 1);
    picture.setAttribute('width', String(Math.round((zoom === 1 ? natural : base) * zoom)));
  };
  const zoomBy = (factor: number) => {
    if (diagram.layered && zoom === 1) base = picture.getBoundingClientRect().width;
    picture.style.minWidth = '';
    zoom = factor === 0 ? 1 : Math.min(6, Math.max(0.4, zoom * factor));
    show();
  };
  frame.addEventListener('keydown', (event) => {
    const factor = { '+': ZOOM, '=': ZOOM, '-': 1 / ZOOM, '0': 0 }[event.key];
    if (factor === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    zoomBy(factor);
  });
  show();
  const tools = element(
    'div',
    { class: 'tools' },
    action('+', () => zoomBy(ZOOM), { 'aria-label': labels.zoomIn, title: labels.zoomIn }),
    action('−', () => zoomBy(1 / ZOOM), { 'aria-label': labels.zoomOut, title: labels.zoomOut }),
    action(labels.zoomFit, () => zoomBy(0)),
    action(labels.copySvg, () => post({ type: 'copySvg', svg: standalone(picture) })),
  );
  const notes = (diagram.notes ?? []).map((note) => element('p', { class: 'muted' }, sentence(note)));
  return section(id, labels.picture, tools, frame, legend(page, diagram), ...notes);
}

function draw(page: PageContext, diagram: RenderedDiagram, id: string): SVGSVGElement {
  if (diagram.layered) return drawLayers(page, diagram, id);
  const { title, nodes, edges } = diagram;
  const boxes = placed(nodes);
  // Labels stand to the right of arrows that run down.
  const beside = runsDown(nodes) ? 90 : 0;
  const width = Math.max(...boxes.map(({ x }) => x)) + WIDTH + EDGE + beside;
  const height = Math.max(...boxes.map(({ y }) => y)) + HEIGHT + EDGE;
  const byId = new Map(boxes.map((box) => [box.node.id, box]));
  const described = edges.flatMap(({ from, to, kind, label }) => {
    const [a, b] = [byId.get(from), byId.get(to)];
    return a && b ? [`${a.node.label} → ${b.node.label}: ${label} (${page.labels[kind]}).`] : [];
  });
  const draws = runsDown(nodes) ? downArrow : arrow;
  const arrows = edges.flatMap((edge) => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    return from && to ? [draws(edge, from, to, side(edges, edge, 'from'), side(edges, edge, 'to'))] : [];
  });
  const shapes = [...arrows, ...boxes.map((box) => boxShape(page, box))];
  return canvas(id, width, height, plainText(title), described.join(' '), shapes);
}

function canvas(
  id: string,
  width: number,
  height: number,
  title: string,
  description: string,
  shapes: readonly SVGElement[],
): SVGSVGElement {
  const names = { title: `${id}-title`, text: `${id}-text` };
  return svg(
    'svg',
    {
      role: 'img',
      'aria-labelledby': `${names.title} ${names.text}`,
      viewBox: `0 0 ${width} ${height}`,
      width,
    },
    svg('title', { id: names.title }, title),
    svg('desc', { id: names.text }, description),
    ...shapes,
  );
}

/** The list below such a picture says the same, and is easier to listen to than a hundred arrows in a row. */
function drawLayers(page: PageContext, diagram: RenderedDiagram, id: string): SVGSVGElement {
  const sizes = { width: NARROW, height: HEIGHT, margin: EDGE };
  const layers = inLayers(diagram, sizes, (text) => shortened(text, 26));
  const { boxes, routes, width, height } = layers;
  const shapes = [...routes.map(routeShape), ...boxes.map((box) => boxShape(page, box, NARROW))];
  const size = [Math.ceil(width), Math.ceil(height)] as const;
  return canvas(id, ...size, plainText(diagram.title), page.labels.listBelow, shapes);
}

function routeShape({ edge, path, lines, words, middle }: Route): SVGElement {
  const { kind, label, remarks = [], circle } = edge;
  const { line, end, angle } = path;
  const turned = `translate(${end.x} ${end.y}) rotate(${angle})`;
  return svg(
    'g',
    { class: `edge ${kind}${circle ? ' circle' : ''}` },
    svg('path', { class: 'line', d: line }),
    svg('g', { transform: turned }, head(kind, 0, 0)),
    kind === 'conditional'
      ? svg('path', { class: 'gate', d: `M${middle.x - 7} ${middle.y}l7 -7l7 7l-7 7Z` })
      : undefined,
    svg('title', {}, [label, ...remarks].join(', ')),
    ...lines.map((text, i) =>
      svg(
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

function runsDown(nodes: RenderedDiagram['nodes']): boolean {
  return nodes.some(({ column }) => column >= COLUMN_LIMIT);
}

/** Columns from left to right, each centred on the tallest; or rows from top to bottom, each centred on the widest. */
function placed(nodes: RenderedDiagram['nodes']): Box[] {
  const columns = new Map<number, RenderedDiagram['nodes'][number][]>();
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

function boxShape({ post }: PageContext, { x, y, node }: Box, width = WIDTH): SVGElement {
  const { label, detail, kind, place, missing } = node;
  const lines =
    detail === undefined
      ? [{ text: label, at: 28, small: false }]
      : [
          { text: label, at: 22, small: false },
          { text: detail, at: 37, small: true },
        ];
  const group = svg(
    'g',
    { class: `box ${kind}${place ? ' link' : ''}${missing ? ' missing' : ''}` },
    svg('title', {}, detail === undefined ? label : `${label}, ${detail}`),
    svg('path', { class: 'shape', d: outline(kind, x, y, width, HEIGHT) }),
    ...lines.map(({ text, at, small }) => {
      const { words, textLength } = fitted(text, small ? 'detail' : 'label', roomFor(kind, width));
      return svg(
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
  // The table and the steps lead to the same text from the keyboard.
  if (place) group.addEventListener('click', () => post({ type: 'reveal', place }));
  return group;
}

/** Where on the side of a box one of its arrows touches it, from 0 to 1: arrows must not end in one point. */
function side(edges: readonly Edge[], edge: Edge, end: 'from' | 'to'): number {
  const all = edges.filter((each) => each[end] === edge[end]);
  const middle = 0.5;
  return all.length === 1 ? middle : 0.2 + (0.6 * all.indexOf(edge)) / (all.length - 1);
}

type Edge = RenderedDiagram['edges'][number];

function arrow(edge: Edge, from: Box, to: Box, leaves: number, arrives: number): SVGElement {
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT * leaves, to.x, to.y + HEIGHT * arrives];
  const bend = (x2 - x1) / 2;
  const end = edge.kind === 'denied' ? x2 - 16 : x2 - 2;
  const middle = { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
  return svg(
    'g',
    { class: `edge ${edge.kind}` },
    svg('path', { class: 'line', d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${end} ${y2}` }),
    head(edge.kind, end, y2),
    edge.kind === 'conditional'
      ? svg('path', {
          class: 'gate',
          d: `M${middle.x - 7} ${middle.y}L${middle.x} ${middle.y - 7}L${middle.x + 7} ${middle.y}L${middle.x} ${middle.y + 7}Z`,
        })
      : undefined,
    svg('title', {}, edge.label),
    svg('text', { class: 'edge-label', x: x1 + 8, y: y1 - 7 }, shortened(edge.label, 26)),
  );
}

function downArrow(edge: Edge, from: Box, to: Box, leaves: number, arrives: number): SVGElement {
  const [x1, y1, x2, y2] = [from.x + WIDTH * leaves, from.y + HEIGHT, to.x + WIDTH * arrives, to.y];
  const bend = (y2 - y1) / 2;
  const end = edge.kind === 'denied' ? y2 - 14 : y2 - 2;
  return svg(
    'g',
    { class: `edge ${edge.kind}` },
    svg('path', { class: 'line', d: `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${end}` }),
    edge.kind === 'denied'
      ? svg('path', { class: 'cross', d: `M${x2 - 6} ${end}l12 12m0 -12l-12 12` })
      : svg('path', { class: 'head', d: `M${x2 - 5} ${end - 9}L${x2} ${end}L${x2 + 5} ${end - 9}Z` }),
    svg('title', {}, edge.label),
    svg('text', { class: 'edge-label', x: x2 + 9, y: y2 - 14 }, shortened(edge.label, 30)),
  );
}

function shortened(text: string, limit: number): string {
  const letters = [...text.slice(0, limit * 3)];
  return letters.length > limit ? `${letters.slice(0, limit - 1).join('')}…` : text;
}
