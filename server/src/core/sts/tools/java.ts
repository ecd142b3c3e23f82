import { say } from '../../explain/sentence';
import type { Resolve } from '../endpoint';
import { asked, chosenRegion, note, refusal } from './ask';
import { globalHost, PLAIN, regionalHost } from './hosts';
import { referenceFiles } from './referenceFiles';
import { legacyMapsToGlobal, writtenSetting } from './setting';

/** AWS SDK for Java v1: `legacy` is its default for ever, and without a Region it calls the global host. */
export const java: Resolve = (input, version) => {
  const ask = asked(input, version);
  const { profile } = referenceFiles(ask);
  const region = chosenRegion(ask, profile, ['AWS_REGION'], 'absent');
  const written = writtenSetting(ask, profile);
  const setting = written?.toLowerCase() || 'legacy';
  if (setting !== 'legacy' && setting !== 'regional') {
    return refusal(ask, say`${written ?? ''} is no valid setting: only ${'legacy'} and ${'regional'} are.`);
  }
  if (region === undefined) {
    note(ask, say`Without a Region the global host is called.`);
    return globalHost(ask);
  }
  if (written === undefined)
    note(ask, say`Java v1 uses ${'legacy'} unless told otherwise, in every version.`);
  if (setting === 'legacy' && legacyMapsToGlobal(ask, region)) return globalHost(ask);
  return regionalHost(ask, region, PLAIN);
};
