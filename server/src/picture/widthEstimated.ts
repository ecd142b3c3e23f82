import type { Font, WidthOf } from './wordsInBox';

/** Sizes of the fonts, as `svgFile.ts` and the panel have them; letters of a bold font are a little wider. */
const EM: Readonly<Record<Font, number>> = { label: 12 * 1.07, detail: 11 * 1.03 };

/** Groups of letters by their width in the common fonts without serifs, a little generously, as parts of the font's size. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijlI|.,:;'!]/, 0.3],
  [/[frt()[\]{}/\\ "`*-]/, 0.38],
  [/[mwMW@%…—]/, 0.92],
  [/[A-Z&]/, 0.7],
  [/[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]|\p{Extended_Pictographic}/u, 1.05],
];
const OTHER = 0.6;

/** How wide words are in a font that nobody can ask. */
export const widthEstimated: WidthOf = (text, font) => {
  let sum = 0;
  for (const letter of text) sum += WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? OTHER;
  return sum * EM[font];
};
