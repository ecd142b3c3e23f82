import { say } from '../../explain/sentence';
import type { EndpointAnswer } from '../endpoint';
import { python } from '../reading/python';
import type { FileReading } from '../reading/reading';
import {
  type Ask,
  merged,
  note,
  opened,
  profileName,
  refusal,
  refusedFile,
  type SeenProfile,
  settingOf,
} from './ask';
import { firstCall, ofFirstCall } from './firstCall';
import { isHostLabel } from './hosts';
import { environmentUrl, profileUrl, serviceUrl, urlsOff } from './urls';

/** What botocore and the AWS CLIs know of the files and of the profile in use. */
export interface PythonFiles {
  readonly config: FileReading;
  readonly profile: SeenProfile | undefined;
  /** The profile of a name. */
  readonly find: (name: string) => SeenProfile | undefined;
}

/**
 * Opens both files as botocore does (`session.py`): a file that does not parse stops everything, the credentials
 * file's settings come before the config file's, and a profile that is named must be there.
 * @param variables that name the profile, the first that counts first; an empty one names the profile ""
 */
export function pythonFiles(ask: Ask, variables: readonly string[]): PythonFiles | EndpointAnswer {
  const rules = { dialect: python, tilde: true, dollar: true, empty: 'no file' } as const;
  const config = opened(ask, { ...rules, kind: 'config' }).reading;
  if (config.unreadable) return refusedFile(ask, config.unreadable);
  const credentials = opened(ask, { ...rules, kind: 'credentials' }).reading;
  if (credentials.unreadable) return refusedFile(ask, credentials.unreadable);
  const find = (name: string) => merged(name, config.profiles.get(name), credentials.profiles.get(name));
  const { name, named } = profileName(ask, variables, 'counts');
  const profile = find(name);
  if (named && profile === undefined) return refusal(ask, say`There is no profile ${name}.`);
  const s3 = profile?.settings.get('s3');
  if (s3 !== undefined && s3.value === '' && s3.nested === undefined) {
    // Every client asks for settings below it, also one that is not for S3 (seen in 1.20 to 1.43).
    note(ask, say`Profile ${name} has the setting ${'s3'}.`, s3);
    return refusal(ask, say`The setting ${'s3'} has nothing below it, and this tool stops over that.`);
  }
  return { config, profile, find };
}

/** botocore's rule for a Region: a host label that is not all digits (`utils.py`, validate_region_name). */
export function isPythonRegion(region: string): boolean {
  return isHostLabel(region) && !/^\d+$/.test(region);
}

/**
 * The answer for the first call (`credentials.py`): inner clients are made by the same session, so they go where the
 * client itself goes.
 */
export function pythonFirst(ask: Ask, { profile, find }: PythonFiles, found: EndpointAnswer): EndpointAnswer {
  return ask.input.credentials === 'chain' ? ofFirstCall(ask, firstCall(ask, profile, find), found) : found;
}

/**
 * The endpoint URL that botocore takes from its surroundings (`configprovider.py`, ConfiguredEndpointProvider): a
 * services section that is named and not there is an error, but only where nothing before it has a URL.
 */
export function pythonUrl(ask: Ask, { config, profile }: PythonFiles): string | undefined | EndpointAnswer {
  if (urlsOff(ask, profile, 'any case')) return undefined;
  const fromEnvironment = environmentUrl(ask);
  if (fromEnvironment !== undefined) return fromEnvironment;
  const name = settingOf(profile, 'services');
  const section = name === undefined ? undefined : config.services.get(name);
  if (name !== undefined && (section === undefined || section.size === 0))
    return refusal(ask, say`The profile names the services section ${name}, which does not exist.`);
  const sts = section?.get('sts');
  if (sts !== undefined && sts.nested === undefined)
    return refusal(
      ask,
      say`In the services section ${name ?? ''}, the settings below ${'sts'} must be indented.`,
    );
  const forSts = serviceUrl(ask, section);
  if (forSts === undefined && profile?.settings.get('endpoint_url')?.nested !== undefined)
    return refusal(ask, say`The setting ${'endpoint_url'} has settings below it in place of a value.`);
  return forSts ?? profileUrl(ask, profile);
}

/** Whether botocore takes a URL (`utils.py`, is_valid_endpoint_url), with its host. */
export function pythonHost(url: string): string | undefined {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#@\s]+)/i.exec(url)?.[1];
  const labels = host?.replace(/:\d*$/, '').replace(/\.$/, '').split('.') ?? [''];
  return labels.every((label) => /^(?!-)[a-z\d-]{1,63}(?<!-)$/i.test(label)) ? host : undefined;
}
