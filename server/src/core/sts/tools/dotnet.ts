import { say } from '../../explain/sentence';
import type { Resolve } from '../endpoint';
import { atLeast } from '../versions';
import { answer, asked, chosenRegion, note, refusal } from './ask';
import { globalHost, regionalHost } from './hosts';
import { referenceFiles } from './referenceFiles';
import { defaultSetting, legacyMapsToGlobal, writtenSetting } from './setting';
import { hostOf, shownUrl } from './urls';
import { chosenVariant } from './variants';

/** AWS SDK for .NET: v3 reads the setting, v4 is always Regional and falls back to us-east-1. */
export const dotnet: Resolve = (input, version) => {
  const ask = asked(input, version);
  const { profile, url: configuredUrl } = referenceFiles(ask);
  const region = chosenRegion(ask, profile, ['AWS_REGION'], 'absent');
  const url = configuredUrl();
  if (url !== undefined) {
    const host = hostOf(url);
    return host === undefined
      ? refusal(ask, say`${shownUrl(url)} is no valid URL.`)
      : answer(ask, host, region ?? 'us-east-1');
  }
  const variant = chosenVariant(ask, profile, 'any case');
  if (atLeast(version, '4')) {
    note(ask, say`.NET v4 is always Regional; without a Region it takes ${'us-east-1'}.`);
    return regionalHost(ask, region ?? 'us-east-1', variant);
  }
  const written = writtenSetting(ask, profile)?.toLowerCase() || undefined;
  const setting = written ?? defaultSetting(ask, 'aws-sdk-net');
  if (setting !== 'legacy' && setting !== 'regional') {
    return refusal(ask, say`${setting} is no valid setting: a string regional or legacy is expected.`);
  }
  if (region === undefined) {
    note(ask, say`Without a Region the global host is called.`);
    return globalHost(ask);
  }
  if (variant.fips || variant.dualStack) return regionalHost(ask, region, variant);
  return setting === 'legacy' && legacyMapsToGlobal(ask, region)
    ? globalHost(ask)
    : regionalHost(ask, region);
};
