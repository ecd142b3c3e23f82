import { plainTextEdits } from '../../syntax/plainText';
import { withoutComments } from '../endpoints/comments';
import { formOf } from '../endpoints/fileForm';
import type { Opened } from '../kind';
import type { AssumeRoleCallSubject, CommandCredentials } from '../subjects';

const LONGEST_FILE = 1_000_000;
/** UTF-16 code units that a command has at the most. */
const LONGEST_COMMAND = 1_000;

const COMMAND =
  /\b(?:aws(?:[ \t]+-[\w-]+(?:[= \t]+[^\s=-]\S*)?){0,20}[ \t]+(?:eks[ \t]+(?:get-token|update-kubeconfig)|sts[ \t]+assume-role)|aws-iam-authenticator[ \t]+token)\b/g;
/** To the end of the line, and on where it ends with a mark that continues it. */
const REST = /^(?:\\\r?\n|`\r?\n|\$\{\{[^}\n]*\}\}|[^\n;|&`])*/;
const ROLE =
  /((?:[ \t]|\\\r?\n)+)(?:--role-arn|--role|-r)(?:[= \t]|\\\r?\n)+(["']?)(arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+|\$\{\{[^}\n]*\}\})\2/;
const PROFILE = /--profile[= \t]+["']?([\w.@+-]+)/;

/**
 * Commands in scripts and workflows that assume a role: `aws eks get-token`, `aws eks update-kubeconfig`,
 * `aws sts assume-role`, `aws-iam-authenticator token`. Only those with credentials that the file names: by a profile,
 * or by the step of a workflow that assumed a role before. A call with a session policy has a reason to be there.
 */
export function commandCalls(file: Opened): AssumeRoleCallSubject[] {
  const { text, uri } = file;
  if (text.length > LONGEST_FILE || !/--role|-r /.test(text)) return [];
  if (!/get-token|update-kubeconfig|sts\s+assume-role|authenticator\s+token/.test(text)) return [];
  const form = formOf(uri, file.languageId, text);
  if (form === undefined || form.writing === 'code') return [];
  const bare = withoutComments(text, form.comments);
  const calls: AssumeRoleCallSubject[] = [];
  const said = new Said(bare);
  for (const match of bare.matchAll(COMMAND)) {
    const rest = REST.exec(bare.slice(match.index, match.index + LONGEST_COMMAND))![0];
    const found = ROLE.exec(rest);
    if (found === null || /--policy(?:-arns)?\b/.test(rest)) continue;
    const [whole, , quote = '', role = ''] = found;
    const end = match.index + found.index + whole.length;
    const start = end - quote.length - role.length;
    const credentials =
      profileOf(bare, match.index, rest) ?? said.profileAt(match.index) ?? said.roleAt(match.index);
    if (credentials === undefined) continue;
    const command = match[0].replace(/\s+-[\w-]+(?:[=\s]+(?!eks|sts)\S+)?(?=\s)/g, '').replace(/\s+/g, ' ');
    const removed = { start: match.index + found.index, end };
    calls.push({
      kind: 'assumeRoleCall',
      source: { uri, edits: plainTextEdits },
      span: { start, end: start + role.length },
      role: plainExpression(role),
      command,
      credentials,
      withoutRole: command.endsWith('assume-role') ? [] : [{ span: removed, text: '' }],
    });
  }
  return calls;
}

/** A profile named by the command, or by an assignment in front of it. */
function profileOf(text: string, at: number, command: string): CommandCredentials | undefined {
  const option = PROFILE.exec(command);
  if (option !== null) return profile(option[1]!, at + option.index + option[0].length);
  const before = text.slice(Math.max(0, at - LONGEST_COMMAND), at);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const prefix = /\bAWS_PROFILE=["']?([\w.@+-]+)["']?[ \t]+(?:\w+=\S+[ \t]+)*$/.exec(line);
  if (prefix !== null)
    return profile(prefix[1]!, at - line.length + line.lastIndexOf(prefix[1]!) + prefix[1]!.length);
  return undefined;
}

function profile(name: string, end: number): CommandCredentials {
  return { kind: 'profile', name, span: { start: end - name.length, end } };
}

/** UTF-16 code units from the step of a workflow that assumes a role to the last one that is looked at. */
const LONGEST_JOB = 20_000;

/** What a file says of credentials outside of the commands. Asked in the order of the text, so it looks once. */
class Said {
  readonly #text: string;
  readonly #exported: readonly RegExpExecArray[];
  readonly #assumed: readonly RegExpExecArray[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#exported = [...text.matchAll(/^[ \t]*export[ \t]+AWS_PROFILE=["']?([\w.@+-]+)["']?[ \t]*$/gm)];
    this.#assumed = [...text.matchAll(/^[ \t]+role-to-assume:[ \t]*["']?([^"'\n]*?)["']?[ \t]*$/gm)];
  }

  /** The profile that a script has exported before, where it is the only one. */
  profileAt(at: number): CommandCredentials | undefined {
    const [only, other] = this.#exported;
    if (only === undefined || only.index > at || (other !== undefined && other.index < at)) return undefined;
    return profile(only[1]!, only.index + only[0].indexOf(only[1]!) + only[1]!.length);
  }

  /** The role that an earlier step of the same job assumed: `role-to-assume` of configure-aws-credentials. */
  roleAt(at: number): CommandCredentials | undefined {
    while ((this.#assumed[this.#next]?.index ?? at) < at) this.#next++;
    const earlier = this.#assumed[this.#next - 1];
    if (earlier === undefined || at - earlier.index > LONGEST_JOB) return undefined;
    const before = this.#text.slice(Math.max(0, earlier.index - LONGEST_JOB), earlier.index);
    const steps = [...before.matchAll(/^([ \t]*)steps:/gm)].at(-1);
    if (steps === undefined) return undefined;
    // The job ends where a line is less indented than its steps.
    const between = this.#text.slice(earlier.index, at).split('\n').slice(1);
    const indent = steps[1]!.length;
    if (between.some((line) => line.trim() !== '' && line.search(/\S/) < indent)) return undefined;
    if (between.some((line) => /^\s*role-chaining:\s*true/.test(line))) return undefined;
    const role = earlier[1]!;
    const start = earlier.index + earlier[0].indexOf(role);
    return {
      kind: 'role',
      role: plainExpression(role),
      span: { start, end: start + role.length },
      by: 'step',
    };
  }
}

/** An expression of a workflow without the blanks that mean nothing. */
function plainExpression(text: string): string {
  return text.startsWith('${{') ? text.replace(/\s+/g, '') : text;
}
