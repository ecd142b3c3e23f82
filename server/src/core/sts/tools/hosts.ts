import { say } from '../../explain/sentence';
import type { EndpointAnswer } from '../endpoint';
import { PARTITIONS, type Partition, partitionOf } from '../partitions';
import { type Ask, answer, note, refusal } from './ask';

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

/** What the data that a version carries say of partitions; a version with new data needs nothing of this. */
export interface Knowledge {
  /** Partitions it does not have: it takes their Regions for Regions of AWS. */
  readonly unknown?: readonly string[];
  /** Partitions for which it refuses dual stack. */
  readonly noDualStack?: readonly string[];
  /** Names such as `aws-cn-global` are Regions of AWS to it. */
  readonly noPseudo?: boolean;
  /** `fips-us-west-2` is a Region like others to it, or one that it signs for under that name. */
  readonly fipsNames?: 'regions' | 'signed for';
}

const ISO = ['aws-iso', 'aws-iso-b'];
const NEW_ISO = ['aws-iso-e', 'aws-iso-f'];

/** What versions of 2020 and 2021 know, from before FIPS and dual stack were variants of an endpoint. */
export const IN_2020: Knowledge = {
  unknown: [...NEW_ISO, 'aws-eusc'],
  noPseudo: true,
  fipsNames: 'regions',
};
/** What versions of about 2022 know: not the partitions that came in 2023. */
export const IN_2022: Knowledge = { unknown: [...NEW_ISO, 'aws-eusc'], noDualStack: ISO };
/** What versions know from 2023 to early 2025: no European Sovereign Cloud, and no dual stack in the ISO partitions. */
export const IN_2024: Knowledge = { unknown: ['aws-eusc'], noDualStack: [...ISO, ...NEW_ISO] };

/**
 * The host of a Region, as the endpoint rules that SDKs share build it: by template, whether the host exists or not.
 * @param knowledge of the version's data; new data unless told otherwise
 */
export function regionalHost(
  ask: Ask,
  region: string,
  variant = PLAIN,
  knowledge: Knowledge = {},
): EndpointAnswer {
  // No tool gets a request out of such a host; what it is made of may even be another setting.
  if (/\s/.test(region)) return refusal(ask, say`${region} is no valid Region name.`);
  const named = fipsRegion(region, knowledge);
  if (named !== undefined) {
    const found = regionalHost(ask, named, { ...variant, fips: true }, knowledge);
    const asItIs = knowledge.fipsNames === 'signed for' && found.host !== undefined;
    return asItIs ? { ...found, signingRegion: region } : found;
  }
  if (region === 'aws-global' && !variant.fips && !variant.dualStack) {
    note(ask, say`The Region name ${region} stands for the global endpoint.`);
    return globalHost(ask);
  }
  const partition = partitionFor(region, knowledge);
  if (variant.dualStack && knowledge.noDualStack?.includes(partition.id) === true)
    return refusal(ask, say`This version has no dual-stack endpoints for the partition ${partition.id}.`);
  // In GovCloud the plain hosts are FIPS endpoints already.
  const fips = variant.fips && (partition.id !== 'aws-us-gov' || variant.dualStack);
  const suffix = variant.dualStack ? partition.dualStackSuffix : partition.suffix;
  if (variant.fips) note(ask, say`A FIPS endpoint is asked for.`);
  if (variant.dualStack) note(ask, say`A dual-stack endpoint is asked for.`);
  return answer(ask, `${fips ? 'sts-fips' : 'sts'}.${region}.${suffix}`, region);
}

/** `us-west-2-fips` and `fips-us-west-2` are old names for a Region's FIPS endpoint. */
function fipsRegion(region: string, { fipsNames }: Knowledge): string | undefined {
  const [, before, behind] = /^fips-(.+)$|^(.+)-fips$/.exec(region) ?? [];
  if (fipsNames !== 'regions') return before ?? behind;
  // Old endpoint data list these names one by one.
  return behind !== undefined && /^us-(gov-)?(east|west)-[12]$/.test(behind) ? behind : undefined;
}

function partitionFor(region: string, { unknown, noPseudo }: Knowledge): Partition {
  const found = partitionOf(region);
  const hidden = unknown?.includes(found.id) === true || (noPseudo === true && region.endsWith('-global'));
  return hidden ? PARTITIONS[0] : found;
}

/** Whether a Region can be a part of a host name. */
export function isHostLabel(region: string): boolean {
  return /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/.test(region);
}
