import type { Place } from '../../../../server/src/lsp/protocol';

type Position = Place['range']['start'];

/** The elements that speak of a place in the file explained: the cursor in that place marks them. */
export class Places {
  readonly #known: { readonly element: HTMLElement; readonly range: Place['range'] }[] = [];
  #marked: HTMLElement[] = [];

  /** Places in other files are passed over: the cursor told of is that of the file explained. */
  add(element: HTMLElement, place: Place | undefined): void {
    if (place !== undefined && place.uri === undefined) this.#known.push({ element, range: place.range });
  }

  /**
   * Marks what speaks of the smallest text around a position; hidden ones leave it to what they are hidden in.
   * @param scroll whether to bring it in sight
   */
  mark(position: Position, scroll: boolean): void {
    for (const element of this.#marked) {
      element.classList.remove('here');
      element.removeAttribute('aria-current');
    }
    const around = this.#known.filter(({ range }) => holds(range, position));
    const smallest = around.reduce<Place['range'] | undefined>(
      (best, { range }) => (best === undefined || holds(best, range.start) ? range : best),
      undefined,
    );
    const found = around.filter(({ range }) => smallest !== undefined && same(range, smallest));
    this.#marked = [...new Set(found.map(({ element }) => shownPart(element)))];
    for (const element of this.#marked) {
      element.classList.add('here');
      element.setAttribute('aria-current', 'true');
    }
    if (scroll && !this.#marked.some(inSight)) this.#marked[0]?.scrollIntoView({ block: 'nearest' });
  }
}

function inSight(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 60 && top < innerHeight;
}

function shownPart(element: HTMLElement): HTMLElement {
  let shown = element;
  for (let list = element.closest<HTMLElement>('ul[hidden]'); list; list = shown.closest('ul[hidden]')) {
    shown = list.parentElement ?? shown;
    if (shown === list) break;
  }
  return shown.classList.contains('node')
    ? (shown.querySelector<HTMLElement>(':scope > .step') ?? shown)
    : shown;
}

function holds({ start, end }: Place['range'], at: Position): boolean {
  return !before(at, start) && !before(end, at);
}

function before(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

function same(a: Place['range'], b: Place['range']): boolean {
  return (
    !before(a.start, b.start) && !before(b.start, a.start) && !before(a.end, b.end) && !before(b.end, a.end)
  );
}
