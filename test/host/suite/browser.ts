/** What the window shows and takes: the suite runs in the extension host, which cannot see it. */

interface Shown {
  title: string;
  text: string;
  html: string;
  /** What a screen reader is told: Playwright's ARIA snapshot. */
  aria: string;
}
type Part = Pick<Shown, 'text' | 'html'>;
interface Place {
  /** The webview panel (the default), or VS Code's own window. */
  where?: 'panel' | 'workbench';
  /** The panel's title, where several are open. */
  title?: string;
}

/** What run.mjs told us, and the way back to its standard output. */
export function host() {
  const told = JSON.parse(process.env['STS_LENS_HOST'] ?? '{}') as {
    url: string;
    grep?: string;
    colour: boolean;
  };
  return { ...told, log: (text: string) => send('log', text) };
}

/** What the panel shows now. Throws while it is not open: see `eventually`. */
export const panel = (title?: string) => ask<Shown>('panel', { title });
/** The elements of the panel that match a selector, in order. */
export const panelParts = (selector: string, title?: string) => ask<Part[]>('panel', { selector, title });
/** The elements of VS Code's own window that match a selector: hovers, code lenses, notifications. */
export const workbenchParts = (selector: string) => ask<Part[]>('workbench', { selector });
/** Selectors are Playwright's: CSS, `text=…`, `role=button[name="…"]`. The first match is meant. */
export const click = (selector: string, place: Place = {}) => ask<null>('click', { selector, ...place });
export const hover = (selector: string, place: Place = {}) => ask<null>('hover', { selector, ...place });
export const fill = (selector: string, value: string, place: Place = {}) =>
  ask<null>('fill', { selector, value, ...place });
/** A key for whatever has the focus, named as Playwright names it: `Enter`, `Control+Home`. */
export const press = (key: string) => ask<null>('press', { key });
export const type = (value: string) => ask<null>('type', { value });
/** The value of a JavaScript expression inside the panel or the window. */
export const evaluate = <T>(expression: string, place: Place = {}) =>
  ask<T>('evaluate', { expression, ...place });
/** What axe finds fault with in the panel: the rule, and the elements. */
export const axe = () => ask<{ rule: string; help: string; elements: string[] }[]>('axe', {});
/** Saves a picture of the window; returns the file. */
export const screenshot = (name: string) => ask<string>('screenshot', { name });

/** Tries until it returns without throwing, and gives its value; throws its last error when time is up. */
export async function eventually<T>(attempt: () => T | Promise<T>, seconds = 15): Promise<T> {
  for (const end = Date.now() + seconds * 1000; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ask<T>(verb: string, request: object): Promise<T> {
  return JSON.parse(await send(verb, JSON.stringify(request))) as T;
}

async function send(verb: string, body: string): Promise<string> {
  const answer = await fetch(`${host().url}/${verb}`, { method: 'POST', body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}
