import { say } from '../../explain/sentence';
import type { Resolve } from '../endpoint';
import { answer, asked, chosenRegion, refusal } from './ask';
import { globalHost, regionalHost } from './hosts';
import { referenceFiles } from './referenceFiles';
import { defaultSetting, legacyMapsToGlobal, writtenSetting } from './setting';
import { hostOf, shownUrl } from './urls';
import { chosenVariant } from './variants';

/** AWS SDK for PHP v3. It finds the setting only under the bare profile name, so not in `[profile …]` sections. */
export const php: Resolve = (input, version) => {
  const ask = asked(input, version);
  const { profile, inCredentials, url: configuredUrl } = referenceFiles(ask);
  const region = chosenRegion(ask, profile, ['AWS_REGION', 'AWS_DEFAULT_REGION'], 'absent');
  if (region === undefined) return refusal(ask, say`A Region is needed.`);
  const url = configuredUrl();
  if (url !== undefined) {
    const host = hostOf(url);
    return host === undefined
      ? refusal(ask, say`${shownUrl(url)} is no valid URL.`)
      : answer(ask, host, region);
  }
  const variant = chosenVariant(ask, profile, 'any case');
  if (variant.fips || variant.dualStack) return regionalHost(ask, region, variant);
  const written = writtenSetting(ask, profile?.name === 'default' ? profile : inCredentials)?.toLowerCase();
  const setting = written || defaultSetting(ask, 'aws-sdk-php');
  if (setting !== 'legacy' && setting !== 'regional') {
    return refusal(ask, say`${setting} is no valid setting: only ${'legacy'} and ${'regional'} are.`);
  }
  return setting === 'legacy' && legacyMapsToGlobal(ask, region)
    ? globalHost(ask)
    : regionalHost(ask, region);
};
