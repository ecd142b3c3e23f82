import type { FromPanel, Kept, Labels, ToPanel } from '../messages';
import { Places } from './places';
import { render } from './render';
import { type FormState, WhatIfForm } from './whatIf';

/** What VS Code keeps for the page over a reload of the window. */
type State = (Kept & { readonly form?: FormState }) | undefined;

/** VS Code's side of the page. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromPanel): void;
  getState(): State;
  setState(state: State): void;
};

const vscode = acquireVsCodeApi();
const root = document.getElementById('root')!;
const live = document.getElementById('live')!;
let places = new Places();
let cursor: { readonly line: number; readonly character: number } | undefined;
let shown = '';
let kept: Kept | undefined = vscode.getState();
const post = (message: FromPanel) => vscode.postMessage(message);
const form = new WhatIfForm(vscode.getState()?.form, post, () => save());

window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => {
  switch (data.type) {
    case 'said':
      return say(data.text);
    case 'answer':
      return form.answered(data.number, data.result, say);
    case 'cursor':
      kept = data.keep;
      save();
      return markCursor(data);
    case 'show':
      kept = data.keep;
      save();
      return show(data.view, data.labels);
  }
});

function show(view: Extract<ToPanel, { type: 'show' }>['view'], labels: Labels): void {
  const next = JSON.stringify(view);
  // The same answer is not laid out again: focus, selection and scroll position stay.
  if (next === shown) return;
  shown = next;
  const focused = focusPath();
  places = new Places();
  cursor = undefined;
  const announced = render(root, view, { labels, post, places }, form);
  restoreFocus(focused);
  say(announced);
}

/** Whoever opens a page wants to see its beginning: only a cursor that has moved since then scrolls it. */
function markCursor({ line, character }: Extract<ToPanel, { type: 'cursor' }>): void {
  const moved = cursor !== undefined && (cursor.line !== line || cursor.character !== character);
  cursor = { line, character };
  places.mark(cursor, moved);
}

function save(): void {
  vscode.setState(kept && { ...kept, form: form.state });
}

/** Tells a screen reader; the same words twice would not be read twice. */
function say(text: string): void {
  const cut = text.slice(0, 400);
  live.textContent = live.textContent === cut ? `${cut}\u00a0` : cut;
}

/** Which of the page's controls has the focus, by its place among them. */
function focusPath(): number {
  return controls().indexOf(document.activeElement as HTMLElement);
}

function restoreFocus(index: number): void {
  const all = controls();
  if (index >= 0 && all.length > 0) all[Math.min(index, all.length - 1)]?.focus();
}

function controls(): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('button, a, input, select, textarea')];
}

post({ type: 'ready' });
