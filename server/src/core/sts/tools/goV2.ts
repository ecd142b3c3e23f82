import { say } from '../../explain/sentence';
import type { EndpointAnswer, Resolve } from '../endpoint';
import { goV2 as dialect } from '../reading/goV2';
import type { SeenSection } from '../reading/reading';
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
  type SeenProfile,
  settingOf,
  variable,
} from './ask';
import { firstCall, ofFirstCall } from './firstCall';
import { IN_2024, isHostLabel, regionalHost } from './hosts';
import { hostOf, profileUrl, serviceUrl, shownUrl, urlsOff, variableUrl } from './urls';
import { chosenVariant } from './variants';

const MODES = ['legacy', 'standard', 'in-region', 'cross-region', 'mobile', 'auto'];

const SWITCHES = [
  'AWS_USE_FIPS_ENDPOINT',
  'AWS_USE_DUALSTACK_ENDPOINT',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
];

/**
 * What a section of the credentials file may override in the config file's (config 1.27, `shared_config.go`,
 * mergeSections). Endpoint URLs and `services` are not among it.
 */
const OVERRIDING = new Set([
  'region',
  'use_fips_endpoint',
  'use_dualstack_endpoint',
  'defaults_mode',
  'role_arn',
  'source_profile',
  'credential_source',
  'web_identity_token_file',
  'credential_process',
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
]);

/** AWS SDK for Go v2, and the Terraform AWS provider which stands on it: no such setting, always Regional. */
export const goV2: Resolve = (input, version) => {
  const ask = asked(input, version);
  const { name } = profileName(ask, ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'], 'absent');
  for (const switched of SWITCHES) {
    const value = firstVariable(ask, [switched], 'absent')?.value;
    if (value !== undefined && !/^(true|false)$/i.test(value))
      return refusal(ask, say`${value} is no valid value of ${switched}.`);
  }
  const config = opened(ask, { kind: 'config', dialect });
  const credentials = opened(ask, { kind: 'credentials', dialect });
  if (config.state === 'folder' || credentials.state === 'folder')
    return refusal(ask, say`Go v2 is pointed to a folder in place of a file.`);
  const find = (name: string) =>
    together(name, config.reading.profiles.get(name), credentials.reading.profiles.get(name));
  const profile = find(name);
  // AWS_DEFAULT_PROFILE may name a profile that is not there.
  const must = input.profile !== undefined || firstVariable(ask, ['AWS_PROFILE'], 'absent') !== undefined;
  if (must && profile === undefined) return refusal(ask, say`There is no profile ${name}.`);

  // A section that the config file does not have may be in the credentials file too.
  const services = new Map([...credentials.reading.services, ...config.reading.services]);
  if (input.credentials !== 'chain') return clientHost(ask, profile, urlOf(ask, profile, services));
  const call = firstCall(ask, profile, find);
  // The client that assumes a role is made before the URL for all services is known to the configuration.
  const url = call.kind === 'own' ? urlOf(ask, profile, services) : stsUrlOf(ask, profile, services);
  return ofFirstCall(ask, call, clientHost(ask, profile, url));
};

function clientHost(ask: Ask, profile: SeenProfile | undefined, url: string | undefined): EndpointAnswer {
  const { version } = ask;
  const region = chosenRegion(ask, profile, ['AWS_REGION', 'AWS_DEFAULT_REGION'], 'absent');
  const variant = chosenVariant(ask, profile, 'any case');
  const mode = firstVariable(ask, ['AWS_DEFAULTS_MODE'], 'absent')?.value;
  for (const value of [mode, settingOf(profile, 'defaults_mode')]) {
    if (value && !MODES.includes(value.toLowerCase()))
      return refusal(ask, say`${value} is no valid defaults mode.`);
  }
  if (url !== undefined) {
    if (variant.fips) return refusal(ask, say`FIPS and a configured endpoint URL exclude each other.`);
    if (variant.dualStack)
      return refusal(ask, say`Dual stack and a configured endpoint URL exclude each other.`);
    return answer(ask, hostOf(url) ?? noHost(ask, url), region ?? '');
  }
  if (region === undefined) return refusal(ask, say`Missing Region.`);
  // Version 1.41 checks each part of the Region; 1.30 puts any text without white space into the host.
  const checked = atLeast(version, '1.33.0');
  if (checked ? !region.split('.').every(isHostLabel) : !isGoHost(region))
    return refusal(ask, say`${region} is no valid Region name.`);
  note(ask, say`This tool does not read ${'sts_regional_endpoints'}: it is always Regional.`);
  const knowledge = { ...(checked ? {} : IN_2024), fipsNames: 'signed for' } as const;
  const found = regionalHost(ask, region, variant, knowledge);
  return found.host === undefined ? found : { ...found, host: found.host.split(/[/?#]/, 1)[0]! };
}

/** Go v2 takes a URL without a scheme for a path, so the request goes to no host. */
function noHost(ask: Ask, url: string): string {
  note(
    ask,
    say`${shownUrl(url)} has no scheme, so this tool takes it for a path: the request goes to no host.`,
  );
  return `/${encodeURI(shownUrl(url))}`;
}

/** Whether Go's URL parser takes a host that begins with this text. */
function isGoHost(region: string): boolean {
  return !/[\s"'<>\\^`{|}%]/.test(region.split(/[/?#]/, 1)[0]!);
}

function together(
  name: string,
  inConfig: SeenSection | undefined,
  inCredentials: SeenSection | undefined,
): SeenProfile | undefined {
  if (inConfig === undefined || inCredentials === undefined) return merged(name, inConfig, inCredentials);
  return merged(name, inConfig, new Map([...inCredentials].filter(([key]) => OVERRIDING.has(key))));
}

/**
 * The endpoint URL (`service/sts` 1.41, resolveBaseEndpoint): AWS_ENDPOINT_URL, even an empty one, hides the services
 * section unless AWS_ENDPOINT_URL_STS is set too.
 */
function urlOf(
  ask: Ask,
  profile: SeenProfile | undefined,
  services: ReadonlyMap<string, SeenSection>,
): string | undefined {
  if (urlsOff(ask, profile, 'any case')) return undefined;
  return stsUrlOf(ask, profile, services) ?? variableUrl(ask, 'AWS_ENDPOINT_URL') ?? profileUrl(ask, profile);
}

/** The part of it that is for STS alone. */
function stsUrlOf(
  ask: Ask,
  profile: SeenProfile | undefined,
  services: ReadonlyMap<string, SeenSection>,
): string | undefined {
  if (urlsOff(ask, profile, 'any case')) return undefined;
  const forSts = variableUrl(ask, 'AWS_ENDPOINT_URL_STS');
  if (forSts !== undefined) return forSts;
  const hidden = variable(ask, 'AWS_ENDPOINT_URL') !== undefined;
  const name = settingOf(profile, 'services');
  return serviceUrl(ask, hidden || name === undefined ? undefined : services.get(name));
}
