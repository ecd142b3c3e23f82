import type { Mark } from './mark';

interface Colours {
  readonly ground: string;
  readonly text: string;
  readonly faint: string;
  readonly box: string;
  readonly yes: string;
  readonly depends: string;
  readonly no: string;
}

const LIGHT: Colours = {
  ground: '#ffffff',
  text: '#1f2328',
  faint: '#59636e',
  box: '#f3f5f7',
  yes: '#1a7f37',
  depends: '#9a6700',
  no: '#cf222e',
};
const DARK: Colours = {
  ground: '#16191d',
  text: '#e4e8ec',
  faint: '#9aa3ad',
  box: '#22272e',
  yes: '#43b95a',
  depends: '#d4a02c',
  no: '#f4615a',
};

/** What does not depend on colours, as panel.css has it for the page. */
const SHAPES = `
text { font-family: "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif; }
.shape { stroke-width: 1.2px; }
.label { font-size: 12px; font-weight: 600; }
.detail, .edge-label { font-size: 11px; }
.edge-label { stroke-width: 4px; paint-order: stroke; }
.missing .shape { stroke-dasharray: 5 4; }
.line, .cross { fill: none; }
.line, .cross, .gate { stroke: currentColor; stroke-width: 1.6px; }
.head { fill: currentColor; }
.circle .line { stroke-width: 3.4px; }
.delegated .line { stroke-dasharray: 9 5; }
.denied .line { stroke-dasharray: 2 4; }`;

function coloured({ ground, text, faint, box, yes, depends, no }: Colours): string {
  return `
.ground, .gate { fill: ${ground}; }
.shape { fill: ${box}; stroke: ${text}; }
.label { fill: ${text}; }
.detail, .edge-label { fill: ${faint}; }
.edge-label { stroke: ${ground}; }
.edge { color: ${text}; }
.edge.direct, .edge.delegated { color: ${yes}; }
.edge.conditional { color: ${depends}; }
.edge.denied { color: ${no}; }`;
}

/** A picture in a page must not change the rest of it. */
const within = (style: string) =>
  style.replace(/^(?=[.t])/gm, '.sts-lens ').replace(/, \./g, ', .sts-lens .');

/**
 * A picture as the text of an SVG file, light or dark as its reader's other windows are.
 * @param picture as `draw` and `drawLayers` make it
 */
export function svgFile({ tag, attributes, children }: Mark): string {
  const [, , width, height] = String(attributes['viewBox'] ?? '').split(' ');
  const named = { xmlns: 'http://www.w3.org/2000/svg', class: 'sts-lens', ...attributes, height };
  const lines = [
    opening(tag, named),
    `<style>${within(`${SHAPES}${coloured(LIGHT)}`)}`,
    `@media (prefers-color-scheme: dark) {${within(coloured(DARK))}`,
    '}</style>',
    `<rect class="ground" width="${width}" height="${height}"/>`,
    ...children.map(written),
    `</${tag}>`,
  ];
  return `${lines.join('\n')}\n`;
}

function written(child: Mark | string): string {
  if (typeof child === 'string') return escaped(child);
  const { tag, attributes, children } = child;
  return `${opening(tag, attributes)}${children.map(written).join('')}</${tag}>`;
}

function opening(tag: Mark['tag'], attributes: Mark['attributes']): string {
  const all = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}="${escaped(String(value))}"`],
  );
  return `<${tag}${all.join('')}>`;
}

/** Text of XML: what XML 1.0 has no way to write is left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
