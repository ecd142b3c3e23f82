import { say } from '../../explain/sentence';
import type { EndpointAnswer, Resolve } from '../endpoint';
import type { FileReading } from '../reading/reading';
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
  type SeenProfile,
  settingOf,
  variable,
} from './ask';
import { firstCall, ofFirstCall } from './firstCall';
import {
  globalHost,
  IN_2020,
  IN_2022,
  IN_2024,
  isHostLabel,
  type Knowledge,
  PLAIN,
  regionalHost,
  type Variant,
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
  const files: RubyFiles = {
    config: config.reading,
    find: (other) =>
      merged(other, config.reading.profiles.get(other), credentials.reading.profiles.get(other)),
  };
  const region = rubyRegion(ask, files.find(name));
  if (input.credentials !== 'chain') return clientHost(ask, files, name, region).answer;
  const call = firstCall(ask, files.find(name), files.find);
  if (call.kind === 'role' && call.role.name !== name && !atLeast(version, '3.122.0')) {
    return refusal(ask, say`This version wants keys in the source profile, not another role.`);
  }
  // `shared_config.rb`: the client that assumes a role is made for the source profile, in the client's own Region.
  const used = call.kind === 'role' ? (call.source?.name ?? name) : name;
  const { answer: found, global } = clientHost(ask, files, used, region);
  if (call.kind === 'web' && global && atLeast(version, '3.122.0')) {
    return refusal(
      ask,
      say`Under ${'legacy'} this version wants to sign a request that has no credentials, and fails.`,
    );
  }
  return ofFirstCall(ask, call, found);
};

interface RubyFiles {
  readonly config: FileReading;
  readonly find: (name: string) => SeenProfile | undefined;
}

/** @returns `global`: the endpoint rules for the global endpoint were asked, which name a way to sign */
function clientHost(
  ask: Ask,
  { config, find }: RubyFiles,
  name: string,
  region: string | undefined,
): { readonly answer: EndpointAnswer; readonly global: boolean } {
  const { version } = ask;
  const profile = find(name);
  const plain = (found: EndpointAnswer) => ({ answer: found, global: false });
  const url = atLeast(version, '3.175.0') && !urlsOff(ask, profile, 'any case') ? urlOf() : undefined;
  if (region === undefined || region === '') return plain(refusal(ask, say`No Region was given.`));
  const label = isHostLabel(region) && (atLeast(version, '3.122.0') || !/^\d+$/.test(region));
  if (url === undefined && !label) return plain(refusal(ask, say`${region} is no valid Region name.`));

  if (atLeast(version, '3.122.0') && profile?.settings.get('defaults_mode')?.nested !== undefined)
    return plain(
      refusal(ask, say`The setting ${'defaults_mode'} has settings below it in place of a value.`),
    );
  const variant = atLeast(version, '3.122.0') ? chosenVariant(ask, profile, 'true', 'counts') : PLAIN;
  if (url !== undefined) return plain(configured(ask, url, region, variant));
  const knowledge = rubyKnowledge(version);
  if (variant.fips || variant.dualStack) return plain(regionalHost(ask, region, variant, knowledge));

  const written = atLeast(version, '3.71.0') ? writtenSetting(ask, profile, 'absent') : 'legacy';
  const mode = variable(ask, 'AWS_DEFAULTS_MODE') ?? settingOf(profile, 'defaults_mode');
  const setting = written ?? (mode === undefined ? defaultSetting(ask, 'aws-sdk-core') : 'regional');
  if (setting === 'legacy' && legacyMapsToGlobal(ask, region))
    return { answer: globalHost(ask), global: true };
  if (setting !== 'legacy' && setting !== 'regional') {
    note(ask, say`Ruby takes every value but ${'legacy'} for ${'regional'}, and says nothing.`);
  }
  return {
    answer: regionalHost(ask, region, PLAIN, knowledge),
    global: setting === 'legacy' || region === 'aws-global',
  };

  /** A variable counts even if it is empty; of the files only the config file has URLs (`shared_config.rb`). */
  function urlOf(): string | undefined {
    const fromEnvironment = environmentUrl(ask, 'counts');
    if (fromEnvironment !== undefined) return fromEnvironment;
    const inConfig = merged(name, config.profiles.get(name));
    const services = settingOf(inConfig, 'services');
    const section = services === undefined ? undefined : config.services.get(services);
    // A block in place of the URL is made a text, which is none.
    const block = inConfig?.settings.get('endpoint_url')?.nested;
    return serviceUrl(ask, section) ?? (block === undefined ? profileUrl(ask, inConfig) : '{}');
  }
}

function configured(ask: Ask, url: string, region: string, variant: Variant): EndpointAnswer {
  if (variant.fips) return refusal(ask, say`FIPS and a configured endpoint URL exclude each other.`);
  if (variant.dualStack)
    return refusal(ask, say`Dual stack and a configured endpoint URL exclude each other.`);
  const host = hostOf(url);
  return host === undefined
    ? refusal(ask, say`${shownUrl(url)} is no valid URL.`)
    : answer(ask, host, region);
}

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
