import { say } from '../../explain/sentence';
import type { SeenSection } from '../reading/reading';
import { type Ask, note, type SeenProfile, settingOf, variable } from './ask';

/**
 * A URL from AWS_ENDPOINT_URL_STS or AWS_ENDPOINT_URL, which come in this order before all settings of files (AWS SDKs
 * and Tools Reference Guide, "Service-specific endpoints").
 * @param empty whether an empty variable is a URL
 */
export function environmentUrl(ask: Ask, empty: 'counts' | 'absent' = 'absent'): string | undefined {
  return variableUrl(ask, 'AWS_ENDPOINT_URL_STS', empty) ?? variableUrl(ask, 'AWS_ENDPOINT_URL', empty);
}

/** A URL from one environment variable. */
export function variableUrl(
  ask: Ask,
  name: 'AWS_ENDPOINT_URL_STS' | 'AWS_ENDPOINT_URL',
  empty: 'counts' | 'absent' = 'absent',
): string | undefined {
  const value = variable(ask, name);
  if (value === undefined || (value === '' && empty === 'absent')) return undefined;
  note(ask, say`${name} is set to ${shownUrl(value)}, which comes before every STS endpoint setting.`);
  return value;
}

/**
 * The URL for STS in the `[services …]` section that a profile names.
 * @param nesting `dotted` where the dialect joins the names of nested settings by a dot
 */
export function serviceUrl(
  ask: Ask,
  section: SeenSection | undefined,
  nesting: 'nested' | 'dotted' = 'nested',
): string | undefined {
  const sts = section?.get(nesting === 'nested' ? 'sts' : 'sts.endpoint_url');
  const value = nesting === 'nested' ? sts?.nested?.get('endpoint_url') : sts?.value;
  if (value === undefined || value === '') return undefined;
  note(ask, say`The services section has ${shownUrl(value)} for STS.`, sts);
  return value;
}

/** The URL that a profile sends all services to. */
export function profileUrl(ask: Ask, profile: SeenProfile | undefined): string | undefined {
  const value = settingOf(profile, 'endpoint_url');
  if (value === undefined || value === '') return undefined;
  note(
    ask,
    say`Profile ${profile?.name ?? ''} sends all services to ${shownUrl(value)}.`,
    profile?.settings.get('endpoint_url'),
  );
  return value;
}

/** Whether configured endpoint URLs are switched off: the environment first, an empty variable hiding the profile. */
export function urlsOff(ask: Ask, profile: SeenProfile | undefined, rule: 'true' | 'any case'): boolean {
  const value =
    variable(ask, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS') ??
    settingOf(profile, 'ignore_configured_endpoint_urls');
  if (value === undefined || !isTrue(value, rule)) return false;
  note(ask, say`Configured endpoint URLs are switched off.`);
  return true;
}

/** The host of a URL with its port, or undefined when it is no URL with a host. */
export function hostOf(url: string): string | undefined {
  return /^https?:\/\/(?:[^/?#]*@)?([^/?#@\s]+)(?![^/?#\s])/i.exec(url)?.[1];
}

/** A URL as it may be shown: without user information and without anything behind the host. */
export function shownUrl(url: string): string {
  const host = hostOf(url);
  return host === undefined
    ? url.replace(/^([a-z]+:\/\/)?.*@/i, '$1')
    : `${/^[a-z]+/i.exec(url)?.[0] ?? ''}://${host}`;
}

/** Whether a switch is on. `true`: only in lower case. */
export function isTrue(value: string, rule: 'true' | 'any case'): boolean {
  return (rule === 'true' ? value : value.toLowerCase()) === 'true';
}
