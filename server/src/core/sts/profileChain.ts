import type { ProfileSubject } from '../documents/subjects';
import type { Step } from '../explain/explanation';
import { say } from '../explain/sentence';
import type { Span } from '../text/span';
import { besideProfile, mergeProfiles, type Profile, valueIn } from './profiles';

/**
 * How a chain of `source_profile` ends. `keys`: at a profile with credentials of its own. `source`: at a
 * `credential_source`. `unknown`: at a profile that says nothing of credentials, which may come from elsewhere.
 */
export type ChainEnd =
  | { readonly kind: 'keys' | 'source' | 'unknown' }
  | { readonly kind: 'loop' | 'missing'; readonly name: string };

/** The profiles whose credentials build on each other: the first assumes its role with those of the second. */
export interface ProfileChain {
  readonly links: readonly Profile[];
  readonly end: ChainEnd;
}

/**
 * Follows `source_profile` from a profile. A profile that names itself and has static keys uses those keys, which is
 * legal; any other way back to a profile already passed is a loop, which SDKs refuse.
 */
export function chainOf(profiles: Pick<ReadonlyMap<string, Profile>, 'get'>, name: string): ProfileChain {
  const links: Profile[] = [];
  const passed = new Set<string>();
  for (let next = name; ; ) {
    const profile = profiles.get(next);
    if (profile === undefined) return { links, end: { kind: 'missing', name: next } };
    links.push(profile);
    passed.add(next);
    const source = valueIn(profile, 'source_profile');
    if (valueIn(profile, 'role_arn') === undefined || source === undefined)
      return { links, end: endOf(profile) };
    if (source === next && hasKeys(profile)) return { links, end: { kind: 'keys' } };
    if (passed.has(source)) return { links, end: { kind: 'loop', name: source } };
    // An SDK takes static keys of a source profile before its role (assume-role provider, reference guide).
    const target = profiles.get(source);
    if (target !== undefined && hasKeys(target)) return { links: [...links, target], end: { kind: 'keys' } };
    next = source;
  }
}

function endOf(profile: Profile): ChainEnd {
  if (hasKeys(profile)) return { kind: 'keys' };
  return { kind: valueIn(profile, 'credential_source') === undefined ? 'unknown' : 'source' };
}

/** Whether a profile has static keys. */
export function hasKeys(profile: Profile): boolean {
  return profile.settings.has('aws_access_key_id') && profile.settings.has('aws_secret_access_key');
}

/** A profile whose role assumes itself. */
export interface SelfAssumingProfile {
  readonly profile: ProfileSubject;
  readonly roleArn: string;
  /** The `role_arn` setting. */
  readonly span: Span;
  readonly because: readonly Step[];
}

/**
 * The profiles that assume a role with credentials that are already that role's: the next profile of the chain has
 * the same `role_arn`. A profile that names itself as its source uses its own static keys and is none of them; what
 * `credential_source` yields is not in any file, so nothing is said of it.
 */
export function selfAssumingProfiles(subjects: readonly ProfileSubject[]): SelfAssumingProfile[] {
  const found: SelfAssumingProfile[] = [];
  for (const group of groupsOf(subjects)) {
    const profiles = mergeProfiles(group);
    for (const name of profiles.keys()) {
      const { links, end } = chainOf(profiles, name);
      // SDKs refuse a chain that comes back to itself before anybody calls STS.
      if (end.kind === 'loop') continue;
      const [first, second] = links;
      const role = first?.settings.get('role_arn');
      const carried = second?.settings.get('role_arn');
      if (role === undefined || carried === undefined || role.value !== carried.value || role.value === '')
        continue;
      // A web identity token comes before a source profile.
      if (second === undefined || hasKeys(second) || first?.settings.has('web_identity_token_file')) continue;
      const { setting, section } = role;
      const because: Step[] = [
        {
          sentence: say`Profile ${name} assumes ${role.value}.`,
          span: setting.span,
          uri: section.source.uri,
        },
        {
          sentence: say`Its credentials come from profile ${second.name}, which has already assumed that role.`,
          span: carried.setting.span,
          uri: carried.section.source.uri,
        },
      ];
      found.push({ profile: section, roleArn: role.value, span: setting.valueSpan, because });
    }
  }
  return found;
}

/** The subjects by the pair of files they belong to. */
function groupsOf(subjects: readonly ProfileSubject[]): ProfileSubject[][] {
  const groups: ProfileSubject[][] = [];
  const grouped = new Set<string>();
  for (const subject of subjects) {
    if (grouped.has(subject.source.uri)) continue;
    const group = besideProfile(subject, subjects);
    for (const member of group) grouped.add(member.source.uri);
    groups.push(group);
  }
  return groups;
}
