import type { RenderedStep } from '../../../../server/src/lsp/protocol';
import { goTo, mark, type PageContext, sourceLine } from './context';
import { element } from './element';
import { Places } from './places';

/** Above this many steps in all, only the first reasons are unfolded. */
const OPEN_LIMIT = 40;

/**
 * The steps as a tree of lists: each that has steps below it can be folded.
 * @param linked whether the cursor in the text marks these steps
 */
export function stepTree(page: PageContext, steps: readonly RenderedStep[], linked = true): HTMLElement {
  const whole = linked && count(steps) <= OPEN_LIMIT;
  const own = linked ? page : { ...page, places: new Places() };
  const items = steps.map((step, i) => stepItem(own, step, whole || (linked && i === 0)));
  return element('ul', { class: 'steps' }, ...items);
}

function stepItem(page: PageContext, step: RenderedStep, open: boolean): HTMLElement {
  const below =
    step.steps.length === 0
      ? undefined
      : element('ul', { class: 'steps' }, ...step.steps.map((each) => stepItem(page, each, open)));
  if (below !== undefined && !open) below.hidden = true;
  const line = element(
    'div',
    { class: 'step' },
    below === undefined ? element('span', { class: 'fold', 'aria-hidden': 'true' }) : foldButton(page, below),
    mark(page, step.verdict, false),
    element('div', { class: 'said' }, goTo(page, step.sentence, step.place), sourceLine(page, step.source)),
  );
  page.places.add(line, step.place);
  return element('li', { class: `node ${step.verdict ?? 'remark'}` }, line, below);
}

function foldButton({ labels }: PageContext, below: HTMLElement): HTMLElement {
  const button = element('button', { class: 'fold', type: 'button' });
  const show = () => {
    button.setAttribute('aria-expanded', String(!below.hidden));
    button.setAttribute('aria-label', below.hidden ? labels.expand : labels.collapse);
  };
  button.addEventListener('click', () => {
    below.hidden = !below.hidden;
    show();
  });
  show();
  return button;
}

function count(steps: readonly RenderedStep[]): number {
  return steps.reduce((sum, step) => sum + 1 + count(step.steps), 0);
}
