import { say } from '../../explain/sentence';
import type { Resolve } from '../endpoint';
import { ruby as rubyDialect, rubyOld } from '../reading/ruby';
import { atLeast } from '../versions';
import {
  type Ask,
  answer,
  asked,
  chosenRegion,
  firstVariable,
  merged,
  note,
  opened,
  profileName,
  refusal,
  refusedFile,
  settingOf,
  variable,
} from './ask';
import {
  globalHost,
  IN_2020,
  IN_2022,
  IN_2024,
  isHostLabel,
  type Knowledge,
  PLAIN,
  regionalHost,
} from './hosts';
import { defaultSetting, legacyMapsToGlobal, writtenSetting } from './setting';
import { environmentUrl, hostOf, profileUrl, serviceUrl, shownUrl, urlsOff } from './urls';
import { chosenVariant } from './variants';

/** AWS SDK for Ruby v3: exactly `legacy` means legacy; anything else, a typing mistake too, is Regional. */
export const ruby: Resolve = (input, version) => {
  const ask = asked(input, version);
  const dialect = atLeast(version, '3.200.0') ? rubyDialect : rubyOld;
  // `~` is resolved since some version between 3.104 and 3.168.
  const rules = { dialect, tilde: atLeast(version, '3.122.0'), empty: 'folder' } as const;
  const config = opened(ask, { ...rules, kind: 'config' });
  const credentials = opened(ask, { ...rules, kind: 'credentials' });
  if (config.state === 'folder' || credentials.state === 'folder')
    return refusal(ask, say`Ruby is pointed to a folder in place of a file.`);
  if (credentials.reading.unreadable) return refusedFile(ask, credentials.reading.unreadable);
  if (config.reading.unreadable) return refusedFile(ask, config.reading.unreadable);

  const { name } = profileName(ask, ['AWS_PROFILE'], 'counts');
  const inConfig = merged(name, config.reading.profiles.get(name));
  const profile = merged(name, inConfig?.settings, credentials.reading.profiles.get(name));
  const region = rubyRegion(ask, profile);
  const url = atLeast(version, '3.175.0') && !urlsOff(ask, profile, 'any case') ? urlOf() : undefined;
  if (region === undefined || region === '') return refusal(ask, say`No Region was given.`);
  if (url === undefined && !isHostLabel(region)) return refusal(ask, say`${region} is no valid Region name.`);

  const variant = atLeast(version, '3.122.0') ? chosenVariant(ask, profile, 'true', 'counts') : PLAIN;
  if (url !== undefined) {
    if (variant.fips) return refusal(ask, say`FIPS and a configured endpoint URL exclude each other.`);
    if (variant.dualStack)
      return refusal(ask, say`Dual stack and a configured endpoint URL exclude each other.`);
    const host = hostOf(url);
    return host === undefined
      ? refusal(ask, say`${shownUrl(url)} is no valid URL.`)
      : answer(ask, host, region);
  }
  const knowledge = rubyKnowledge(version);
  if (variant.fips || variant.dualStack) return regionalHost(ask, region, variant, knowledge);

  const written = atLeast(version, '3.71.0') ? writtenSetting(ask, profile, 'absent') : 'legacy';
  const mode = variable(ask, 'AWS_DEFAULTS_MODE') ?? settingOf(profile, 'defaults_mode');
  const setting = written ?? (mode === undefined ? defaultSetting(ask, 'aws-sdk-core') : 'regional');
  if (setting === 'legacy' && legacyMapsToGlobal(ask, region)) return globalHost(ask);
  if (setting !== 'legacy' && setting !== 'regional') {
    note(ask, say`Ruby takes every value but ${'legacy'} for ${'regional'}, and says nothing.`);
  }
  return regionalHost(ask, region, PLAIN, knowledge);

  /** A variable counts even if it is empty; of the files only the config file has URLs (`shared_config.rb`). */
  function urlOf(): string | undefined {
    const fromEnvironment = environmentUrl(ask, 'counts');
    if (fromEnvironment !== undefined) return fromEnvironment;
    const services = settingOf(inConfig, 'services');
    const section = services === undefined ? undefined : config.reading.services.get(services);
    return serviceUrl(ask, section) ?? profileUrl(ask, inConfig);
  }
};

/** What the data beside it say of partitions: between 3.104.3, 3.168.1, 3.212.0 and 3.257.0, which were run. */
function rubyKnowledge(version: string): Knowledge {
  if (!atLeast(version, '3.122.0')) return { ...IN_2020, noPseudo: false };
  if (!atLeast(version, '3.175.0')) return IN_2022;
  return atLeast(version, '3.220.0') ? {} : IN_2024;
}

/** The first variable that is set decides, and an empty one leaves the word to the profile. */
function rubyRegion(ask: Ask, profile: ReturnType<typeof merged>): string | undefined {
  const names = ['AWS_REGION', 'AMAZON_REGION', 'AWS_DEFAULT_REGION'];
  const first = firstVariable(ask, names, 'counts');
  return chosenRegion(ask, profile, first === undefined ? [] : [first.from], 'absent');
}
