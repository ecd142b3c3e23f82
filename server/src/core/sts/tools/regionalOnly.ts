import { say } from '../../explain/sentence';
import type { EndpointInput, Resolve } from '../endpoint';
import { type ToolId, toolAt } from '../tools';
import { answer, asked, chosenRegion, note, refusal } from './ask';
import { isHostLabel, regionalHost } from './hosts';
import { referenceFiles } from './referenceFiles';
import { hostOf, shownUrl } from './urls';
import { chosenVariant } from './variants';

/** The SDKs that never had the setting: Java v2, Rust, Kotlin, Swift and C++. An STS client made in code. */
export function regionalOnly(id: ToolId): Resolve {
  return (input: EndpointInput, version: string) => {
    const ask = asked(input, version);
    const tool = toolAt(id, version);
    const { profile, url: configuredUrl } = referenceFiles(ask);
    const found = chosenRegion(ask, profile, tool.regionVariables, 'absent');
    const region = found ?? (tool.withoutRegion === 'us-east-1' ? 'us-east-1' : undefined);
    if (region === undefined) return refusal(ask, say`A Region is needed.`);
    if (!isHostLabel(region)) return refusal(ask, say`${region} is no valid Region name.`);
    const url = configuredUrl();
    if (url !== undefined) {
      const host = hostOf(url);
      return host === undefined
        ? refusal(ask, say`${shownUrl(url)} is no valid URL.`)
        : answer(ask, host, region);
    }
    note(ask, say`This tool does not read ${'sts_regional_endpoints'}: it is always Regional.`);
    return regionalHost(ask, region, chosenVariant(ask, profile, 'any case'));
  };
}
