import type { Text } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { OwnCall } from '../runningCode';

/** The end of a command that assumes the role which follows, on its line or the lines it continues. */
const COMMAND =
  /\baws(?:[ \t]+--[\w-]+(?:[= \t]+[^\s=-]\S*)?)*[ \t]+(?:sts[ \t]+assume-role|eks[ \t]+(?:get-token|update-kubeconfig))\b((?:\\\r?\n|[^\n;|&])*?)--role-arn(?:[= \t]|\\\r?\n)+["']?$/;
/** Credentials of another kind than those of the machine. */
const OTHER_CREDENTIALS =
  /--profile\b|AWS_PROFILE=|AWS_ACCESS_KEY_ID=|--policy(?:-arns)?\b|--tags\b|--source-identity\b/;
const SETTING = /(?:^|\n|\\n|["'])[ \t]*role_arn[ \t]*=[ \t]*$/;
const SOURCE = /\bcredential_source[ \t]*=[ \t]*(?:Ec2InstanceMetadata|EcsContainer)\b/;
/** UTF-16 code units around the role that may belong to the same command or section. */
const REACH = 1_000;

/**
 * The places of a script at which the role that it runs with is assumed: commands of the AWS CLI, and profiles that it
 * writes with the machine's role as their `credential_source`.
 * @param script its text, in which the role may stand as an expression
 * @param role as the same template writes it
 * @param file the text of the template
 */
export function ownCallsIn(script: Text | undefined, role: string, file: string): OwnCall[] {
  if (script === undefined) return [];
  const { text, spanOf } = flat(script, file);
  const calls: OwnCall[] = [];
  for (let at = text.indexOf(role); at >= 0; at = text.indexOf(role, at + role.length)) {
    const end = at + role.length;
    if (/[\w+=,.@/-]/.test(text[end] ?? '')) continue;
    const before = text.slice(Math.max(0, at - REACH), at);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    if (/^\s*(?:#|;|\/\/)/.test(line)) continue;
    const behind = text.slice(end, end + REACH);
    const command = COMMAND.exec(before);
    if (command !== null) {
      const prefix = before.slice(0, command.index);
      const whole = prefix.slice(prefix.lastIndexOf('\n') + 1) + command[0] + /^[^\n;|&]*/.exec(behind)![0];
      // What was exported before gives the command other credentials.
      if (OTHER_CREDENTIALS.test(whole) || /AWS_(?:PROFILE|ACCESS_KEY_ID)=/.test(text.slice(0, at))) continue;
      calls.push({ by: 'command', span: spanOf(at, end) });
    } else if (SETTING.test(before) && SOURCE.test(sectionAround(before, behind))) {
      calls.push({ by: 'profile', span: spanOf(at, end) });
    }
  }
  return calls;
}

/** The lines of the same section of a config file. */
function sectionAround(before: string, behind: string): string {
  const header = /(?:^|\n|\\n|["'])[ \t]*\[/;
  const above = before.slice(before.lastIndexOf('[') + 1);
  const next = header.exec(behind);
  return `${above}\n${next === null ? behind : behind.slice(0, next.index)}`;
}

/** A text as a string, holes as `${…}`, with the place of the file that a part of it comes from. */
function flat(
  { pieces }: Text,
  file: string,
): { readonly text: string; readonly spanOf: (start: number, end: number) => Span } {
  const starts: number[] = [];
  let text = '';
  for (const piece of pieces) {
    starts.push(text.length);
    text += piece.kind === 'literal' ? piece.value : `\${${piece.expression}}`;
  }
  const spanOf = (start: number, end: number) => {
    // An expression has its exact place; the text around it may be put together from several.
    const hole = pieces.find((piece, i) => piece.kind === 'hole' && start <= starts[i]! && starts[i]! < end);
    if (hole !== undefined) return hole.span;
    const { span } = pieces[starts.findLastIndex((at) => at <= start)]!;
    const written = text.slice(start, end);
    const at = file.slice(span.start, span.end).indexOf(written);
    return at < 0 ? span : { start: span.start + at, end: span.start + at + written.length };
  };
  return { text, spanOf };
}
