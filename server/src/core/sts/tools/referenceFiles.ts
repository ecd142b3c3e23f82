import { reference } from '../reading/reference';
import { type Ask, merged, opened, profileName, type SeenProfile, settingOf } from './ask';
import { environmentUrl, profileUrl, serviceUrl, urlsOff } from './urls';

/** What a tool that follows the reference guide knows of its profile. */
export interface ReferenceFiles {
  readonly profile: SeenProfile | undefined;
  /** The part of the profile that the credentials file has. */
  readonly inCredentials: SeenProfile | undefined;
  /** The endpoint URL that its surroundings set, or undefined. */
  readonly url: () => string | undefined;
}

/**
 * Opens both files by the grammar of the AWS SDKs and Tools Reference Guide, for the tools whose own parser is not
 * told apart: the profile of AWS_PROFILE or `default`, with the credentials file before the config file.
 */
export function referenceFiles(ask: Ask): ReferenceFiles {
  const config = opened(ask, { kind: 'config', dialect: reference, tilde: true }).reading;
  const credentials = opened(ask, { kind: 'credentials', dialect: reference, tilde: true }).reading;
  const { name } = profileName(ask, ['AWS_PROFILE'], 'absent');
  const inCredentials = merged(name, credentials.profiles.get(name));
  const profile = merged(name, config.profiles.get(name), inCredentials?.settings);
  const url = () => {
    if (urlsOff(ask, profile, 'any case')) return undefined;
    const services = settingOf(profile, 'services');
    const section = services === undefined ? undefined : config.services.get(services);
    return environmentUrl(ask) ?? serviceUrl(ask, section) ?? profileUrl(ask, profile);
  };
  return { profile, inCredentials, url };
}
