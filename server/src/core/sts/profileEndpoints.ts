import type { ProfileSubject, Setting } from '../documents/subjects';
import { type Sentence, say, words } from '../explain/sentence';
import type { CutText } from '../syntax/awsConfigBlocks';
import { type EndpointAnswer, resolveEndpoint } from './endpoint';
import type { FilePair } from './excerpts';
import type { Disk } from './files';
import type { Profile } from './profiles';
import type { ConfigFile } from './reading/reading';
import { TOOLS, type Tool } from './tools';
import { GLOBAL_HOST } from './tools/hosts';

/** What a version of a tool calls with a profile. */
export interface ToolAnswer {
  readonly tool: Tool;
  /** `now`: a recent version. `before`: one from before the tool's default changed. */
  readonly age: 'now' | 'before';
  readonly version: string;
  readonly answer: EndpointAnswer;
}

/**
 * The endpoints that an STS client gets from a profile alone: no AWS variable is set but the one that chooses the
 * profile, and AWS_SDK_LOAD_CONFIG for the SDKs that read the config file only then. Every tool reads the whole
 * files in its own way, so a file that a tool refuses is refused here.
 * @param region stands in for the profile's Region, for "what would be in this Region"
 */
export function endpointsOf(
  profiles: ReadonlyMap<string, Profile>,
  name: string,
  region?: string,
): ToolAnswer[] {
  const { config, credentials } = filesOf([...profiles.values()].flatMap(({ sections }) => sections));
  return answersFor({ config, credentials }, name, region);
}

/** The files that sections come from. */
export function filesOf(sections: readonly ProfileSubject[]): FilePair {
  const found: { config?: CutText; credentials?: CutText } = {};
  for (const { file, source } of sections) if (source.file !== undefined) found[file] = source.file;
  return found;
}

/** The same for a file that holds nothing but one setting of a section. */
export function endpointsWith(subject: ProfileSubject, setting: Setting, region: string): ToolAnswer[] {
  const text = subject.source.text ?? '';
  const kept = [subject.headerSpan, setting.span].map(({ start, end }) => text.slice(start, end));
  const file = { uri: subject.source.uri, text: `${kept.join('\n')}\n` };
  return answersFor(
    { config: undefined, credentials: undefined, [subject.file]: file },
    subject.name,
    region,
  );
}

/** The same for files, or parts of them, that hold the profile. A config file that is not in sight counts as empty. */
export function answersFor(
  files: { readonly config: ConfigFile | undefined; readonly credentials: ConfigFile | undefined },
  name: string,
  region: string | undefined,
): ToolAnswer[] {
  const input = {
    env: { AWS_SDK_LOAD_CONFIG: '1' },
    disk: diskOf(files),
    profile: name,
    ...(region === undefined ? {} : { region }),
  };
  return TOOLS.flatMap((tool) => {
    const at = (age: ToolAnswer['age'], version: string): ToolAnswer => ({
      tool,
      age,
      version,
      answer: resolveEndpoint(input, tool.id, version),
    });
    return tool.changed === undefined
      ? [at('now', tool.recent)]
      : [at('now', tool.recent), at('before', tool.changed.before)];
  });
}

const HOME = '/home';
/** A config file that is not in sight may well be there, so it counts as an empty one. */
const UNSEEN: ConfigFile = { uri: '', text: '' };

function diskOf({ config = UNSEEN, credentials }: Parameters<typeof answersFor>[0]): Disk {
  const files = new Map<string, ConfigFile>([[`${HOME}/.aws/config`, config]]);
  if (credentials !== undefined) files.set(`${HOME}/.aws/credentials`, credentials);
  return { home: HOME, files };
}

/** Whether an answer is the global host, as a setting or default and not as a configured URL. */
export function isGlobal({ answer }: ToolAnswer): boolean {
  return answer.host === GLOBAL_HOST;
}

/** The answers that are refusals of a recent version because of a wrong value of `sts_regional_endpoints`. */
export function refusalsOf(answers: readonly ToolAnswer[]): ToolAnswer[] {
  return answers.filter(
    (each) =>
      each.age === 'now' &&
      each.tool.setting === 'read' &&
      isWorthNaming(each) &&
      each.answer.error !== undefined &&
      // How these two treat a wrong value is not known for sure.
      each.tool.id !== 'aws-sdk-java' &&
      each.tool.id !== 'aws-sdk-php',
  );
}

/** "boto3", "boto3 before 1.40.0": the versions an answer stands for. */
export function versionsOf({ tool, age }: Pick<ToolAnswer, 'tool' | 'age'>): Sentence {
  if (age === 'before' && tool.changed !== undefined)
    return words(`${tool.name} before ${tool.changed.version}`);
  return words(tool.name);
}

/** "the global host" or the host, in words. */
export function hostInWords(answer: EndpointAnswer): Sentence {
  if (answer.host === undefined) return answer.error;
  return answer.host === GLOBAL_HOST ? say`${GLOBAL_HOST} (global)` : say`${answer.host}`;
}

/** botocore is not named beside boto3, which is the same, nor a change from before 2021, which nobody runs. */
export function isWorthNaming({ tool, age }: Pick<ToolAnswer, 'tool' | 'age'>): boolean {
  return tool.id !== 'botocore' && !(age === 'before' && (tool.changed?.date ?? '') < '2021');
}
