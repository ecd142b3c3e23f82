import { say } from '../../explain/sentence';
import type { EndpointAnswer } from '../endpoint';
import { PARTITIONS, partitionOf } from '../partitions';
import { type Ask, answer, note } from './ask';

/** The host that stands for STS as a whole; its requests are signed for us-east-1. */
export const GLOBAL_HOST = 'sts.amazonaws.com';

/** Which kind of host is wanted. */
export interface Variant {
  readonly fips: boolean;
  readonly dualStack: boolean;
}

export const PLAIN: Variant = { fips: false, dualStack: false };

/** The answer "the global host". */
export function globalHost(ask: Ask): EndpointAnswer {
  return answer(ask, GLOBAL_HOST, 'us-east-1');
}

/**
 * The host of a Region, as the endpoint rules that SDKs share build it: by template, whether the host exists or not.
 * @param knowsSovereign false for versions from before the partition aws-eusc
 */
export function regionalHost(
  ask: Ask,
  region: string,
  variant = PLAIN,
  knowsSovereign = true,
): EndpointAnswer {
  // `us-west-2-fips` and `fips-us-west-2` are old names for a Region's FIPS endpoint.
  const pseudo = /^fips-(.+)$|^(.+)-fips$/.exec(region);
  if (pseudo !== null)
    return regionalHost(ask, (pseudo[1] ?? pseudo[2])!, { ...variant, fips: true }, knowsSovereign);
  if (region === 'aws-global' && !variant.fips && !variant.dualStack) {
    note(ask, say`The Region name ${region} stands for the global endpoint.`);
    return globalHost(ask);
  }
  const found = partitionOf(region);
  const partition = found.id === 'aws-eusc' && !knowsSovereign ? PARTITIONS[0] : found;
  // In GovCloud the plain hosts are FIPS endpoints already.
  const fips = variant.fips && (partition.id !== 'aws-us-gov' || variant.dualStack);
  const suffix = variant.dualStack ? partition.dualStackSuffix : partition.suffix;
  if (variant.fips) note(ask, say`A FIPS endpoint is asked for.`);
  if (variant.dualStack) note(ask, say`A dual-stack endpoint is asked for.`);
  return answer(ask, `${fips ? 'sts-fips' : 'sts'}.${region}.${suffix}`, region);
}

/** Whether a Region can be a part of a host name. */
export function isHostLabel(region: string): boolean {
  return /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/.test(region);
}
