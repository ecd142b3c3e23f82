import { say } from '../../explain/sentence';
import type { EndpointAnswer, Resolve } from '../endpoint';
import type { OpenedFile } from '../files';
import { jsV2 as dialect, jsV2Old } from '../reading/javaScript';
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
  refusedFile,
  type SeenProfile,
  settingOf,
  variable,
} from './ask';
import { firstCall, hasVariableKeys, ofFirstCall } from './firstCall';
import { globalHost, PLAIN, type Variant } from './hosts';
import { jsV2Place, jsV2Template, VARIANTS_FROM } from './jsV2Templates';
import { isOn } from './jsV3';
import { SETTING_VARIABLE, writtenSetting } from './setting';

/** The files as JavaScript v2 opens them. The config file counts only with AWS_SDK_LOAD_CONFIG. */
interface JsV2Files {
  readonly loads: boolean;
  readonly config: OpenedFile;
  readonly credentials: OpenedFile;
  readonly name: string;
}

/** Opens the files. AWS_SHARED_CREDENTIALS_FILE too is read only with AWS_SDK_LOAD_CONFIG. */
function jsV2Files(ask: Ask): JsV2Files {
  const rules = { dialect: atLeast(ask.version, '2.1000.0') ? dialect : jsV2Old } as const;
  const { name } = profileName(ask, ['AWS_PROFILE'], 'absent');
  return {
    loads: (variable(ask, 'AWS_SDK_LOAD_CONFIG') ?? '') !== '',
    config: opened(ask, { ...rules, kind: 'config' }),
    credentials: opened(ask, { ...rules, kind: 'credentials' }),
    name,
  };
}

/**
 * AWS SDK for JavaScript v2. It reads the config file only when AWS_SDK_LOAD_CONFIG is set, the credentials file
 * always; `legacy` is its default for ever, and it has no list of Regions: it maps all but cn, gov and iso.
 */
export const jsV2: Resolve = (input, version) => {
  const ask = asked(input, version);
  const files = jsV2Files(ask);
  if (!files.loads && files.config.state === 'read')
    note(ask, say`Without ${'AWS_SDK_LOAD_CONFIG'} this tool does not read the config file.`);
  const region = regionOf(ask, files);
  if (typeof region === 'object') return region;
  if (input.credentials !== 'chain') return jsV2Host(ask, files, region);
  const profile = findIn(ask, files, files.name);
  const call = firstCall(ask, profile, (name) => findIn(ask, files, name));
  const old = !atLeast(version, '2.1000.0');
  // Web identity came between 2.500 and 2.700.
  const unable = call.kind === 'web' && !atLeast(version, '2.600.0');
  if (unable || (old && call.kind === 'own' && profile === undefined && !hasVariableKeys(ask)))
    return refusal(ask, say`This version finds no credentials.`);
  // Old versions take the client's own Region for the role too.
  if (call.kind !== 'role' || old) return ofFirstCall(ask, call, jsV2Host(ask, files, region));
  // `shared_ini_file_credentials.js`: the Region of the profile whose role is assumed, else us-east-1.
  const own = settingOf(call.role, 'region') || 'us-east-1';
  note(ask, say`The role of profile ${call.role.name} is assumed in ${own}, whatever AWS_REGION says.`);
  return jsV2Host(ask, files, own);
};

/**
 * A profile, from both files with AWS_SDK_LOAD_CONFIG and from the credentials file without it. To old versions a
 * missing credentials file is an error, and a profile in it replaces the config file's as a whole.
 */
function findIn(ask: Ask, files: JsV2Files, name: string): SeenProfile | undefined {
  const { loads, config, credentials } = files;
  const inConfig = loads ? config.reading.profiles.get(name) : undefined;
  const inCredentials = credentials.reading.profiles.get(name);
  if (atLeast(ask.version, '2.1000.0')) return merged(name, inConfig, inCredentials);
  return credentials.state === 'read' ? merged(name, inCredentials ?? inConfig) : undefined;
}

/** The endpoint of a client whose Region is known. */
function jsV2Host(ask: Ask, files: JsV2Files, region: string | undefined): EndpointAnswer {
  const setting = regionalSetting(ask, settingProfile(ask, files));
  if (typeof setting !== 'string') return setting;
  const place = region === undefined ? undefined : jsV2Place(ask.version, region);
  const asked = variantOf(ask, files);
  const variant = { ...asked, fips: asked.fips || place?.fips === true };
  const template = jsV2Template(ask.version, place?.region, variant);
  if (template !== undefined) {
    if (place === undefined) return refusal(ask, say`A Region is needed.`);
    noteTemplate(ask, place.region, variant);
    return answer(ask, hostText(template.replace('{region}', place.region)), place.region);
  }
  if (setting === 'regional') {
    if (place === undefined) return refusal(ask, say`Under ${'regional'} a Region is needed.`);
    // The Region is put into the global host, so its suffix stays that of AWS.
    return answer(ask, hostText(`sts.${place.region}.amazonaws.com`), place.region);
  }
  if (place === undefined) note(ask, say`Without a Region the global host is called.`);
  else
    note(
      ask,
      say`Under ${'legacy'}, JavaScript v2 calls the global host from every Region but those of China, GovCloud and the ISO partitions.`,
    );
  return globalHost(ask);
}

function noteTemplate(ask: Ask, region: string, { fips, dualStack }: Variant): void {
  if (fips) note(ask, say`A FIPS endpoint is asked for.`);
  if (dualStack) note(ask, say`A dual-stack endpoint is asked for.`);
  if (fips || dualStack) return;
  note(ask, say`${region} is in a partition that has no global host, so its own host is called.`);
}

/** The host as Node's `url.parse` leaves it: it ends where a path begins, and odd characters are escaped. */
function hostText(host: string): string {
  return host
    .split(/[/?#]/, 1)[0]!
    .replace(/[ "'<>`{}|\\^]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * The Region (`node_loader.js`): the files are opened only when no variable has one, the credentials file first. A
 * config file that cannot be read is an error then, and to old versions so is a credentials file.
 */
function regionOf(ask: Ask, { loads, config, credentials, name }: JsV2Files) {
  const variables = ['AWS_REGION', 'AMAZON_REGION'];
  const named =
    ask.input.region ?? variables.map((v) => variable(ask, v)).find((v) => v !== undefined && v !== '');
  if (named !== undefined || !loads) return chosenRegion(ask, undefined, variables, 'absent');
  if (!atLeast(ask.version, '2.1000.0') && credentials.state !== 'read')
    return refusal(ask, say`AWS_SDK_LOAD_CONFIG is set and there is no credentials file.`);
  const inCredentials = merged(name, credentials.reading.profiles.get(name));
  if (settingOf(inCredentials, 'region')) return chosenRegion(ask, inCredentials, variables, 'absent');
  if (config.state === 'absent')
    return refusal(ask, say`AWS_SDK_LOAD_CONFIG is set and there is no config file.`);
  if (config.state === 'folder')
    return refusal(ask, say`AWS_CONFIG_FILE leads to a folder in place of a file.`);
  if (config.reading.unreadable) return refusedFile(ask, config.reading.unreadable);
  return chosenRegion(ask, merged(name, config.reading.profiles.get(name)), variables, 'absent');
}

/** The profile that the setting is looked up in; a file that cannot be read leaves it without one. */
function settingProfile(ask: Ask, files: JsV2Files): SeenProfile | undefined {
  const { loads, config, name } = files;
  if (loads && (config.state !== 'read' || config.reading.unreadable)) return undefined;
  return findIn(ask, files, name);
}

/** Unlike the rest, these are read from the config file without AWS_SDK_LOAD_CONFIG too. */
function variantOf(ask: Ask, { config, name }: JsV2Files): Variant {
  if (!atLeast(ask.version, VARIANTS_FROM)) return PLAIN;
  const profile = merged(name, config.reading.profiles.get(name));
  return {
    fips: isOn(ask, profile, 'AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    dualStack: isOn(ask, profile, 'AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
  };
}

/** The setting without regard to case, or a refusal: an empty variable is an error here. */
function regionalSetting(ask: Ask, profile: SeenProfile | undefined): 'legacy' | 'regional' | EndpointAnswer {
  const written = atLeast(ask.version, '2.525.0') ? writtenSetting(ask, profile) : undefined;
  const value = written?.toLowerCase();
  if (value === 'legacy' || value === 'regional') return value;
  if (value !== undefined && (value !== '' || variable(ask, SETTING_VARIABLE) !== undefined)) {
    return refusal(ask, say`${written ?? ''} is no valid setting: only ${'legacy'} and ${'regional'} are.`);
  }
  note(ask, say`JavaScript v2 uses ${'legacy'} unless told otherwise, in every version.`);
  return 'legacy';
}
