import { say } from '../../explain/sentence';
import type { EndpointAnswer, Resolve } from '../endpoint';
import type { OpenedFile } from '../files';
import { smithy, smithyOld } from '../reading/javaScript';
import { atLeast } from '../versions';
import {
  type Ask,
  answer,
  asked,
  chosenRegion,
  merged,
  note,
  opened,
  refusal,
  type SeenProfile,
  settingOf,
  variable,
} from './ask';
import { type FirstCall, hasVariableKeys, hasVariableToken, ofFirstCall, profileCall } from './firstCall';
import { IN_2020, IN_2024, isHostLabel, type Knowledge, PLAIN, regionalHost, type Variant } from './hosts';
import { environmentUrl, hostOf, profileUrl, serviceUrl, shownUrl } from './urls';

/** Both files as JavaScript v3 reads them. It never refuses one; what it cannot read is empty to it. */
function jsV3Files(ask: Ask): { readonly config: OpenedFile; readonly credentials: OpenedFile } {
  const dialect = atLeast(ask.version, '3.41.0') ? smithy : smithyOld;
  // Between 3.398 and 3.600, which were run.
  const tilde = atLeast(ask.version, '3.500.0');
  return {
    config: opened(ask, { kind: 'config', dialect, tilde }),
    credentials: opened(ask, { kind: 'credentials', dialect, tilde }),
  };
}

const MODES = ['legacy', 'standard', 'in-region', 'cross-region', 'mobile', 'auto'];

/** AWS SDK for JavaScript v3: no such setting; only `useGlobalEndpoint` in code leads to the global host. */
export const jsV3: Resolve = (input, version) => {
  const ask = asked(input, version);
  const { config, credentials } = jsV3Files(ask);
  // Until some version between 3.600 and 3.750 the profile that code names counts for credentials alone.
  const named = atLeast(version, '3.700.0') ? input.profile : undefined;
  const name = named ?? (variable(ask, 'AWS_PROFILE') || 'default');
  const inConfig = config.reading.profiles.get(name);
  const inCredentials = credentials.reading.profiles.get(name);
  // The Region prefers the credentials file; all else prefers the config file.
  const find = (other: string) =>
    merged(other, config.reading.profiles.get(other), credentials.reading.profiles.get(other));
  const call = input.credentials === 'chain' ? jsV3Call(ask, find(name), find) : ({ kind: 'own' } as const);
  const region = regionOf(ask, call, find(name));
  if (region === undefined) return refusal(ask, say`Region is missing.`);
  const profile = merged(name, inCredentials, inConfig);
  const mode = variable(ask, 'AWS_DEFAULTS_MODE') ?? settingOf(profile, 'defaults_mode');
  if (atLeast(version, '3.41.0') && mode !== undefined && !MODES.includes(mode.toLowerCase()))
    return refusal(ask, say`${mode} is no valid defaults mode.`);
  return ofFirstCall(ask, call, jsV3Host(ask, region, profile, urlOf(ask, config, credentials)));
};

/**
 * The Region. Since some version between 3.600 and 3.750 the client that assumes a profile's role takes that
 * profile's Region before AWS_REGION.
 */
function regionOf(ask: Ask, call: FirstCall, profile: SeenProfile | undefined): string | undefined {
  const own = call.kind === 'role' && atLeast(ask.version, '3.700.0') && settingOf(profile, 'region');
  return chosenRegion(ask, profile, own ? [] : ['AWS_REGION'], 'counts');
}

/** The default chain passes over keys in the environment where a profile is named (`credential-provider-node`). */
function jsV3Call(
  ask: Ask,
  profile: SeenProfile | undefined,
  find: (name: string) => SeenProfile | undefined,
): FirstCall {
  const named = Boolean(ask.input.profile ?? variable(ask, 'AWS_PROFILE'));
  if (!named && hasVariableKeys(ask)) return { kind: 'own' };
  const call = profileCall(profile, find);
  const keys = settingOf(profile, 'aws_access_key_id');
  return call.kind === 'own' && !keys && hasVariableToken(ask) ? { kind: 'web' } : call;
}

/** The endpoint of a client whose Region is known. */
function jsV3Host(
  ask: Ask,
  region: string,
  profile: SeenProfile | undefined,
  url: string | undefined,
): EndpointAnswer {
  const { version } = ask;
  if (!isTaken(region, version)) return refusal(ask, say`${region} is no valid Region name.`);
  const variant = atLeast(version, '3.41.0') ? jsV3Variant(ask, profile) : PLAIN;
  if (url !== undefined) {
    if (variant.fips) return refusal(ask, say`FIPS and a configured endpoint URL exclude each other.`);
    if (variant.dualStack)
      return refusal(ask, say`Dual stack and a configured endpoint URL exclude each other.`);
    const host = hostOf(url);
    // Between 3.750 and 3.1169, which were run, the pseudo Region began to be signed as what it stands for.
    const signed = region === 'aws-global' && atLeast(version, '3.800.0') ? 'us-east-1' : region;
    return host === undefined
      ? refusal(ask, say`${shownUrl(url)} is no valid URL.`)
      : answer(ask, host, signed);
  }
  note(ask, say`JavaScript v3 does not read ${'sts_regional_endpoints'}: it is always Regional.`);
  const found = regionalHost(ask, region, variant, knowledgeOf(version));
  if (found.host === undefined) return found;
  // The host is that of a URL, which is in lower case and ends where a path begins.
  return { ...found, host: found.host.split(/:?[/?#]/, 1)[0]!.toLowerCase() };
}

/** Whether a Region gets as far as a request. Versions from 3.398 to 3.600 put any text into the host's URL. */
function isTaken(region: string, version: string): boolean {
  if (!atLeast(version, '3.41.0') || atLeast(version, '3.700.0')) return isHostLabel(region);
  if (region === '') return !atLeast(version, '3.500.0');
  // A colon may end the host where a path follows: then it stands before an empty port.
  const [host = '', ...path] = region.split(/[/?#]/);
  return !/[\s<>\\^|%[\]@:]/.test(path.length === 0 ? host : host.replace(/:$/, ''));
}

/** What its endpoint rules know of partitions: between 3.32, 3.600, 3.750 and 3.1169, which were run. */
function knowledgeOf(version: string): Knowledge {
  if (!atLeast(version, '3.41.0')) return IN_2020;
  return atLeast(version, '3.800.0') ? {} : IN_2024;
}

/**
 * The endpoint URL from the surroundings. It is looked up for the profile of AWS_PROFILE, not for one that code names
 * (seen in 3.398 to 3.1169).
 */
function urlOf(ask: Ask, config: OpenedFile, credentials: OpenedFile): string | undefined {
  if (!atLeast(ask.version, '3.370.0')) return undefined;
  const name = variable(ask, 'AWS_PROFILE') || 'default';
  const profile = merged(name, credentials.reading.profiles.get(name), config.reading.profiles.get(name));
  const ignores = ['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'ignore_configured_endpoint_urls'] as const;
  if (atLeast(ask.version, '3.700.0') && isOn(ask, profile, ...ignores)) {
    note(ask, say`Configured endpoint URLs are switched off.`);
    return undefined;
  }
  const fromEnvironment = environmentUrl(ask);
  if (fromEnvironment !== undefined) return fromEnvironment;
  const services = settingOf(profile, 'services');
  const section = services === undefined ? undefined : config.reading.services.get(services);
  // Newer versions drop the profile's own URL too where the section is missing.
  if (services !== undefined && section === undefined && atLeast(ask.version, '3.700.0')) {
    note(ask, say`The services section ${services} does not exist, so no URL of the profile counts.`);
    return undefined;
  }
  return serviceUrl(ask, section, 'dotted') ?? profileUrl(ask, profile);
}

/** Only `true` and `false` in lower case count; a variable with another text leaves the word to the profile. */
function jsV3Variant(ask: Ask, profile: SeenProfile | undefined): Variant {
  return {
    fips: isOn(ask, profile, 'AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    dualStack: isOn(ask, profile, 'AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
  };
}

/** Whether a switch is on; an unknown word in the variable leaves it to the profile. */
export function isOn(ask: Ask, profile: SeenProfile | undefined, name: string, key: string): boolean {
  return [variable(ask, name), settingOf(profile, key)].find((v) => v === 'true' || v === 'false') === 'true';
}
