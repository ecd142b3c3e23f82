import { TOOL_IDS, TOOLS, type ToolId, toolAt } from '../../core/sts/tools';
import { closest } from '../../core/text/closest';

/** A version of a tool that is asked about. */
export interface AskedTool {
  readonly id: ToolId;
  readonly version: string;
  /** As people call it: "AWS CLI v2". */
  readonly name: string;
  /** `NAME@VERSION` */
  readonly text: string;
}

function asked(id: ToolId, version: string): AskedTool {
  return { id, version, name: toolAt(id, version).name, text: `${id}@${version}` };
}

/** Every line of versions: a recent one, and one from before its default changed. */
export function everyTool(): AskedTool[] {
  return TOOLS.flatMap((tool) => versionsOf(tool.id, tool.recent, tool.changed?.before));
}

function versionsOf(id: ToolId, recent: string, before: string | undefined): AskedTool[] {
  return [asked(id, recent), ...(before === undefined ? [] : [asked(id, before)])];
}

/**
 * Reads the values of `--tool`: a package name, alone or with `@VERSION`. Alone it stands for every line of its
 * versions.
 * @returns the tools, or what is wrong with a value
 */
export function askedTools(values: readonly string[]): readonly AskedTool[] | string {
  const tools: AskedTool[] = [];
  for (const value of values) {
    // The name itself may begin with an at sign.
    const at = value.lastIndexOf('@');
    const name = at > 0 ? value.slice(0, at) : value;
    const version = at > 0 ? value.slice(at + 1) : undefined;
    const id = TOOL_IDS.find((known) => known === name);
    if (id === undefined) {
      const close = closest(name, TOOL_IDS);
      return `There is no tool "${name}".${close === undefined ? '' : ` Did you mean ${close}?`}`;
    }
    if (version === undefined) {
      for (const tool of TOOLS) {
        if (tool.id === id) tools.push(...versionsOf(id, tool.recent, tool.changed?.before));
      }
    } else if (/^v?\d+(\.\d+)*([-+.]\w+)*$/.test(version)) {
      tools.push({ ...asked(id, version.replace(/^v/, '')), text: value });
    } else return `--tool needs a version such as 1.40.0 behind the at sign; it was "${value}".`;
  }
  return tools;
}
