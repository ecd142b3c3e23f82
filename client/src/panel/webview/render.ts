import type {
  Part,
  Place,
  RenderedExplanation,
  RenderedStep,
  RenderedTable,
  RenderedVerdict,
} from '../../../../server/src/lsp/protocol';
import type { FromPanel, Labels, View } from '../messages';
import { element, plainText, sentence } from './element';

type Post = (message: FromPanel) => void;

/** Told apart by shape as well as by colour and word. */
const SYMBOL: Readonly<Record<RenderedVerdict, string>> = { yes: '✓', no: '✗', depends: '◇' };

const NOTHING: ReadonlySet<string> = new Set(['', '–', '—', '-']);

/**
 * Lays a view out in `root`, in place of what was there.
 * @returns what a screen reader should be told
 */
export function render(root: HTMLElement, view: View, labels: Labels, post: Post): string {
  switch (view.kind) {
    case 'busy':
      root.replaceChildren(element('main', { class: 'empty' }, element('p', { class: 'muted' }, view.text)));
      return view.text;
    case 'explanation': {
      const page = new Page(labels, post);
      root.replaceChildren(page.bar(view.where), page.main(view.explanation));
      return plainText(view.explanation.title);
    }
    default: {
      const { title, advice, action } = view;
      const button = action && element('button', { class: 'action' }, action.title);
      button?.addEventListener('click', () => post({ type: 'command', command: action!.command }));
      const mark = element(
        'div',
        { class: 'empty-mark', 'aria-hidden': 'true' },
        view.kind === 'error' ? '!' : '◇',
      );
      root.replaceChildren(
        element(
          'main',
          { class: `empty ${view.kind}` },
          mark,
          element('h1', {}, title),
          element('p', { class: 'muted' }, advice),
          button,
        ),
      );
      return `${title}. ${advice}`;
    }
  }
}

/** The parts of an explained page. */
class Page {
  readonly #labels: Labels;
  readonly #post: Post;

  constructor(labels: Labels, post: Post) {
    this.#labels = labels;
    this.#post = post;
  }

  /** Which text this is about, and what can be done with the answer. */
  bar(where: string): HTMLElement {
    const copy = element('button', { class: 'action' }, this.#labels.copy);
    copy.addEventListener('click', () => this.#post({ type: 'copy' }));
    return element('header', { class: 'bar' }, element('span', { class: 'where' }, where), copy);
  }

  main({ title, verdict, place, tables, steps }: RenderedExplanation): HTMLElement {
    const reasons =
      steps.length === 0
        ? undefined
        : element(
            'section',
            { 'aria-labelledby': 'reasons' },
            element('h2', { id: 'reasons' }, this.#labels.reasons),
            this.#steps(steps),
          );
    return element(
      'main',
      {},
      this.#banner(title, verdict, place),
      ...tables.map((table, i) => this.#table(table, `table-${i}`)),
      reasons,
    );
  }

  #banner(
    title: readonly Part[],
    verdict: RenderedVerdict | undefined,
    place: Place | undefined,
  ): HTMLElement {
    const heading = element('h1', {}, this.#goTo(title, place));
    const word =
      verdict &&
      element(
        'p',
        { class: 'word' },
        element('span', { 'aria-hidden': 'true' }, `${SYMBOL[verdict]} `),
        this.#labels[verdict],
      );
    return element(
      'section',
      { class: `banner ${verdict ?? 'remark'}`, 'aria-label': this.#labels.verdict },
      word,
      heading,
    );
  }

  /** Explicit roles, because in a narrow pane the rows are laid out as cards and would lose theirs. */
  #table({ title, columns, rows }: RenderedTable, id: string): HTMLElement {
    const verdicts = rows.some(({ verdict }) => verdict !== undefined);
    const names = [...(verdicts ? [this.#labels.verdict] : []), ...columns.map(plainText)];
    const head = names.map((name, i) =>
      element(
        'th',
        { role: 'columnheader', scope: 'col' },
        i === 0 && verdicts ? element('span', { class: 'unseen' }, name) : name,
      ),
    );
    const body = rows.map(({ cells, verdict, place }) => {
      const marked = verdicts
        ? [element('td', { role: 'cell', class: 'verdict-cell' }, this.#mark(verdict, true))]
        : [];
      const others = cells.map((cell, i) =>
        element(
          'td',
          // A dash says that there is nothing to say: in a card the whole line is left out.
          {
            role: 'cell',
            'data-label': plainText(columns[i] ?? []),
            class: NOTHING.has(plainText(cell)) ? 'nothing' : undefined,
          },
          element('div', {}, i === 0 ? this.#goTo(cell, place) : sentence(cell)),
        ),
      );
      return element('tr', { role: 'row', class: verdict }, ...marked, ...others);
    });
    return element(
      'section',
      { 'aria-labelledby': id },
      element('h2', { id }, sentence(title)),
      element(
        'table',
        { role: 'table', class: names.length > 4 ? 'wide' : undefined, 'aria-labelledby': id },
        element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, ...head)),
        element('tbody', { role: 'rowgroup' }, ...body),
      ),
    );
  }

  #steps(steps: readonly RenderedStep[]): HTMLElement {
    return element(
      'ul',
      { class: 'steps' },
      ...steps.map((step) =>
        element(
          'li',
          { class: step.verdict ?? 'remark' },
          element(
            'div',
            { class: 'step' },
            this.#mark(step.verdict, false),
            element(
              'div',
              { class: 'said' },
              this.#goTo(step.sentence, step.place),
              this.#source(step.source),
            ),
          ),
          step.steps.length > 0 ? this.#steps(step.steps) : undefined,
        ),
      ),
    );
  }

  /** The sign of a verdict; its word is written beside it, or said by a screen reader. */
  #mark(verdict: RenderedVerdict | undefined, withWord: boolean): HTMLElement {
    if (verdict === undefined) return element('span', { class: 'mark remark', 'aria-hidden': 'true' }, '·');
    return element(
      'span',
      { class: `mark ${verdict}` },
      element('span', { class: 'sign', 'aria-hidden': 'true' }, SYMBOL[verdict]),
      element('span', { class: withWord ? 'mark-word' : 'unseen' }, this.#labels[verdict]),
    );
  }

  /** A sentence that leads to its text, where it has one. */
  #goTo(parts: readonly Part[], place: Place | undefined): Node {
    if (place === undefined) return element('span', {}, sentence(parts));
    const button = element('button', { class: 'go', title: this.#labels.show }, sentence(parts));
    button.addEventListener('click', () => this.#post({ type: 'reveal', place }));
    return button;
  }

  #source(source: RenderedStep['source']): HTMLElement | undefined {
    if (source === undefined || !source.url.startsWith('https://')) return undefined;
    return element(
      'p',
      { class: 'source' },
      `${this.#labels.source}: `,
      element('a', { href: source.url }, source.title),
    );
  }
}
