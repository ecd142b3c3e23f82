import { type Sentence, say, words } from '../explain/sentence';
import { type EndpointAnswer, resolveEndpoint } from './endpoint';
import type { Profile } from './profiles';
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
 * profile, and AWS_SDK_LOAD_CONFIG for the SDKs that read the config file only then.
 * @param region stands in for the profile's Region, for "what would be in this Region"
 */
export function endpointsOf(
  profiles: ReadonlyMap<string, Profile>,
  name: string,
  region?: string,
): ToolAnswer[] {
  const input = {
    env: { AWS_SDK_LOAD_CONFIG: '1' },
    profiles,
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

/** Whether an answer is the global host, as a setting or default and not as a configured URL. */
export function isGlobal({ answer }: ToolAnswer): boolean {
  return answer.host === GLOBAL_HOST;
}

/** "boto3", "boto3 before 1.40.0": the versions an answer stands for. */
export function versionsOf({ tool, age }: ToolAnswer): Sentence {
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
export function isWorthNaming({ tool, age }: ToolAnswer): boolean {
  return tool.id !== 'botocore' && !(age === 'before' && (tool.changed?.date ?? '') < '2021');
}
