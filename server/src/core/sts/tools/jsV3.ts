import { say } from '../../explain/sentence';
import type { Resolve } from '../endpoint';
import { atLeast } from '../versions';
import { type Ask, answer, chosenProfile, chosenRegion, note, refusal } from './ask';
import { isHostLabel, PLAIN, regionalHost } from './hosts';
import { configuredUrl, hostOf, shownUrl } from './urls';
import { chosenVariant } from './variants';

/** AWS SDK for JavaScript v3: no such setting; only `useGlobalEndpoint` in code leads to the global host. */
export const jsV3: Resolve = (input, version) => {
  const ask: Ask = {
    input,
    version,
    reading: {
      comments: 'cut',
      quotes: 'none',
      anyCase: false,
      headers: /^(default|profile[ \t](?:"[^"]*"|'[^']*'|[\w./%@:+-]+))$/,
    },
    because: [],
  };
  const { profile } = chosenProfile(ask, ['AWS_PROFILE'], 'absent');
  const region = chosenRegion(ask, profile, ['AWS_REGION'], 'counts');
  if (region === undefined) return refusal(ask, say`Region is missing.`);
  // Older versions put whatever text the Region is into the host name.
  if (atLeast(version, '3.700.0') && !isHostLabel(region))
    return refusal(ask, say`${region} is no valid Region name.`);

  const ignore = atLeast(version, '3.700.0') ? 'true' : undefined;
  const url = atLeast(version, '3.370.0')
    ? configuredUrl(ask, profile, { empty: 'absent', ignore })
    : undefined;
  const variant = atLeast(version, '3.41.0') ? chosenVariant(ask, profile, 'true') : PLAIN;
  if (url !== undefined) {
    if (variant.fips) return refusal(ask, say`FIPS and a configured endpoint URL exclude each other.`);
    if (variant.dualStack)
      return refusal(ask, say`Dual stack and a configured endpoint URL exclude each other.`);
    const host = hostOf(url);
    return host === undefined
      ? refusal(ask, say`${shownUrl(url)} is no valid URL.`)
      : answer(ask, host, region);
  }
  note(ask, say`JavaScript v3 does not read ${'sts_regional_endpoints'}: it is always Regional.`);
  return regionalHost(ask, region, variant, atLeast(version, '3.700.0'));
};
