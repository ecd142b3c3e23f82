import { atLeast } from '../versions';
import type { Variant } from './hosts';

/** The first version with FIPS and dual-stack endpoints. */
export const VARIANTS_FROM = '2.1028.0';

/**
 * The Region a client settles on (`region/utils.js`): since there are variants, `aws-global` and `fips-…` are names
 * for a Region. Before, they are Regions like others.
 */
export function jsV2Place(
  version: string,
  region: string,
): { readonly region: string; readonly fips: boolean } {
  if (!atLeast(version, VARIANTS_FROM)) return { region, fips: false };
  const fips = region.startsWith('fips-') || region.endsWith('-fips');
  if (['fips-aws-global', 'aws-fips', 'aws-global'].includes(region)) return { region: 'us-east-1', fips };
  if (['fips-aws-us-gov-global', 'aws-us-gov-global'].includes(region))
    return { region: 'us-gov-west-1', fips };
  return { region: fips ? region.replace(/fips-(dkr-|prod-)?|-fips/, '') : region, fips };
}

/**
 * The host a Region has of its own (`region_config_data.json`), or undefined where there is only the global one. A
 * Region is known by what it begins with, so new Regions of a partition are in it and new partitions are not.
 */
export function jsV2Template(
  version: string,
  region: string | undefined,
  { fips, dualStack }: Variant,
): string | undefined {
  const prefix = (region ?? '').split('-').slice(0, -2).join('-');
  if (dualStack) {
    const suffix = prefix === 'cn' ? 'api.amazonwebservices.com.cn' : 'api.aws';
    return `${fips ? 'sts-fips' : 'sts'}.{region}.${suffix}`;
  }
  const suffix = suffixes(version, fips).get(prefix);
  if (fips) return `${prefix === 'us-gov' ? 'sts' : 'sts-fips'}.{region}.${suffix ?? 'amazonaws.com'}`;
  return suffix === undefined ? undefined : `sts.{region}.${suffix}`;
}

/** The ISO partitions came between 2.500, 2.700, 2.1400 and 2.1693, which were run; FIPS lacks the newest two. */
function suffixes(version: string, fips: boolean): ReadonlyMap<string, string> {
  const known: [string, string][] = [
    ['cn', 'amazonaws.com.cn'],
    ['us-gov', 'amazonaws.com'],
  ];
  if (atLeast(version, '2.600.0')) known.push(['us-iso', 'c2s.ic.gov'], ['us-isob', 'sc2s.sgov.gov']);
  if (atLeast(version, '2.1600.0') && !fips)
    known.push(['eu-isoe', 'cloud.adc-e.uk'], ['us-isof', 'csp.hci.ic.gov']);
  return new Map(known);
}
