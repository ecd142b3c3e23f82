import { say } from '../../explain/sentence';
import type { Resolve } from '../endpoint';
import { atLeast } from '../versions';
import { type Ask, answer, chosenProfile, chosenRegion, note, refusal, settingOf, variable } from './ask';
import { globalHost, isHostLabel, PLAIN, regionalHost } from './hosts';
import { defaultSetting, legacyMapsToGlobal, writtenSetting } from './setting';
import { configuredUrl, hostOf, shownUrl } from './urls';
import { chosenVariant } from './variants';

/** AWS SDK for Ruby v3: exactly `legacy` means legacy; anything else, a typing mistake too, is Regional. */
export const ruby: Resolve = (input, version) => {
  const ask: Ask = {
    input,
    version,
    reading: {
      comments: 'hash kept',
      quotes: 'none',
      anyCase: false,
      headers: /^(default|profile\s+[^"'\s]+)$/,
    },
    because: [],
  };
  const { profile } = chosenProfile(ask, ['AWS_PROFILE'], 'counts');
  const region = chosenRegion(ask, profile, ['AWS_REGION', 'AMAZON_REGION', 'AWS_DEFAULT_REGION'], 'absent');
  if (region === undefined) return refusal(ask, say`No Region was given.`);
  if (!isHostLabel(region)) return refusal(ask, say`${region} is no valid Region name.`);

  const url = atLeast(version, '3.175.0')
    ? configuredUrl(ask, profile, { empty: 'counts', ignore: 'any case' })
    : undefined;
  const variant = atLeast(version, '3.122.0') ? chosenVariant(ask, profile, 'true') : PLAIN;
  if (url !== undefined) {
    if (variant.fips) return refusal(ask, say`FIPS and a configured endpoint URL exclude each other.`);
    if (variant.dualStack)
      return refusal(ask, say`Dual stack and a configured endpoint URL exclude each other.`);
    const host = hostOf(url);
    return host === undefined
      ? refusal(ask, say`${shownUrl(url)} is no valid URL.`)
      : answer(ask, host, region);
  }
  if (variant.fips || variant.dualStack) return regionalHost(ask, region, variant);

  const written = atLeast(version, '3.71.0') ? writtenSetting(ask, profile, 'absent') : 'legacy';
  const mode = variable(ask, 'AWS_DEFAULTS_MODE') ?? settingOf(ask, profile, 'defaults_mode');
  const setting = written ?? (mode === undefined ? defaultSetting(ask, 'aws-sdk-core') : 'regional');
  if (setting === 'legacy' && legacyMapsToGlobal(ask, region)) return globalHost(ask);
  if (setting !== 'legacy' && setting !== 'regional') {
    note(ask, say`Ruby takes every value but ${'legacy'} for ${'regional'}, and says nothing.`);
  }
  return regionalHost(ask, region, PLAIN, atLeast(version, '3.220.0'));
};
