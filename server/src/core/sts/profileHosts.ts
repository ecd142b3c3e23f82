import { oncePer } from '../once';
import { endpointsOf, type ToolAnswer } from './profileEndpoints';
import type { Profile } from './profiles';

/** What a version of a tool calls with a profile, without the reasons. */
export type ToolHost = Pick<ToolAnswer, 'tool' | 'age' | 'version'> & {
  /** Undefined: the tool refuses. */
  readonly host: string | undefined;
};

/**
 * The hosts of {@link endpointsOf}. Profiles that differ only in what no tool's endpoint depends on are asked for
 * once: a long file of alike profiles is checked at every key stroke.
 * @param region stands in for the profile's Region
 */
export function hostsOf(
  profiles: ReadonlyMap<string, Profile>,
  profile: Profile,
  region?: string,
): readonly ToolHost[] {
  const known = answers(profiles);
  const key = `${region ?? ''}\n${likeness(profiles, profile)}`;
  let hosts = known.get(key);
  if (hosts === undefined) {
    hosts = endpointsOf(profiles, profile.name, region).map(({ tool, age, version, answer }) => ({
      tool,
      age,
      version,
      host: answer.host,
    }));
    known.set(key, hosts);
  }
  return hosts;
}

const answers = oncePer((_: ReadonlyMap<string, Profile>) => new Map<string, readonly ToolHost[]>());

/** Settings that tell who calls and how, never where to. Their being there is kept, their values are not. */
const WHO =
  /^(role_arn|role_session_name|external_id|mfa_serial|duration_seconds|output|cli_pager)([\t ]*=[\t ]*)\S.*$/gm;
const SOURCE = /^(source_profile[\t ]*=[\t ]*)(\S.*?)[\t ]*$/gm;

/** The text of a profile with all left out that no endpoint depends on. Equal texts get equal hosts. */
function likeness(profiles: ReadonlyMap<string, Profile>, profile: Profile): string {
  const { name } = profile;
  return profile.sections
    .map(({ file, source, headerSpan, span }) => {
      const text = source.text ?? '';
      // Odd names are read differently by different tools, so only plain ones are alike.
      const plain = /^[A-Za-z][\w-]*$/.test(name) && name !== 'default';
      const head = text.slice(headerSpan.start, headerSpan.end);
      const body = text
        .slice(headerSpan.end, span.end)
        .trimEnd()
        .replace(WHO, '$1$2x')
        .replace(SOURCE, (_, key: string, source: string) => `${key}${sourceKind(profiles, name, source)}`);
      return `${file} ${plain ? head.replace(name, 'x') : head}${body}`;
    })
    .join('\0');
}

function sourceKind(profiles: ReadonlyMap<string, Profile>, name: string, source: string): string {
  return source === name ? 'itself' : profiles.has(source) ? 'present' : `missing ${source}`;
}
