import { type Sentence, say, words } from '../explain/sentence';
import type { DebugLog, LoggedCall, UrlSource } from './debugLog';
import { isLegacyRegion } from './partitions';
import { toolAt } from './tools';
import { GLOBAL_HOST } from './tools/hosts';
import { atLeast } from './versions';

const SOURCES: Readonly<Record<UrlSource, Sentence>> = {
  environment_service: words('The variable AWS_ENDPOINT_URL_STS names the endpoint.'),
  environment_global: words('The variable AWS_ENDPOINT_URL names the endpoint, for every service.'),
  config_service: say`The ${'[services …]'} section of the profile names the endpoint.`,
  config_global: say`The setting ${'endpoint_url'} of the profile names the endpoint, for every service.`,
};

/** Why a logged call went to its host, as far as the log tells, the first cause first. */
export function reasonsOf(call: LoggedCall, log: DebugLog): Sentence[] {
  if (call.configured || call.urlSource !== undefined) return configured(call);
  const reasons: Sentence[] = [];
  const { region, host } = call;
  if (region === undefined) {
    if (host === GLOBAL_HOST)
      reasons.push(
        words(
          'The log does not show what the endpoint was chosen by; such old versions call the global host by default.',
        ),
      );
    return reasons;
  }
  if (region === 'aws-global') {
    reasons.push(
      say`No Region was found, or ${'aws-global'} is named as the Region: both mean the global endpoint. Name the Region in code or by ${'--region'}, by AWS_DEFAULT_REGION or ${'region'} in the profile.`,
    );
    return reasons;
  }
  reasons.push(say`The Region is ${region}.`);
  if (call.fips) reasons.push(words('A FIPS endpoint is asked for.'));
  if (call.dualStack) reasons.push(words('A dual-stack endpoint is asked for.'));
  if (call.fips || call.dualStack || call.useGlobal === undefined) return reasons;
  if (call.useGlobal) reasons.push(...legacy(region, log));
  else if (host !== GLOBAL_HOST) reasons.push(words('Regional endpoints are in use.'));
  return reasons;
}

function configured({ urlSource, region, host }: LoggedCall): Sentence[] {
  const source =
    urlSource === undefined
      ? say`The endpoint URL is given by ${'--endpoint-url'} or in code.`
      : SOURCES[urlSource];
  const signed =
    region === undefined || region === 'aws-global' ? [] : [say`The Region ${region} only signs.`];
  const other =
    host === GLOBAL_HOST && region !== undefined && region !== 'us-east-1'
      ? [
          words(
            'A configured URL of the global host keeps that signing Region, which the global endpoint may refuse.',
          ),
        ]
      : [];
  return [source, ...signed, ...other];
}

function legacy(region: string, { tool, toolVersion, botocore }: DebugLog): Sentence[] {
  if (!isLegacyRegion(region))
    return [
      say`The mode is ${'legacy'}, which maps 15 older Regions to the global host; this is none of them.`,
    ];
  const id = tool === 'aws-cli' && toolVersion !== undefined ? 'aws-cli' : 'botocore';
  const version = id === 'aws-cli' ? toolVersion : botocore;
  const changed = version === undefined ? undefined : toolAt(id, version).changed;
  const chosen = say`The mode is ${'legacy'}, which maps this Region to the global host`;
  const set = say`${'sts_regional_endpoints'} of the profile or AWS_STS_REGIONAL_ENDPOINTS`;
  if (version === undefined || changed === undefined) return [say`${chosen}.`, say`Look at ${set}.`];
  return atLeast(version, changed.version)
    ? [say`${chosen}. It is not the default of this version: ${set} says so.`]
    : [
        say`${chosen}. Before ${words(changed.version)} that is the default: update, or set ${set} to ${'regional'}.`,
      ];
}
