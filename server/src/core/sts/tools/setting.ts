import { say } from '../../explain/sentence';
import { isLegacyRegion } from '../partitions';
import { defaultOf, type ToolId, toolAt } from '../tools';
import { type Ask, note, type SeenProfile, settingOf, variable } from './ask';

/** The name of the variable that comes before `sts_regional_endpoints`. */
export const SETTING_VARIABLE = 'AWS_STS_REGIONAL_ENDPOINTS';

/**
 * The setting as written, the environment before the profile, or undefined where neither has it.
 * @param empty whether an empty variable hides the profile's setting
 */
export function writtenSetting(
  ask: Ask,
  profile: SeenProfile | undefined,
  empty: 'counts' | 'absent' = 'counts',
): string | undefined {
  const fromEnvironment = variable(ask, SETTING_VARIABLE);
  if (fromEnvironment !== undefined && (fromEnvironment !== '' || empty === 'counts')) {
    note(ask, say`${SETTING_VARIABLE} is ${fromEnvironment}.`);
    return fromEnvironment;
  }
  const written = settingOf(profile, 'sts_regional_endpoints');
  if (written !== undefined) {
    note(
      ask,
      say`Profile ${profile?.name ?? ''} has ${`sts_regional_endpoints = ${written}`}.`,
      profile?.settings.get('sts_regional_endpoints'),
    );
  }
  return written;
}

/** The version's own default, as a reason. */
export function defaultSetting(ask: Ask, id: ToolId): 'legacy' | 'regional' {
  const tool = toolAt(id, ask.version);
  const value = defaultOf(tool, ask.version);
  note(ask, say`Without the setting, version ${ask.version} uses ${value}.`);
  return value;
}

/** Whether `legacy` leads to the global host in this Region, with the reason. Not for JavaScript v2. */
export function legacyMapsToGlobal(ask: Ask, region: string): boolean {
  const maps = isLegacyRegion(region);
  if (maps) note(ask, say`Under ${'legacy'}, ${region} is one of the Regions that go to the global host.`);
  else note(ask, say`Under ${'legacy'}, ${region} is not one of the Regions that go to the global host.`);
  return maps;
}
