import { say } from '../../explain/sentence';
import type { Resolve } from '../endpoint';
import { type Ask, answer, chosenProfile, chosenRegion, firstVariable, note, refusal } from './ask';
import { isHostLabel, regionalHost } from './hosts';
import { configuredUrl, hostOf, shownUrl } from './urls';
import { chosenVariant } from './variants';

const SWITCHES = [
  'AWS_USE_FIPS_ENDPOINT',
  'AWS_USE_DUALSTACK_ENDPOINT',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
];

/** AWS SDK for Go v2, and the Terraform AWS provider which stands on it: no such setting, always Regional. */
export const goV2: Resolve = (input, version) => {
  const ask: Ask = {
    input,
    version,
    reading: {
      comments: 'cut',
      quotes: 'both',
      anyCase: true,
      headers: /^\s*(default|profile\s+[^\s"'#]+)\s*$/,
    },
    because: [],
  };
  const { name, profile } = chosenProfile(ask, ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'], 'absent');
  const must = input.profile !== undefined || firstVariable(ask, ['AWS_PROFILE'], 'absent') !== undefined;
  if (must && profile === undefined && name !== 'default')
    return refusal(ask, say`There is no profile ${name}.`);
  for (const name of SWITCHES) {
    const value = firstVariable(ask, [name], 'absent')?.value;
    if (value !== undefined && !/^(true|false)$/i.test(value))
      return refusal(ask, say`${value} is no valid value of ${name}.`);
  }
  const region = chosenRegion(ask, profile, ['AWS_REGION', 'AWS_DEFAULT_REGION'], 'absent');
  const url = configuredUrl(ask, profile, { empty: 'absent', ignore: 'any case' });
  const variant = chosenVariant(ask, profile, 'any case');
  if (url !== undefined) {
    if (variant.fips) return refusal(ask, say`FIPS and a configured endpoint URL exclude each other.`);
    if (variant.dualStack)
      return refusal(ask, say`Dual stack and a configured endpoint URL exclude each other.`);
    const host = hostOf(url);
    if (host === undefined) return refusal(ask, say`${shownUrl(url)} is no valid URL.`);
    return answer(ask, host, region ?? '');
  }
  if (region === undefined) return refusal(ask, say`Missing Region.`);
  if (!isHostLabel(region)) return refusal(ask, say`${region} is no valid Region name.`);
  note(ask, say`This tool does not read ${'sts_regional_endpoints'}: it is always Regional.`);
  return regionalHost(ask, region, variant);
};
