import { say } from '../../explain/sentence';
import type { EndpointAnswer, Resolve } from '../endpoint';
import type { OpenedFile } from '../files';
import { goV1 as dialect } from '../reading/goV1';
import type { SeenSection } from '../reading/reading';
import {
  type Ask,
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
  variable,
} from './ask';
import { firstCall, ofFirstCall } from './firstCall';
import { globalHost, IN_2024, isHostLabel, type Knowledge, regionalHost } from './hosts';
import { legacyMapsToGlobal, SETTING_VARIABLE, writtenSetting } from './setting';
import { chosenVariant } from './variants';

/** What the endpoint data of 1.49 say of partitions. */
const KNOWLEDGE: Knowledge = { ...IN_2024, noPseudo: true };

/**
 * AWS SDK for Go v1: `legacy` is its default for ever. The config file, AWS_DEFAULT_REGION and AWS_DEFAULT_PROFILE
 * count only with AWS_SDK_LOAD_CONFIG. It knows no endpoint URLs in files or variables.
 */
export const goV1: Resolve = (input, version) => {
  const ask = asked(input, version);
  // Go's strconv.ParseBool.
  const loads = /^(1|t|T|true|TRUE|True)$/.test(variable(ask, 'AWS_SDK_LOAD_CONFIG') ?? '');
  const { name, named } = profileName(
    ask,
    loads ? ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'] : ['AWS_PROFILE'],
    'absent',
  );
  for (const switched of ['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT']) {
    const value = firstVariable(ask, [switched], 'absent')?.value;
    if (value !== undefined && !/^(true|false)$/i.test(value))
      return refusal(ask, say`${value} is no valid value of ${switched}.`);
  }
  if (!loads && opened(ask, { kind: 'config', dialect }).state === 'read')
    note(ask, say`Without ${'AWS_SDK_LOAD_CONFIG'} this tool does not read the config file.`);
  const config = loads ? opened(ask, { kind: 'config', dialect }) : undefined;
  const credentials = opened(ask, { kind: 'credentials', dialect });
  // Without AWS_SDK_LOAD_CONFIG and a profile, a client with credentials of its own bears a broken file.
  const bears = !loads && !named && input.credentials !== 'chain';
  if (config?.reading.unreadable) return refusedFile(ask, config.reading.unreadable);
  if (credentials.reading.unreadable && !bears) return refusedFile(ask, credentials.reading.unreadable);
  const sections = [config, credentials].map((file) => sectionOf(file, name));
  const profile = loads ? merged(name, ...sections) : undefined;
  if (input.credentials === 'chain') {
    // Inner clients are made from the session's own configuration, so only the signature differs.
    const find = (other: string) =>
      merged(other, ...[config, credentials].map((file) => sectionOf(file, other)));
    const found = clientHost(ask, loads, profile, sections);
    return ofFirstCall(ask, firstCall(ask, profile ?? find(name), find), found);
  }
  return clientHost(ask, loads, profile, sections);
};

function clientHost(
  ask: Ask,
  loads: boolean,
  profile: SeenProfile | undefined,
  sections: readonly (SeenSection | undefined)[],
): EndpointAnswer {
  const variables = loads ? ['AWS_REGION', 'AWS_DEFAULT_REGION'] : ['AWS_REGION'];
  const region = chosenRegion(ask, profile, variables, 'absent');
  const variant = chosenVariant(ask, profile, 'any case');
  // A bad value in a file stops the session even where the environment, or the other file, has a good one.
  const written = sections.map((section) => section?.get('sts_regional_endpoints')?.value);
  for (const value of [variable(ask, SETTING_VARIABLE), ...(loads ? written : [])]) {
    if (value !== undefined && value !== '' && !/^(legacy|regional)$/i.test(value)) {
      return refusal(ask, say`${value} is no valid setting: only ${'legacy'} and ${'regional'} are.`);
    }
  }
  if (region !== undefined && !isHostLabel(region))
    return refusal(ask, say`${region} is no valid Region name.`);
  if (region === undefined && !variant.fips && !variant.dualStack) {
    note(ask, say`Without a Region the global host is called.`);
    return globalHost(ask);
  }
  const place = region ?? 'aws-global';
  if (variant.fips || variant.dualStack) return regionalHost(ask, place, variant, KNOWLEDGE);
  const setting = writtenSetting(ask, profile, 'absent')?.toLowerCase();
  if (setting !== 'regional') {
    if (setting !== 'legacy') note(ask, say`Go v1 uses ${'legacy'} unless told otherwise, in every version.`);
    if (legacyMapsToGlobal(ask, place)) return globalHost(ask);
  }
  return regionalHost(ask, place, variant, KNOWLEDGE);
}

/** The section of a profile: with the bare name before the one with the prefix, in either file. */
function sectionOf(file: OpenedFile | undefined, name: string) {
  const profiles = file?.reading.profiles;
  return profiles?.get(name) ?? profiles?.get(`profile ${name}`);
}
