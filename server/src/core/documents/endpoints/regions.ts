import { PARTITIONS } from '../../sts/partitions';

const REGION =
  /(?:\bAWS_(?:DEFAULT_)?REGION|\b(?:\w*[._-])?region(?:_?name)?|Region)\\?["'`\])]*(?:[,;\s]{0,40}\\?["'`]?value\\?["'`]?)?\s{0,40}(?:=>|[:=,(\s])\s{0,40}(?:[\w.&]{1,40}\(\s{0,40})?\\?["'`]?([a-z]{2,4}(?:-[a-z]+){1,3}-\d)\b/gi;
/** Lines of a text are as long as this at the most where one looks for the nearest Region. */
const NEAR = 600;

/** The Regions that a text gives to something called a Region. */
interface NamedRegions {
  /** In the order of the text. */
  readonly places: readonly { readonly region: string; readonly at: number }[];
  /** How many different ones there are. */
  readonly count: number;
}

/** The Regions that a text gives to something called a Region, with their places. */
export function regionsIn(text: string): NamedRegions {
  const places = [...text.matchAll(REGION)].flatMap((match) => {
    const region = match[1]!.toLowerCase();
    return PARTITIONS.some(({ pattern }) => pattern.test(region)) ? [{ region, at: match.index }] : [];
  });
  return { places, count: new Set(places.map(({ region }) => region)).size };
}

/**
 * The Regions that may be meant at a place, the likeliest first: those nearby if there are any, else all of the text.
 * Only one means that the text names no other.
 */
export function regionsNear({ places, count }: NamedRegions, at: number): string[] {
  const regions = new Set<string>();
  const distance = (i: number) => Math.abs((places[i]?.at ?? Number.POSITIVE_INFINITY) - at);
  let behind = firstFrom(places, at);
  let before = behind - 1;
  const reach = Math.min(distance(before), distance(behind)) <= NEAR ? NEAR : Number.POSITIVE_INFINITY;
  while (regions.size < count) {
    const next = distance(before) <= distance(behind) ? before-- : behind++;
    if (distance(next) > reach) break;
    regions.add(places[next]!.region);
  }
  return [...regions];
}

/** The first place at an offset or behind it, by halving: a long file has thousands. */
function firstFrom(places: NamedRegions['places'], at: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
