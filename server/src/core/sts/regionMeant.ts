import { closest } from '../text/closest';
import { isKnownRegion, knownRegions, PARTITIONS } from './partitions';

/** What a text that is no known Region seems to be. */
export type UnknownRegion =
  /** Written in another way: capital letters, underscores, an Availability Zone, one letter off. */
  | { readonly kind: 'slip'; readonly meant: string }
  /** Like a Region that AWS may have opened since the list was made. */
  | { readonly kind: 'new' }
  /** Nothing like a Region of AWS: other S3-compatible services have names of their own. */
  | { readonly kind: 'foreign' };

const PSEUDO = /^(?:aws(?:-[a-z-]+)?-global|fips-.+|.+-fips)$/;
const COMPASS = /-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d$/;

/** What is known of a Region's name that is on no list; undefined for Regions and for names that stand for one. */
export function unknownRegion(text: string): UnknownRegion | undefined {
  if (isKnownRegion(text) || PSEUDO.test(text)) return undefined;
  const written = text.toLowerCase().replace(/[_ ]+/g, '-');
  if (isKnownRegion(written)) return { kind: 'slip', meant: written };
  const zone = /^(.*-\d)-?[a-z]$/.exec(written)?.[1];
  if (zone !== undefined && isKnownRegion(zone)) return { kind: 'slip', meant: zone };
  const dashed = knownRegions().find((region) => region.replaceAll('-', '') === written.replaceAll('-', ''));
  if (dashed !== undefined) return { kind: 'slip', meant: dashed };
  if (COMPASS.test(text) && PARTITIONS.some(({ pattern }) => pattern.test(text))) return { kind: 'new' };
  const near = closest(written, knownRegions());
  return near === undefined ? { kind: 'foreign' } : { kind: 'slip', meant: near };
}
