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
  profileName,
  refusal,
  type SeenProfile,
  settingOf,
  variable,
} from './ask';
import { isHostLabel, PLAIN, regionalHost, type Variant } from './hosts';
import { environmentUrl, hostOf, profileUrl, serviceUrl, shownUrl } from './urls';

/** Both files as JavaScript v3 reads them. It never refuses one; what it cannot read is empty to it. */
export function jsV3Files(ask: Ask): { readonly config: OpenedFile; readonly credentials: OpenedFile } {
  const dialect = atLeast(ask.version, '3.41.0') ? smithy : smithyOld;
  const tilde = atLeast(ask.version, '3.700.0');
  return {
    config: opened(ask, { kind: 'config', dialect, tilde }),
    credentials: opened(ask, { kind: 'credentials', dialect, tilde }),
  };
}

/** AWS SDK for JavaScript v3: no such setting; only `useGlobalEndpoint` in code leads to the global host. */
export const jsV3: Resolve = (input, version) => {
  const ask = asked(input, version);
  const { config, credentials } = jsV3Files(ask);
  const { name } = profileName(ask, ['AWS_PROFILE'], 'absent');
  const inConfig = config.reading.profiles.get(name);
  const inCredentials = credentials.reading.profiles.get(name);
  // The Region prefers the credentials file; all else prefers the config file.
  const region = chosenRegion(ask, merged(name, inConfig, inCredentials), ['AWS_REGION'], 'counts');
  if (region === undefined) return refusal(ask, say`Region is missing.`);
  return jsV3Host(ask, region, merged(name, inCredentials, inConfig), urlOf(ask, config, credentials));
};

/** The endpoint of a client whose Region is known. */
export function jsV3Host(
  ask: Ask,
  region: string,
  profile: SeenProfile | undefined,
  url: string | undefined,
): EndpointAnswer {
  const { version } = ask;
  // Older versions put whatever text the Region is into the host name.
  if (atLeast(version, '3.700.0') && !isHostLabel(region))
    return refusal(ask, say`${region} is no valid Region name.`);
  const variant = atLeast(version, '3.41.0') ? jsV3Variant(ask, profile) : PLAIN;
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
}

/**
 * The endpoint URL from the surroundings. It is looked up for the profile of AWS_PROFILE, not for one that code names
 * (seen in 3.398 to 3.1169).
 */
function urlOf(ask: Ask, config: OpenedFile, credentials: OpenedFile): string | undefined {
  if (!atLeast(ask.version, '3.370.0')) return undefined;
  const name = variable(ask, 'AWS_PROFILE') || 'default';
  const profile = merged(name, credentials.reading.profiles.get(name), config.reading.profiles.get(name));
  if (atLeast(ask.version, '3.700.0') && ignoresUrls(ask, profile)) return undefined;
  const fromEnvironment = environmentUrl(ask);
  if (fromEnvironment !== undefined) return fromEnvironment;
  const services = settingOf(profile, 'services');
  const section = services === undefined ? undefined : config.reading.services.get(services);
  return serviceUrl(ask, section) ?? profileUrl(ask, profile);
}

function ignoresUrls(ask: Ask, profile: SeenProfile | undefined): boolean {
  const value =
    variable(ask, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS') ??
    settingOf(profile, 'ignore_configured_endpoint_urls');
  if (value !== 'true') return false;
  note(ask, say`Configured endpoint URLs are switched off.`);
  return true;
}

/** Only `true` and `false` in lower case count; a variable with another text leaves the word to the profile. */
function jsV3Variant(ask: Ask, profile: SeenProfile | undefined): Variant {
  const on = (name: string, key: string) =>
    [variable(ask, name), settingOf(profile, key)].find((v) => v === 'true' || v === 'false') === 'true';
  return {
    fips: on('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    dualStack: on('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
  };
}
