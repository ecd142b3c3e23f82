import type { RenderedRepair } from '../../../../server/src/lsp/protocol';
import { action, type PageContext, section } from './context';
import { element, plainText, sentence } from './element';

/** The fixes of what is found in the text explained, each with what it is for and what to know before taking it. */
export function repairsSection(
  page: PageContext,
  repairs: readonly RenderedRepair[],
  id: string,
): HTMLElement {
  const groups = new Map<string, RenderedRepair[]>();
  for (const repair of repairs) {
    const { rule, offset } = repair.reference;
    const key = `${rule} ${offset}`;
    groups.set(key, [...(groups.get(key) ?? []), repair]);
  }
  return section(id, page.labels.repairs, ...[...groups.values()].map((group) => findingCard(page, group)));
}

function findingCard(page: PageContext, group: readonly RenderedRepair[]): HTMLElement {
  const [first] = group;
  return element(
    'div',
    { class: `repair ${first!.severity}` },
    element('p', { class: 'about' }, sentence(first!.about)),
    element('ul', { class: 'fixes' }, ...group.map((repair) => fixItem(page, repair))),
  );
}

function fixItem(page: PageContext, repair: RenderedRepair): HTMLElement {
  const { labels, post } = page;
  const text = repair.question === undefined ? labels.apply : labels.answerAndApply;
  return element(
    'li',
    {},
    element(
      'div',
      {},
      element('p', { class: 'fix-title' }, sentence(repair.title)),
      repair.consequence &&
        element(
          'p',
          { class: 'muted' },
          element('strong', {}, `${labels.consequence}: `),
          sentence(repair.consequence),
        ),
      repair.safe ? element('p', { class: 'muted' }, labels.safe) : undefined,
    ),
    action(text, () => post({ type: 'apply', repair }), {
      'aria-label': `${text}: ${plainText(repair.title)}`,
    }),
  );
}
