import type { Profile } from '../profiles';
import { type Ask, settingOf, variable } from './ask';
import type { Variant } from './hosts';

/**
 * Whether FIPS and dual-stack endpoints are asked for: the environment first, then the profile.
 * @param rule which spellings of `true` the tool takes; it is not the same in all
 */
export function chosenVariant(ask: Ask, profile: Profile | undefined, rule: 'true' | 'any case'): Variant {
  const on = (name: string, key: string) => {
    // An empty variable counts as absent.
    const value = variable(ask, name) || settingOf(ask, profile, key) || '';
    return (rule === 'true' ? value : value.toLowerCase()) === 'true';
  };
  return {
    fips: on('AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint'),
    dualStack: on('AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint'),
  };
}
