import { say } from '../../explain/sentence';
import type { EndpointAnswer, EndpointInput, Resolve } from '../endpoint';
import type { Profile } from '../profiles';
import type { ToolId } from '../tools';
import { atLeast } from '../versions';
import { type Ask, answer, chosenProfile, chosenRegion, note, refusal, settingOf, variable } from './ask';
import { globalHost, isHostLabel, PLAIN, regionalHost, type Variant } from './hosts';
import { defaultSetting, legacyMapsToGlobal, writtenSetting } from './setting';
import { configuredUrl, hostOf, shownUrl } from './urls';
import { chosenVariant } from './variants';

/** How botocore and both AWS CLIs read values: comments and quotes are part of them. */
export const PYTHON = {
  comments: 'kept',
  quotes: 'none',
  anyCase: true,
  headers: /^(default|profile\s+\S.*)$/,
} as const;

const MODES = ['legacy', 'standard', 'in-region', 'cross-region', 'mobile', 'auto'];

/** botocore, and boto3 and AWS CLI v1 which stand on it. From its source and from running it. */
export function botocore(id: ToolId & ('botocore' | 'boto3' | 'aws-cli')): Resolve {
  return (input: EndpointInput, version: string) => {
    const ask: Ask = { input, version, reading: PYTHON, because: [] };
    const engine = engineVersion(id, version);
    const { name, named, profile } = chosenProfile(ask, ['AWS_DEFAULT_PROFILE', 'AWS_PROFILE'], 'counts');
    if (named && profile === undefined) return refusal(ask, say`There is no profile ${name}.`);
    const region = chosenRegion(ask, profile, ['AWS_DEFAULT_REGION'], 'counts');
    if (region !== undefined && !isHostLabel(region))
      return refusal(ask, say`${region} is no valid Region name.`);

    const mode = defaultsMode(ask, profile, engine);
    if (mode !== undefined && !MODES.includes(mode))
      return refusal(ask, say`${mode} is no valid defaults mode.`);
    // A wrong value is refused even where a URL, FIPS or dual stack leaves the setting without effect.
    const written = writtenSetting(ask, profile);
    if (written !== undefined && !['', 'legacy', 'regional'].includes(written)) {
      return refusal(
        ask,
        say`${written} is no valid STS Regional endpoints option: only ${'legacy'} and ${'regional'} are.`,
      );
    }
    const url = atLeast(engine, '1.31.0')
      ? configuredUrl(ask, profile, { empty: 'absent', ignore: 'any case' })
      : undefined;
    if (url !== undefined) {
      const host = hostOf(url);
      if (host === undefined) return refusal(ask, say`${shownUrl(url)} is no valid URL.`);
      if (region === undefined) return refusal(ask, say`A configured URL needs a Region to sign for.`);
      return answer(ask, host, region);
    }
    const variant = atLeast(engine, '1.23.0') ? chosenVariant(ask, profile, 'any case') : PLAIN;
    const place = region ?? 'aws-global';
    const sovereign = atLeast(engine, '1.37.27');
    if (variant.fips || variant.dualStack) return variantHost(ask, place, variant, sovereign);

    const setting = written || modeSetting(ask, written, mode, profile) || defaultSetting(ask, id);
    if (region === undefined) {
      note(ask, say`Without a Region the global host is called, whatever the setting says.`);
      return globalHost(ask);
    }
    if (setting === 'legacy' && legacyMapsToGlobal(ask, region)) return globalHost(ask);
    return regionalHost(ask, region, PLAIN, sovereign);
  };
}

/** A FIPS or dual-stack host. Without a Region botocore builds one that does not exist, signed for us-east-1. */
export function variantHost(ask: Ask, region: string, variant: Variant, sovereign: boolean): EndpointAnswer {
  const found = regionalHost(ask, region, variant, sovereign);
  if (region !== 'aws-global' || found.host === undefined) return found;
  return answer(ask, found.host, 'us-east-1');
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
function defaultsMode(ask: Ask, profile: Profile | undefined, engine: string): string | undefined {
  if (!atLeast(engine, '1.23.37')) return undefined;
  return (variable(ask, 'AWS_DEFAULTS_MODE') ?? settingOf(ask, profile, 'defaults_mode'))?.toLowerCase();
}

/** Any mode but `legacy` means `regional`; a setting that is written, even if it is empty, hides the mode. */
function modeSetting(
  ask: Ask,
  written: string | undefined,
  mode: string | undefined,
  profile: Profile | undefined,
) {
  if (written !== undefined || mode === undefined || mode === 'legacy') return undefined;
  note(ask, say`The defaults mode ${mode} means ${'regional'}.`, profile, 'defaults_mode');
  return 'regional';
}
