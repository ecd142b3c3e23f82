import { say } from '../../explain/sentence';
import type { EndpointAnswer, Resolve } from '../endpoint';
import { atLeast } from '../versions';
import { type Ask, asked, chosenRegion, note, refusal } from './ask';
import { configured, pythonKnowledge, variantHost } from './botocore';
import { globalHost } from './hosts';
import { isPythonRegion, type PythonFiles, pythonFiles, pythonFirst, pythonUrl } from './pythonFiles';
import { chosenVariant } from './variants';

/** AWS CLI v2: no such setting, always Regional when there is a Region. */
export const cliV2: Resolve = (input, version) => {
  const ask = asked(input, version);
  const files = pythonFiles(ask, ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']);
  if ('because' in files) return files;
  return pythonFirst(ask, files, clientHost(ask, files));
};

function clientHost(ask: Ask, files: PythonFiles): EndpointAnswer {
  const { version } = ask;
  const { profile } = files;
  // The botocore inside, by what its data know: 2.13 came in July 2023, 2.25 in April 2025.
  const engine = atLeast(version, '2.25.0') ? '1.37.27' : atLeast(version, '2.13.0') ? '1.31.0' : '1.29.0';
  const region = chosenRegion(ask, profile, ['AWS_REGION', 'AWS_DEFAULT_REGION'], 'counts');
  if (region !== undefined && !isPythonRegion(region))
    return refusal(ask, say`${region} is no valid Region name.`);

  const url = atLeast(version, '2.13.0') ? pythonUrl(ask, files) : undefined;
  if (typeof url === 'object') return url;
  if (url !== undefined) return configured(ask, url, region);
  const variant = chosenVariant(ask, profile, 'any case', 'counts');
  if (region === undefined && !variant.fips && !variant.dualStack) {
    note(ask, say`Without a Region the global host is called.`);
    return globalHost(ask);
  }
  note(ask, say`AWS CLI v2 does not read ${'sts_regional_endpoints'}: it is always Regional.`);
  return variantHost(ask, region ?? 'aws-global', variant, pythonKnowledge(engine));
}
