import type { Context } from '../context';
import type { ToolPinSubject } from '../documents/subjects';
import { type Sentence, say, words } from '../explain/sentence';
import { known } from '../syntax/tree';
import { purposeOf } from '../text/purpose';
import type { ToolAnswer } from './profileEndpoints';
import { defaultOf, TOOLS, type ToolId, toolAt } from './tools';
import { atLeast } from './versions';

/** Whether every version that a pin allows calls the global endpoint where nothing else is said. */
export function isGlobalByDefault({
  tool,
  version,
  below,
}: Pick<ToolPinSubject, 'tool' | 'version' | 'below'>): boolean {
  if (version !== undefined) return defaultOf(toolAt(tool, version), version) === 'legacy';
  const lines = TOOLS.filter(({ id, from }) => id === tool && (below === undefined || !atLeast(from, below)));
  return lines.every(({ changed, byDefault }) =>
    changed === undefined ? byDefault === 'legacy' : below !== undefined && atLeast(changed.version, below),
  );
}

/**
 * A pin in sight of a tool that is among those given and still calls the global endpoint by default. None where the
 * project sets AWS_STS_REGIONAL_ENDPOINTS to `regional` somewhere: who thought of it there has thought of it.
 * @param answers of the tools that call the global endpoint with a profile
 */
export function pinThatCallsGlobal(
  context: Context,
  answers: readonly Pick<ToolAnswer, 'tool' | 'age'>[],
): ToolPinSubject | undefined {
  const { root } = context.settings;
  const isOurs = (uri: string) => purposeOf(uri, root) === 'product';
  const found = context.subjects('toolPin').find((pin) => {
    const id = pinnedTool(pin);
    return (
      answers.some(({ tool, age }) => tool.id === id && (tool.changed === undefined || age === 'before')) &&
      isGlobalByDefault(pin) &&
      isOurs(pin.source.uri)
    );
  });
  if (found === undefined) return undefined;
  const said = context
    .subjects('endpointSetting')
    .some(
      (each) => each.form === 'variable' && known(each.node.text) === 'regional' && isOurs(each.source.uri),
    );
  return said ? undefined : found;
}

/** "boto3 1.34.0", "boto3 <1.40", "aws-sdk": a pin by its package and what is written of its version. */
export function pinInWords({ name, written }: ToolPinSubject): Sentence {
  return written === '' ? words(name) : say`${`${name} ${written}`}`;
}

/**
 * What else keeps a pinned version from its own default, to follow "unless …": the SDK for .NET chooses in AWSSDK.Core,
 * of which NuGet takes the newest version that any package asks for.
 */
export function orNewerCore({ tool }: Pick<ToolPinSubject, 'tool'>): Sentence {
  return words(tool === 'aws-sdk-net' ? ' or another package brings a newer AWSSDK.Core' : '');
}

/** The tool that a pin is named by: boto3 is what people know of botocore. */
function pinnedTool({ tool }: ToolPinSubject): ToolId {
  return tool === 'botocore' ? 'boto3' : tool;
}
