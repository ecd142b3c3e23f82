import { say } from '../../explain/sentence';
import type { Resolve } from '../endpoint';
import { atLeast } from '../versions';
import { type Ask, answer, chosenProfile, chosenRegion, note, refusal } from './ask';
import { PYTHON, variantHost } from './botocore';
import { globalHost, isHostLabel } from './hosts';
import { configuredUrl, hostOf, shownUrl } from './urls';
import { chosenVariant } from './variants';

/** AWS CLI v2: no such setting, always Regional when there is a Region. */
export const cliV2: Resolve = (input, version) => {
  const ask: Ask = { input, version, reading: PYTHON, because: [] };
  const { name, named, profile } = chosenProfile(ask, ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'], 'counts');
  if (named && profile === undefined) return refusal(ask, say`There is no profile ${name}.`);
  const region = chosenRegion(ask, profile, ['AWS_REGION', 'AWS_DEFAULT_REGION'], 'counts');
  if (region !== undefined && !isHostLabel(region))
    return refusal(ask, say`${region} is no valid Region name.`);

  const url = atLeast(version, '2.13.0')
    ? configuredUrl(ask, profile, { empty: 'absent', ignore: 'any case' })
    : undefined;
  if (url !== undefined) {
    const host = hostOf(url);
    if (host === undefined) return refusal(ask, say`${shownUrl(url)} is no valid URL.`);
    if (region === undefined) return refusal(ask, say`A configured URL needs a Region to sign for.`);
    return answer(ask, host, region);
  }
  const variant = chosenVariant(ask, profile, 'any case');
  if (region === undefined && !variant.fips && !variant.dualStack) {
    note(ask, say`Without a Region the global host is called.`);
    return globalHost(ask);
  }
  note(ask, say`AWS CLI v2 does not read ${'sts_regional_endpoints'}: it is always Regional.`);
  return variantHost(ask, region ?? 'aws-global', variant, atLeast(version, '2.25.0'));
};
