import type { RenderedExplanation, RenderedVerdict } from '../../../../server/src/lsp/protocol';
import type { View } from '../messages';
import { action, goTo, type PageContext, SYMBOL, section } from './context';
import { element, plainText } from './element';
import { pictureSection } from './picture';
import { repairsSection } from './repairs';
import { stepTree } from './steps';
import { comparisonSection, tableSection } from './table';
import type { WhatIfForm } from './whatIf';

/**
 * Lays a view out in `root`, in place of what was there.
 * @returns what a screen reader should be told
 */
export function render(root: HTMLElement, view: View, page: PageContext, form: WhatIfForm): string {
  switch (view.kind) {
    case 'busy':
      root.replaceChildren(element('main', { class: 'empty' }, element('p', { class: 'muted' }, view.text)));
      return view.text;
    case 'explanation': {
      const [first, ...more] = view.explanations;
      root.replaceChildren(
        bar(page, view.where),
        element(
          'main',
          {},
          ...explained(page, first, '', form),
          ...more.flatMap((each, i) => explained(page, each, `-${i + 1}`, undefined)),
        ),
      );
      return plainText(first.title);
    }
    default:
      return emptyPage(root, view, page);
  }
}

function emptyPage(
  root: HTMLElement,
  view: Extract<View, { kind: 'empty' | 'error' }>,
  page: PageContext,
): string {
  const { title, advice, actions } = view;
  const mark = element(
    'div',
    { class: 'empty-mark', 'aria-hidden': 'true' },
    view.kind === 'error' ? '!' : '◇',
  );
  const buttons = actions.map((each) =>
    action(each.title, () => page.post({ type: 'command', command: each.command })),
  );
  root.replaceChildren(
    element(
      'main',
      { class: `empty ${view.kind}` },
      mark,
      element('h1', {}, title),
      element('p', { class: 'muted' }, advice),
      element('p', { class: 'buttons' }, ...buttons),
    ),
  );
  return `${title}. ${advice}`;
}

/** Which text this is about, and what can be done with the answer. */
function bar({ labels, post }: PageContext, where: string): HTMLElement {
  return element(
    'header',
    { class: 'bar' },
    element('span', { class: 'where' }, where),
    action(labels.copy, () => post({ type: 'copy' })),
  );
}

/** The parts of one explanation, in the order in which they answer. */
function explained(
  page: PageContext,
  explanation: RenderedExplanation,
  suffix: string,
  form: WhatIfForm | undefined,
): (HTMLElement | undefined)[] {
  const { tables, steps, comparison, diagram, repairs = [], whatIf } = explanation;
  const id = (name: string) => `${name}${suffix}`;
  const picture = diagram && pictureSection(page, diagram, id('picture'));
  return [
    banner(page, explanation, suffix === ''),
    // A map comes before its list.
    diagram?.layered ? picture : undefined,
    ...tables.map((table, i) => tableSection(page, table, id(`table-${i}`))),
    comparison && comparisonSection(page, comparison, id('comparison')),
    diagram?.layered ? undefined : picture,
    repairs.length === 0 ? undefined : repairsSection(page, repairs, id('repairs')),
    whatIf && form?.section(page, whatIf),
    steps.length === 0 ? undefined : section(id('reasons'), page.labels.reasons, stepTree(page, steps)),
  ];
}

function banner(
  page: PageContext,
  { title, verdict, place }: RenderedExplanation,
  first: boolean,
): HTMLElement {
  const heading = element(first ? 'h1' : 'h2', { class: 'title' }, goTo(page, title, place));
  return element(
    'section',
    { class: `banner ${verdict ?? 'remark'}`, 'aria-label': page.labels.verdict },
    verdict && verdictWord(page, verdict),
    heading,
  );
}

function verdictWord({ labels }: PageContext, verdict: RenderedVerdict): HTMLElement {
  return element(
    'p',
    { class: 'word' },
    element('span', { class: 'sign', 'aria-hidden': 'true' }, `${SYMBOL[verdict]} `),
    labels[verdict],
  );
}
