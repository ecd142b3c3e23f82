import type { FromPanel, Kept, ToPanel } from '../messages';
import { render } from './render';

/** VS Code's side of the page. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromPanel): void;
  setState(state: Kept | undefined): void;
};

const vscode = acquireVsCodeApi();
const root = document.getElementById('root')!;
const live = document.getElementById('live')!;
let shown = '';
let copied = '';

window.addEventListener('message', ({ data }: MessageEvent<ToPanel>) => {
  if (data.type === 'copied') {
    say(copied);
    return;
  }
  vscode.setState(data.keep);
  copied = data.labels.copied;
  const next = JSON.stringify(data.view);
  // The same answer is not laid out again: focus, selection and scroll position stay.
  if (next === shown) return;
  shown = next;
  const focused = focusPath();
  const announced = render(root, data.view, data.labels, (message) => vscode.postMessage(message));
  restoreFocus(focused);
  say(announced);
});

/** Tells a screen reader; the same words twice would not be read twice. */
function say(text: string): void {
  live.textContent = live.textContent === text ? `${text}\u00a0` : text;
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
  return [...root.querySelectorAll<HTMLElement>('button, a')];
}

vscode.postMessage({ type: 'ready' });
