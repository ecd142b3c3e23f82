/** A font of a box: that of its name is bold and a little larger. */
export type Font = 'label' | 'detail';

/** How wide words are, in the units of the picture. */
export type WidthOf = (text: string, font: Font) => number;

/** Words are pressed together to this share of their width before any of them is left out. */
const PRESSED = 0.85;

/** What is written into a box, and how wide it is made where it would be too wide by itself. */
export interface Fitted {
  readonly words: string;
  readonly textLength: number | undefined;
}

/**
 * Makes words fit a box: pressed together a little where that is enough, else with an ellipsis in place of their end.
 * @param room how wide they may be, in the units of the picture
 */
export function fitted(text: string, font: Font, room: number, widthIn: WidthOf): Fitted {
  const widthOf = (words: string) => widthIn(words, font);
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
