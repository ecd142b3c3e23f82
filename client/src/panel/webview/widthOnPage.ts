import type { WidthOf } from '../../../../server/src/picture/wordsInBox';

/** The fonts of a box, as panel.css has them for `.box .label` and `.box .detail`. */
const FONTS = { label: '600 12px', detail: '400 11px' } as const;

let canvas: CanvasRenderingContext2D | null | undefined;

/** How wide words are in the user's own font. */
export function widthOnPage(): WidthOf {
  canvas ??= document.createElement('canvas').getContext('2d');
  const context = canvas;
  if (context === null) return (text, font) => text.length * (font === 'label' ? 7.8 : 6.5);
  const { fontFamily } = getComputedStyle(document.body);
  return (text, font) => {
    context.font = `${FONTS[font]} ${fontFamily}`;
    return context.measureText(text).width;
  };
}
