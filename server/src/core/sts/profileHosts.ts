import type { Context } from '../context';
import type { ConfigFileSubject, ProfileSubject } from '../documents/subjects';
import { keptByText } from '../kept';
import { oncePer } from '../once';
import { survey } from '../survey';
import { CutPair, Excerpt, type FilePair } from './excerpts';
import { answersFor, type ToolAnswer } from './profileEndpoints';
import { otherFile } from './profileLinks';

/** What a version of a tool calls with a profile, without the reasons. */
export type ToolHost = Pick<ToolAnswer, 'tool' | 'age' | 'version'> & {
  /** Undefined: the tool refuses. */
  readonly host: string | undefined;
};

const hosts = keptByText<readonly ToolHost[]>(200_000);

/**
 * The hosts of `endpointsOf`. Profiles that differ only in what no tool's endpoint depends on are asked for once, and
 * what was found is kept: a long file of alike profiles is checked at every key stroke. A check that asks depends on the
 * lines that have to do with the profile.
 * @param region stands in for the profile's Region
 */
export function hostsOf(subject: ProfileSubject, context: Context, region?: string): readonly ToolHost[] {
  const excerpt = excerptFor(subject)(context);
  return hosts.of(`${region ?? ''}\n${excerpt.alike}`, () =>
    answersFor(excerpt.files, subject.name, region).map(({ tool, age, version, answer }) => ({
      tool,
      age,
      version,
      host: answer.host,
    })),
  );
}

const excerptFor = oncePer((subject: ProfileSubject) =>
  survey(
    'configFile',
    (files) => new Excerpt(pairIn(subject, files), subject.name),
    (last, now) => last.holds(now),
  ),
);

const pairs = oncePer((_: readonly ConfigFileSubject[]) => new Map<string, CutPair>());

function pairIn(subject: ProfileSubject, files: readonly ConfigFileSubject[]): CutPair {
  const byFile = pairs(files);
  const { uri } = subject.source;
  let pair = byFile.get(uri);
  if (pair === undefined) {
    pair = new CutPair(pairOf(subject, files));
    byFile.set(uri, pair);
  }
  return pair;
}

/** The files that tools read the profile from. One without profiles is not looked at. */
function pairOf(subject: ProfileSubject, files: readonly ConfigFileSubject[]): FilePair {
  const { uri } = subject.source;
  const other = otherFile(uri);
  const beside = files.filter(
    ({ source, sections }) =>
      source.uri === other && sections.some(({ kind }) => kind === 'profile') && source.file !== undefined,
  );
  const found = Object.fromEntries(beside.map(({ file, source }) => [file, source.file]));
  return { ...found, ...(subject.source.file && { [subject.file]: subject.source.file }) };
}
