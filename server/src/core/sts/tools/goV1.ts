import { say } from '../../explain/sentence';
import type { Resolve } from '../endpoint';
import { mergeProfiles } from '../profiles';
import { type Ask, chosenProfile, chosenRegion, note, refusal, settingOf, variable } from './ask';
import { globalHost, isHostLabel, regionalHost } from './hosts';
import { legacyMapsToGlobal, SETTING_VARIABLE, writtenSetting } from './setting';
import { chosenVariant } from './variants';

/**
 * AWS SDK for Go v1: `legacy` is its default for ever. The config file, AWS_DEFAULT_REGION and AWS_DEFAULT_PROFILE
 * count only with AWS_SDK_LOAD_CONFIG. It knows no endpoint URLs in files or variables.
 */
export const goV1: Resolve = (input, version) => {
  const loads = /^(1|t|true)$/i.test(input.env['AWS_SDK_LOAD_CONFIG'] ?? '');
  const profiles = loads
    ? input.profiles
    : mergeProfiles(
        [...input.profiles.values()].flatMap((p) => p.sections.filter((s) => s.file === 'credentials')),
      );
  const ask: Ask = {
    input: { ...input, profiles },
    version,
    reading: {
      comments: 'cut',
      quotes: 'double',
      anyCase: false,
      headers: /^\s*(default|profile [^\s"']+)\s*$/,
    },
    because: [],
  };
  const { profile } = chosenProfile(
    ask,
    loads ? ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'] : ['AWS_PROFILE'],
    'absent',
  );
  const variables = loads ? ['AWS_REGION', 'AWS_DEFAULT_REGION'] : ['AWS_REGION'];
  const region = chosenRegion(ask, loads ? profile : undefined, variables, 'absent');
  if (region !== undefined && !isHostLabel(region))
    return refusal(ask, say`${region} is no valid Region name.`);

  const variant = chosenVariant(ask, loads ? profile : undefined, 'any case');
  // A bad value in the file stops the session even where the environment has a good one.
  for (const value of [
    variable(ask, SETTING_VARIABLE),
    loads ? settingOf(ask, profile, 'sts_regional_endpoints') : undefined,
  ]) {
    if (value !== undefined && value !== '' && !/^(legacy|regional)$/i.test(value)) {
      return refusal(ask, say`${value} is no valid setting: only ${'legacy'} and ${'regional'} are.`);
    }
  }
  if (region === undefined && !variant.fips && !variant.dualStack) {
    note(ask, say`Without a Region the global host is called.`);
    return globalHost(ask);
  }
  const place = region ?? 'aws-global';
  if (variant.fips || variant.dualStack) return regionalHost(ask, place, variant, false);
  const written = writtenSetting(ask, loads ? profile : undefined, 'absent')?.toLowerCase();
  if (written !== 'regional') {
    if (written !== 'legacy') note(ask, say`Go v1 uses ${'legacy'} unless told otherwise, in every version.`);
    if (legacyMapsToGlobal(ask, place)) return globalHost(ask);
  }
  return regionalHost(ask, place, variant, false);
};
