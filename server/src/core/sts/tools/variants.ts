import { type Ask, type SeenProfile, settingOf, variable } from './ask';
import type { Variant } from './hosts';
import { isTrue } from './urls';

/**
 * Whether FIPS and dual-stack endpoints are asked for: the environment first, then the profile.
 * @param rule which spellings of `true` the tool takes; it is not the same in all
 * @param empty whether an empty variable hides the profile's setting
 */
export function chosenVariant(
  ask: Ask,
  profile: SeenProfile | undefined,
  rule: 'true' | 'any case',
  empty: 'counts' | 'absent' = 'absent',
): Variant {
  const on = (name: string, key: string) => {
    const given = variable(ask, name);
    const counts = given !== undefined && (given !== '' || empty === 'counts');
    return isTrue((counts ? given : settingOf(profile, key)) ?? '', rule);
  };
  return {
    fips: on('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    dualStack: on('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
  };
}
