import type { RenderedComparison, RenderedTable } from '../../../../server/src/lsp/protocol';
import { goTo, mark, type PageContext, section } from './context';
import { element, plainText, sentence } from './element';

const NOTHING: ReadonlySet<string> = new Set(['', '–', '—', '-']);

/** A table. Explicit roles, because in a narrow pane the rows are laid out as cards and would lose theirs. */
export function tableSection(
  page: PageContext,
  { title, columns, rows }: RenderedTable,
  id: string,
): HTMLElement {
  const verdicts = rows.some(({ verdict }) => verdict !== undefined);
  // A column in which no row says anything only takes room.
  const kept = columns.flatMap((_, i) =>
    rows.some(({ cells }) => !NOTHING.has(plainText(cells[i] ?? []))) ? [i] : [],
  );
  const names = [...(verdicts ? [page.labels.verdict] : []), ...kept.map((i) => plainText(columns[i] ?? []))];
  const head = names.map((name, i) =>
    element(
      'th',
      { role: 'columnheader', scope: 'col' },
      i === 0 && verdicts ? element('span', { class: 'unseen' }, name) : name,
    ),
  );
  const body = rows.map(({ cells, verdict, place }) => {
    const marked = verdicts
      ? [element('td', { role: 'cell', class: 'verdict-cell' }, mark(page, verdict, true))]
      : [];
    const others = kept.map((column, i) => {
      const cell = cells[column] ?? [];
      return element(
        'td',
        // A dash says that there is nothing to say: in a card the whole line is left out.
        {
          role: 'cell',
          'data-label': plainText(columns[column] ?? []),
          class: NOTHING.has(plainText(cell)) ? 'nothing' : undefined,
        },
        element('div', {}, i === 0 ? goTo(page, cell, place) : sentence(cell)),
      );
    });
    const row = element('tr', { role: 'row', class: verdict }, ...marked, ...others);
    page.places.add(row, place);
    return row;
  });
  return section(
    id,
    sentence(title),
    element(
      'table',
      { role: 'table', class: names.length > 4 ? 'wide' : undefined, 'aria-labelledby': id },
      element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...head)),
      element('tbody', { role: 'rowgroup' }, ...body),
    ),
  );
}

/** Two answers side by side, and below them why they differ. */
export function comparisonSection(
  page: PageContext,
  comparison: RenderedComparison,
  id: string,
): HTMLElement {
  const sides = comparison.sides.map(({ when, verdict, answer, because }) =>
    element(
      'div',
      { class: `side ${verdict}` },
      element('h3', {}, sentence(when)),
      element(
        'p',
        { class: 'side-answer' },
        mark(page, verdict, false),
        element('strong', {}, sentence(answer)),
      ),
      element('p', { class: 'muted' }, sentence(because)),
    ),
  );
  return section(
    id,
    sentence(comparison.title),
    element('div', { class: 'sides' }, ...sides),
    element('p', { class: 'difference' }, sentence(comparison.difference)),
  );
}
