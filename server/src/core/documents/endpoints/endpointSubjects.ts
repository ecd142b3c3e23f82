import { GLOBAL_HOST } from '../../sts/tools/hosts';
import { plainTextEdits } from '../../syntax/plainText';
import type { Opened } from '../kind';
import type { EndpointSettingSubject, EndpointUrlSubject, Source } from '../subjects';
import { withoutComments } from './comments';
import { formOf, type Writing } from './fileForm';
import { isGenerated, located } from './lines';
import { regionsIn, regionsNear } from './regions';
import { type Given, given } from './settings';
import { globalUrls, type WrittenUrl } from './urls';

/** UTF-16 code units: no file that people write by hand is longer, and others are data. */
const LONGEST_FILE = 1_000_000;

/** Looked for before anything else: hardly any file holds one. */
const NAME_PARTS = ['STS_REGIONAL_ENDPOINTS', 'sts_regional_endpoints', 'stsRegionalEndpoints'];
const NAMES = /AWS_STS_REGIONAL_ENDPOINTS|sts_regional_endpoints|stsRegionalEndpoints/g;
const URL_NAMES = /AWS_ENDPOINT_URL(?:_STS)?/g;

/**
 * What a text sets about STS endpoints outside of AWS config files. Line by line, whatever the language: names and
 * URLs are distinctive, and half of these files are templates that no parser of their language reads.
 * @param isConfig the text is AWS configuration, whose settings are read as such
 */
export function endpointSubjects(
  file: Opened,
  isConfig: boolean,
): (EndpointSettingSubject | EndpointUrlSubject)[] {
  const { text } = file;
  if (text.length > LONGEST_FILE) return [];
  const hasNames = !isConfig && NAME_PARTS.some((part) => text.includes(part));
  const hasUrl = namesHost(text);
  if (!hasNames && !hasUrl) return [];
  const form = formOf(file.uri, file.languageId, text);
  if (form === undefined) return [];
  const bare = withoutTests(file.uri, withoutComments(text, form.comments));
  const source: Source = { uri: file.uri, edits: plainTextEdits };
  const regions = regionsIn(bare);
  const subjects: (EndpointSettingSubject | EndpointUrlSubject)[] = [];
  if (hasNames) {
    for (const each of given(bare, NAMES, form.writing)) {
      if (isGenerated(bare, each.start)) continue;
      if (formOfSetting(each, form.writing) === 'option' && !isOption(each, file.uri)) continue;
      subjects.push({
        kind: 'endpointSetting',
        source,
        span: { start: each.start, end: each.end },
        name: each.name,
        form: formOfSetting(each, form.writing),
        node: located(each.value, { start: each.valueStart, end: each.valueStart + each.value.length }),
        regions: regionsNear(regions, each.start),
      });
    }
  }
  if (hasUrl) {
    const found: WrittenUrl[] = [];
    for (const each of given(bare, URL_NAMES, form.writing)) {
      const scheme = /^(https?:\/\/)sts\.amazonaws\.com(?::443)?\/?$/.exec(each.value)?.[1];
      if (scheme === undefined) continue;
      const start = each.valueStart;
      const end = start + each.value.length;
      found.push({ start, end, hostStart: start + scheme.length, to: each.name, certainty: 'setting' });
    }
    for (const each of globalUrls(bare, form.writing)) {
      if (form.data === undefined || each.certainty === 'setting') found.push(each);
    }
    const taken = new Set<number>();
    const mixed = REGIONAL.test(bare);
    for (const { start, end, hostStart, to, certainty } of found) {
      if (taken.has(hostStart)) continue;
      taken.add(hostStart);
      subjects.push({
        kind: 'endpointUrl',
        source,
        span: { start, end },
        node: located(GLOBAL_HOST, { start: hostStart, end: hostStart + GLOBAL_HOST.length }),
        to,
        certainty: mixed && form.writing === 'code' && !to.startsWith('AWS_') ? 'fallback' : certainty,
        regions: regionsNear(regions, hostStart),
      });
    }
  }
  return subjects;
}

/**
 * Whether a text names the global host otherwise than as the audience of OIDC tokens, which trust policies do: they
 * need no closer look.
 */
function namesHost(text: string): boolean {
  for (let host = text.indexOf(GLOBAL_HOST); host >= 0; host = text.indexOf(GLOBAL_HOST, host + 1)) {
    if (!/:aud"\s*:\s*\[?\s*"$/.test(text.slice(Math.max(0, host - 20), host))) return true;
  }
  return false;
}

/** A host name of STS that is put together from a Region. */
const REGIONAL = /\bsts\.(?:["'`]\s*[+.,]|[$#]?\{|%[sv]|\$\w)/;

function formOfSetting({ name, between }: Given, writing: Writing): EndpointSettingSubject['form'] {
  if (name.startsWith('AWS_')) return 'variable';
  if (!/^\s*=(?!>)/.test(between)) return 'option';
  return writing === 'code' ? 'program' : 'config';
}

/** The SDKs that have such an option are those of JavaScript v2, PHP and Ruby; other programs have their own meanings. */
function isOption({ name, value }: Given, uri: string): boolean {
  const sdk = name === 'stsRegionalEndpoints' ? /\.(?:[cm]?[jt]sx?|vue|svelte)$/ : /\.(?:php|rb)$/;
  return sdk.test(uri) && /^(?:legacy|regional)$/i.test(value);
}

/** Rust keeps the tests of a module at the end of its file. */
function withoutTests(uri: string, text: string): string {
  const at = uri.endsWith('.rs') ? text.indexOf('#[cfg(test)]') : -1;
  return at < 0 ? text : text.slice(0, at);
}
