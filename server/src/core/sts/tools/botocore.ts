import { say } from '../../explain/sentence';
import { CONFIG_KEYS } from '../configKeys';
import type { EndpointAnswer, EndpointInput, Resolve } from '../endpoint';
import type { ToolId } from '../tools';
import { atLeast } from '../versions';
import {
  type Ask,
  answer,
  asked,
  chosenRegion,
  note,
  refusal,
  type SeenProfile,
  settingOf,
  variable,
} from './ask';
import {
  globalHost,
  IN_2020,
  IN_2022,
  IN_2024,
  type Knowledge,
  PLAIN,
  regionalHost,
  type Variant,
} from './hosts';
import {
  isPythonRegion,
  type PythonFiles,
  pythonFiles,
  pythonFirst,
  pythonHost,
  pythonUrl,
} from './pythonFiles';
import { defaultSetting, legacyMapsToGlobal, SETTING_VARIABLE, writtenSetting } from './setting';
import { shownUrl } from './urls';
import { chosenVariant } from './variants';

const MODES = ['legacy', 'standard', 'in-region', 'cross-region', 'mobile', 'auto'];

/** botocore, and boto3 and AWS CLI v1 which stand on it. From its source and from running it. */
export function botocore(id: ToolId & ('botocore' | 'boto3' | 'aws-cli')): Resolve {
  return (input: EndpointInput, version: string) => {
    const ask = asked(input, version);
    const files = pythonFiles(ask, ['AWS_DEFAULT_PROFILE', 'AWS_PROFILE']);
    if ('because' in files) return files;
    return pythonFirst(ask, files, clientHost(ask, id, files));
  };
}

function clientHost(ask: Ask, id: ToolId, files: PythonFiles): EndpointAnswer {
  const engine = engineVersion(id, ask.version);
  const { profile } = files;
  const plugin = id === 'aws-cli' ? mistakenPlugin(ask, files) : undefined;
  if (plugin !== undefined) return plugin;
  const region = chosenRegion(ask, profile, ['AWS_DEFAULT_REGION'], 'counts');
  if (region !== undefined && !isPythonRegion(region))
    return refusal(ask, say`${region} is no valid Region name.`);

  const mode = defaultsMode(ask, profile, engine);
  if (mode !== undefined && !MODES.includes(mode))
    return refusal(ask, say`${mode} is no valid defaults mode.`);
  const url = atLeast(engine, '1.31.0') ? pythonUrl(ask, files) : undefined;
  if (typeof url === 'object') return url;
  // A wrong value is refused even where a URL, FIPS or dual stack leaves the setting without effect.
  const written = atLeast(engine, '1.13.2') ? writtenSetting(ask, profile) : undefined;
  const nested = profile?.settings.get('sts_regional_endpoints')?.nested;
  if (nested !== undefined && variable(ask, SETTING_VARIABLE) === undefined)
    return refusal(
      ask,
      say`The setting ${'sts_regional_endpoints'} has settings below it in place of a value.`,
    );
  if (written !== undefined && !['', 'legacy', 'regional'].includes(written)) {
    return refusal(
      ask,
      say`${written} is no valid STS Regional endpoints option: only ${'legacy'} and ${'regional'} are.`,
    );
  }
  if (url !== undefined) return configured(ask, url, region);
  const variant = atLeast(engine, '1.23.0') ? chosenVariant(ask, profile, 'any case', 'counts') : PLAIN;
  const place = region ?? 'aws-global';
  const knowledge = pythonKnowledge(engine);
  if (variant.fips || variant.dualStack) return variantHost(ask, place, variant, knowledge);

  const setting = written || modeSetting(ask, written, mode, profile) || defaultSetting(ask, id);
  if (region === undefined) {
    note(ask, say`Without a Region the global host is called, whatever the setting says.`);
    return globalHost(ask);
  }
  if (setting === 'legacy' && legacyMapsToGlobal(ask, region)) return globalHost(ask);
  return regionalHost(ask, region, PLAIN, knowledge);
}

/** The host of a URL that was configured. FIPS and dual stack are dropped without a word. */
export function configured(ask: Ask, url: string, region: string | undefined): EndpointAnswer {
  const host = pythonHost(url);
  if (host === undefined) return refusal(ask, say`${shownUrl(url)} is no valid URL.`);
  if (region === undefined) return refusal(ask, say`A configured URL needs a Region to sign for.`);
  return answer(ask, host, region);
}

/**
 * What botocore's data say of partitions. aws-eusc came with 1.37.27; the rest lies between 1.20.0, 1.29.27, 1.37.9 and
 * 1.43.117, which were run. It never has dual stack in aws-iso-e and aws-iso-f.
 */
export function pythonKnowledge(engine: string): Knowledge {
  if (!atLeast(engine, '1.23.0')) return IN_2020;
  if (!atLeast(engine, '1.31.0')) return IN_2022;
  if (!atLeast(engine, '1.37.27')) return IN_2024;
  return { noDualStack: ['aws-iso-e', 'aws-iso-f'] };
}

/** A FIPS or dual-stack host. Without a Region botocore builds one that does not exist, signed for us-east-1. */
export function variantHost(
  ask: Ask,
  region: string,
  variant: Variant,
  knowledge: Knowledge,
): EndpointAnswer {
  const found = regionalHost(ask, region, variant, knowledge);
  if (region !== 'aws-global' || found.host === undefined) return found;
  return answer(ask, found.host, 'us-east-1');
}

/**
 * AWS CLI v1 imports what `[plugins]` names as Python modules, and stops where there is no such module (aws-cli
 * 1.45, `plugin.py`). Whether a module is there cannot be seen; the value of a setting that strayed there is none.
 */
function mistakenPlugin(ask: Ask, { config }: PythonFiles): EndpointAnswer | undefined {
  for (const key of config.plugins?.keys() ?? []) {
    if (!CONFIG_KEYS.has(key)) continue;
    return refusal(
      ask,
      say`AWS CLI v1 takes the value of ${key} in the section ${'[plugins]'} for a Python module to import.`,
    );
  }
  return undefined;
}

/** The botocore that a version stands on. boto3 and botocore share their numbers from 1.40 on, CLI v1 runs ahead. */
function engineVersion(id: ToolId, version: string): string {
  if (id === 'botocore') return version;
  const [major = '1', minor = '0', ...rest] = version.split('.');
  if (id === 'boto3') {
    // boto3 1.10 to 1.28 ran three minor versions behind botocore, until both took 1.33.
    return Number(minor) < 29 ? [major, Number(minor) + 3, ...rest].join('.') : version;
  }
  // AWS CLI 1.42 came with botocore 1.40, 1.19 with 1.20.
  return Number(minor) >= 35
    ? [major, Number(minor) - 2, ...rest].join('.')
    : [major, Number(minor) + 2, ...rest].join('.');
}

/** The smart-defaults mode, which botocore knows since 1.23.37. */
function defaultsMode(ask: Ask, profile: SeenProfile | undefined, engine: string): string | undefined {
  if (!atLeast(engine, '1.23.37')) return undefined;
  return (variable(ask, 'AWS_DEFAULTS_MODE') ?? settingOf(profile, 'defaults_mode'))?.toLowerCase();
}

/** Any mode but `legacy` means `regional`; a setting that is written, even if it is empty, hides the mode. */
function modeSetting(
  ask: Ask,
  written: string | undefined,
  mode: string | undefined,
  profile: SeenProfile | undefined,
) {
  if (written !== undefined || mode === undefined || mode === 'legacy') return undefined;
  note(ask, say`The defaults mode ${mode} means ${'regional'}.`, profile?.settings.get('defaults_mode'));
  return 'regional';
}
