import { keptByText } from '../kept';
import { oncePer } from '../once';
import { excerptsOf } from './excerpts';
import { answersFor, filesOf, type ToolAnswer } from './profileEndpoints';
import type { Profile } from './profiles';

/** What a version of a tool calls with a profile, without the reasons. */
export type ToolHost = Pick<ToolAnswer, 'tool' | 'age' | 'version'> & {
  /** Undefined: the tool refuses. */
  readonly host: string | undefined;
};

const hosts = keptByText<readonly ToolHost[]>(200_000);

/**
 * The hosts of `endpointsOf`. Profiles that differ only in what no tool's endpoint depends on are asked for once, and
 * what was found is kept: a long file of alike profiles is checked at every key stroke.
 * @param region stands in for the profile's Region
 */
export function hostsOf(
  profiles: ReadonlyMap<string, Profile>,
  { name }: Profile,
  region?: string,
): readonly ToolHost[] {
  const { config, credentials, alike } = excerpts(profiles)(name);
  return hosts.of(`${region ?? ''}\n${alike}`, () =>
    answersFor({ config, credentials }, name, region).map(({ tool, age, version, answer }) => ({
      tool,
      age,
      version,
      host: answer.host,
    })),
  );
}

const excerpts = oncePer((profiles: ReadonlyMap<string, Profile>) => excerptsOf(filesOf(profiles)));
