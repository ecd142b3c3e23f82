/** The fonts of a box, as panel.css has them for `.box .label` and `.box .detail`. */
const FONTS = { label: '600 12px', detail: '400 11px' } as const;

/** Words are pressed together to this share of their width before any of them is left out. */
const PRESSED = 0.85;

/** What is written into a box, and how wide it is made where it would be too wide by itself. */
export interface Fitted {
  readonly words: string;
  readonly textLength: number | undefined;
}

let canvas: CanvasRenderingContext2D | null | undefined;

/**
 * Makes words fit a box: by their width in the user's own font, pressed together a little where that is enough, else
 * with an ellipsis in place of their end.
 * @param room how wide they may be, in the units of the picture
 */
export function fitted(text: string, font: keyof typeof FONTS, room: number): Fitted {
  const widthOf = measure(font);
  const most = room / PRESSED;
  let words = text;
  if (widthOf(text.slice(0, 1000)) > most) {
    // No letters but the narrowest fit more than this many; whole letters are kept: a label may be of any length.
    const letters = [...text.slice(0, Math.ceil(room / 3))];
    let keep = letters.length;
    do words = `${letters.slice(0, --keep).join('')}…`;
    while (keep > 1 && widthOf(words) > most);
  }
  return { words, textLength: widthOf(words) > room ? room : undefined };
}

function measure(font: keyof typeof FONTS): (text: string) => number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (canvas === null) return (text) => text.length * (font === 'label' ? 7.8 : 6.5);
  const context = canvas;
  context.font = `${FONTS[font]} ${getComputedStyle(document.body).fontFamily}`;
  return (text) => context.measureText(text).width;
}
