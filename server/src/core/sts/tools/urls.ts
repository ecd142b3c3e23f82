import { say } from '../../explain/sentence';
import { knownString, propertyOf } from '../../syntax/tree';
import type { Profile } from '../profiles';
import { type Ask, note, settingOf, variable } from './ask';

/** How a tool looks for configured endpoint URLs (AWS SDKs and Tools Reference Guide, "Service-specific endpoints"). */
export interface UrlRules {
  /** Whether an empty environment variable counts. */
  readonly empty: 'counts' | 'absent';
  /** Which values of the ignore switch mean yes; undefined when the tool has no such switch. */
  readonly ignore: 'true' | 'any case' | undefined;
}

/** A configured endpoint URL for STS, or undefined. Environment first, then `[services …]`, then the profile. */
export function configuredUrl(ask: Ask, profile: Profile | undefined, rules: UrlRules): string | undefined {
  const off =
    variable(ask, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS') ||
    settingOf(ask, profile, 'ignore_configured_endpoint_urls');
  if (rules.ignore !== undefined && off !== undefined && isTrue(off, rules.ignore)) {
    note(ask, say`Configured endpoint URLs are switched off.`);
    return undefined;
  }
  for (const name of ['AWS_ENDPOINT_URL_STS', 'AWS_ENDPOINT_URL']) {
    const value = variable(ask, name);
    if (value !== undefined && (value !== '' || rules.empty === 'counts')) {
      note(ask, say`${name} is set to ${shownUrl(value)}, which comes before every STS endpoint setting.`);
      return value;
    }
  }
  const service = knownString(propertyOf(serviceSection(profile, ask.reading.anyCase), 'endpoint_url'));
  if (service !== undefined && service !== '') {
    note(ask, say`The services section has ${shownUrl(service)} for STS.`, profile, 'services');
    return service;
  }
  const own = settingOf(ask, profile, 'endpoint_url');
  if (own === undefined || own === '') return undefined;
  note(
    ask,
    say`Profile ${profile?.name ?? ''} sends all services to ${shownUrl(own)}.`,
    profile,
    'endpoint_url',
  );
  return own;
}

function serviceSection(profile: Profile | undefined, anyCase: boolean) {
  const services = profile?.services;
  return propertyOf(services, 'sts') ?? (anyCase ? propertyOf(services, 'STS') : undefined);
}

/** The host of a URL with its port, or undefined when it is no URL with a host. */
export function hostOf(url: string): string | undefined {
  return /^https?:\/\/(?:[^/?#@]*@)?([^/?#@\s]+)/i.exec(url)?.[1];
}

/** A URL as it may be shown: without user information and without anything behind the host. */
export function shownUrl(url: string): string {
  const host = hostOf(url);
  return host === undefined ? url.replace(/^.*@/, '') : `${/^[a-z]+/i.exec(url)?.[0] ?? ''}://${host}`;
}

/** Whether a switch is on. `true`: only in lower case. */
export function isTrue(value: string, rule: 'true' | 'any case'): boolean {
  return (rule === 'true' ? value : value.toLowerCase()) === 'true';
}
