import type { Part } from '../../../../server/src/lsp/protocol';

/**
 * Makes an element. Text goes in as text nodes only, so that nothing in a file can become markup.
 * @param attributes those that are undefined are left out
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A sentence: its words as text, its values as code. */
export function sentence(parts: readonly Part[]): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const { text, value } of parts) fragment.append(value ? code(text) : text);
  return fragment;
}

/** The words of a sentence without its marks, for labels. */
export function plainText(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('');
}

/** Short values stay in one piece, which keeps table columns from crumbling. */
function code(text: string): HTMLElement {
  return text.length > 24 ? element('code', { class: 'long' }, breakable(text)) : element('code', {}, text);
}

/** ARNs and URLs break behind their separators rather than anywhere. */
function breakable(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  text.split(/(?<=[:/])(?![:/])/).forEach((piece, i) => {
    if (i > 0) fragment.append(document.createElement('wbr'));
    fragment.append(piece);
  });
  return fragment;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Makes an element of a picture; text goes in as text nodes only here too. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...children: readonly (Node | string | undefined)[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}
