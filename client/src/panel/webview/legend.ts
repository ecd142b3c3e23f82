import type { RenderedDiagram } from '../../../../server/src/lsp/protocol';
import { head } from '../../../../server/src/picture/lines';
import { outline } from '../../../../server/src/picture/shapes';
import type { PageContext } from './context';
import { element, svg } from './element';
import { markElement } from './markElement';

/** What the lines mean: those kinds that are in the picture. */
export function legend({ labels }: PageContext, { nodes, edges }: RenderedDiagram): HTMLElement | undefined {
  const kinds = (['direct', 'delegated', 'conditional', 'denied'] as const).filter((kind) =>
    edges.some((edge) => edge.kind === kind),
  );
  const items = kinds.map((kind) => element('li', {}, sample(kind), element('span', {}, labels[kind])));
  if (edges.some(({ circle }) => circle))
    items.push(element('li', {}, sample('circle'), element('span', {}, labels.circle)));
  if (nodes.some(({ missing }) => missing))
    items.push(element('li', {}, boxSample(), element('span', {}, labels.missing)));
  if (items.length === 0) return undefined;
  return element('ul', { class: 'legend', 'aria-label': labels.legend }, ...items);
}

function sample(kind: string): SVGElement {
  return svg(
    'svg',
    { width: 46, height: 16, viewBox: '0 0 46 16', 'aria-hidden': 'true' },
    svg(
      'g',
      { class: `edge ${kind}` },
      svg('path', { class: 'line', d: `M1 8H${kind === 'denied' ? 30 : 44}` }),
      markElement(head(kind, kind === 'denied' ? 31 : 45, 8)),
      kind === 'conditional' ? svg('path', { class: 'gate', d: 'M13 8L19 2L25 8L19 14Z' }) : undefined,
    ),
  );
}

/** A role that no file defines. */
function boxSample(): SVGElement {
  return svg(
    'svg',
    { width: 46, height: 16, viewBox: '0 0 46 16', 'aria-hidden': 'true' },
    svg(
      'g',
      { class: 'box role missing' },
      svg('path', { class: 'shape', d: outline('role', 1, 1, 44, 14) }),
    ),
  );
}
