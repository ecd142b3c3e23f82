import type { RenderedDiagram } from '../../../../server/src/lsp/protocol';
import { draw } from '../../../../server/src/picture/picture';
import { action, type PageContext, section } from './context';
import { element, plainText, sentence } from './element';
import { legend } from './legend';
import { markElement } from './markElement';
import { standalone } from './standalone';
import { widthOnPage } from './widthOnPage';

/** How much one step of zooming makes the picture larger. */
const ZOOM = 1.25;
/** A large picture is not shrunk below this to fit the pane: its words could not be read. */
const READABLE = 0.8;

/** A picture of boxes in columns, with zoom, a text alternative and a way to take it along. */
export function pictureSection(page: PageContext, diagram: RenderedDiagram, id: string): HTMLElement {
  const { labels, post } = page;
  const picture = drawn(page, diagram, id);
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

function drawn({ labels, post }: PageContext, diagram: RenderedDiagram, id: string): SVGSVGElement {
  const words = { id, title: plainText(diagram.title), description: labels.listBelow, kinds: labels };
  const places = new Map(diagram.nodes.map((node) => [node.id, node.place]));
  return markElement(draw(diagram, words, widthOnPage()), (box, made) => {
    const place = places.get(box);
    // The table and the steps lead to the same text from the keyboard.
    if (place) made.addEventListener('click', () => post({ type: 'reveal', place }));
  }) as SVGSVGElement;
}
