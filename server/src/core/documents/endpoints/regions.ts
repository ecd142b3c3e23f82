import { PARTITIONS } from '../../sts/partitions';

const REGION =
  /(?:\bAWS_(?:DEFAULT_)?REGION|\b(?:\w*[._-])?region(?:_?name)?|Region)\\?["'`\])]*(?:[,;\s]*\\?["'`]?value\\?["'`]?)?\s*(?:=>|[:=,(\s])\s*(?:[\w.&]+\(\s*)?\\?["'`]?([a-z]{2,4}(?:-[a-z]+){1,3}-\d)\b/gi;
/** Lines of a text are as long as this at the most where one looks for the nearest Region. */
const NEAR = 600;

interface NamedRegion {
  readonly region: string;
  readonly at: number;
}

/** The Regions that a text gives to something called a Region, with their places. */
export function regionsIn(text: string): readonly NamedRegion[] {
  return [...text.matchAll(REGION)].flatMap((match) => {
    const region = match[1]!.toLowerCase();
    return PARTITIONS.some(({ pattern }) => pattern.test(region)) ? [{ region, at: match.index }] : [];
  });
}

/**
 * The Regions that may be meant at a place, the likeliest first: those nearby if there are any, else all of the text.
 * Only one means that the text names no other.
 */
export function regionsNear(found: readonly NamedRegion[], at: number): string[] {
  const ordered = [...found].sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at));
  const near = ordered.filter((each) => Math.abs(each.at - at) <= NEAR);
  return [...new Set((near.length > 0 ? near : ordered).map(({ region }) => region))];
}
