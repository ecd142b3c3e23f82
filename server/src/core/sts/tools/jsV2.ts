import { say } from '../../explain/sentence';
import type { EndpointAnswer, Resolve } from '../endpoint';
import { mergeProfiles } from '../profiles';
import { atLeast } from '../versions';
import { type Ask, chosenProfile, chosenRegion, note, refusal, variable } from './ask';
import { globalHost, PLAIN, regionalHost } from './hosts';
import { SETTING_VARIABLE, writtenSetting } from './setting';
import { chosenVariant } from './variants';

/** Regions that JavaScript v2 tells apart; it takes every other one for a Region of the partition AWS. */
const OTHER_PARTITIONS = /^(cn-|us-gov-|us-isob?-)/;

/**
 * AWS SDK for JavaScript v2. It reads the config file only when AWS_SDK_LOAD_CONFIG is set, the credentials file
 * always; `legacy` is its default for ever, and it has no list of Regions: it maps all but cn, gov and iso.
 */
export const jsV2: Resolve = (input, version) => {
  const ask: Ask = {
    input: { ...input, profiles: visible(input) },
    version,
    reading: { comments: 'cut', quotes: 'none', anyCase: false, headers: /^(default|profile[ \t][^\s"']+)$/ },
    because: [],
  };
  const loads = loadsConfig(input);
  const { profile } = chosenProfile(ask, ['AWS_PROFILE'], 'absent');
  const region = chosenRegion(ask, loads ? profile : undefined, ['AWS_REGION', 'AMAZON_REGION'], 'absent');
  if (loads && input.noConfigFile === true && region === undefined) {
    return refusal(ask, say`AWS_SDK_LOAD_CONFIG is set and there is no config file.`);
  }
  const setting = regionalSetting(ask, version, profile);
  if (typeof setting !== 'string') return setting;
  // Unlike the rest, these are read from the config file without AWS_SDK_LOAD_CONFIG too.
  const whole = chosenProfile({ ...ask, input }, ['AWS_PROFILE'], 'absent').profile;
  const variant = atLeast(version, '2.1028.0') ? chosenVariant(ask, whole, 'true') : PLAIN;
  if (variant.fips || variant.dualStack) {
    return region === undefined
      ? refusal(ask, say`A Region is needed.`)
      : regionalHost(ask, region, variant, false);
  }
  if (region === undefined) {
    if (setting === 'regional') return refusal(ask, say`Under ${'regional'} a Region is needed.`);
    note(ask, say`Without a Region the global host is called.`);
    return globalHost(ask);
  }
  if (setting === 'regional') {
    return regionalHost(ask, region === 'aws-global' ? 'us-east-1' : region, PLAIN, false);
  }
  const place = region === 'aws-us-gov-global' ? 'us-gov-west-1' : region;
  if (OTHER_PARTITIONS.test(place) || /-fips$|^fips-/.test(place)) {
    note(ask, say`Under ${'legacy'}, ${place} is not one of the Regions that go to the global host.`);
    return regionalHost(ask, place);
  }
  note(
    ask,
    say`Under ${'legacy'}, JavaScript v2 calls the global host from every Region but those of China, GovCloud and the ISO partitions.`,
  );
  return globalHost(ask);
};

function loadsConfig({ env }: Parameters<Resolve>[0]): boolean {
  return Object.hasOwn(env, 'AWS_SDK_LOAD_CONFIG') && env['AWS_SDK_LOAD_CONFIG'] !== '';
}

/** Without AWS_SDK_LOAD_CONFIG only the credentials file is there for it. */
function visible(input: Parameters<Resolve>[0]) {
  if (loadsConfig(input)) return input.profiles;
  return mergeProfiles(
    [...input.profiles.values()].flatMap((p) => p.sections.filter((s) => s.file === 'credentials')),
  );
}

/** The setting without regard to case, or a refusal: an empty variable is an error here. */
function regionalSetting(
  ask: Ask,
  version: string,
  profile: ReturnType<typeof chosenProfile>['profile'],
): 'legacy' | 'regional' | EndpointAnswer {
  const written = atLeast(version, '2.525.0') ? writtenSetting(ask, profile) : undefined;
  const value = written?.toLowerCase();
  if (value === 'legacy' || value === 'regional') return value;
  if (value !== undefined && (value !== '' || variable(ask, SETTING_VARIABLE) !== undefined)) {
    return refusal(ask, say`${written ?? ''} is no valid setting: only ${'legacy'} and ${'regional'} are.`);
  }
  note(ask, say`JavaScript v2 uses ${'legacy'} unless told otherwise, in every version.`);
  return 'legacy';
}
