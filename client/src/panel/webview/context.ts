import type { Part, Place, RenderedStep, RenderedVerdict } from '../../../../server/src/lsp/protocol';
import type { FromPanel, Labels } from '../messages';
import { element, sentence } from './element';
import type { Places } from './places';

/** What every part of the page needs. */
export interface PageContext {
  readonly labels: Labels;
  readonly post: (message: FromPanel) => void;
  readonly places: Places;
}

/** Told apart by shape as well as by colour and word. */
export const SYMBOL: Readonly<Record<RenderedVerdict, string>> = { yes: '✓', no: '✗', depends: '◇' };

/** The sign of a verdict; its word is written beside it, or said by a screen reader. */
export function mark(
  { labels }: PageContext,
  verdict: RenderedVerdict | undefined,
  withWord: boolean,
): HTMLElement {
  if (verdict === undefined) return element('span', { class: 'mark remark', 'aria-hidden': 'true' }, '·');
  return element(
    'span',
    { class: `mark ${verdict}` },
    element('span', { class: 'sign', 'aria-hidden': 'true' }, SYMBOL[verdict]),
    element('span', { class: withWord ? 'mark-word' : 'unseen' }, labels[verdict]),
  );
}

/** A sentence that leads to its text, where it has one. */
export function goTo(
  { labels, post }: PageContext,
  parts: readonly Part[],
  place: Place | undefined,
): HTMLElement {
  if (place === undefined) return element('span', {}, sentence(parts));
  const button = element('button', { class: 'go', type: 'button', title: labels.show }, sentence(parts));
  button.addEventListener('click', () => post({ type: 'reveal', place }));
  return button;
}

/** Where a fact comes from; only links to the web are made. */
export function sourceLine({ labels }: PageContext, source: RenderedStep['source']): HTMLElement | undefined {
  if (source === undefined || !source.url.startsWith('https://')) return undefined;
  return element(
    'p',
    { class: 'source' },
    `${labels.source}: `,
    element('a', { href: source.url }, source.title),
  );
}

/** A button that does something. */
export function action(
  text: string,
  run: () => void,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElement {
  const button = element('button', { class: 'action', type: 'button', ...attributes }, text);
  button.addEventListener('click', run);
  return button;
}

/** A heading with what it heads, as a landmark. */
export function section(
  id: string,
  heading: Node | string,
  ...content: readonly (Node | undefined)[]
): HTMLElement {
  return element('section', { 'aria-labelledby': id }, element('h2', { id }, heading), ...content);
}
