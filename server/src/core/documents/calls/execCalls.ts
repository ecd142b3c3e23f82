import { json } from '../../syntax/json';
import type { Syntax } from '../../syntax/syntax';
import {
  knownString,
  type LocatedArray,
  type LocatedObject,
  type LocatedValue,
  listOf,
  objectsIn,
  propertyOf,
} from '../../syntax/tree';
import { yaml } from '../../syntax/yaml';
import type { Span } from '../../text/span';
import type { Opened } from '../kind';
import type { AssumeRoleCallSubject, CommandCredentials } from '../subjects';

/** UTF-16 code units: no kubeconfig comes near it. */
const LONGEST_FILE = 1_000_000;

/**
 * `exec` entries of kubeconfig files that get a token for EKS and assume a role for it: command, arguments and
 * environment stand apart there.
 */
export function execCalls(file: Opened): AssumeRoleCallSubject[] {
  const { text, uri } = file;
  if (text.length > LONGEST_FILE || !/get-token|authenticator/.test(text)) return [];
  if (!/:role\//.test(text) || !/\bexec\b/.test(text)) return [];
  const isJson = /^[\s\uFEFF]*\{/.test(text);
  if (!isJson && !/\.(?:ya?ml|kubeconfig)$|config$/i.test(uri)) return [];
  const syntax: Syntax = isJson ? json : yaml;
  const calls: AssumeRoleCallSubject[] = [];
  for (const object of objectsIn(syntax.parse(text).root)) {
    const args = propertyOf(object, 'args');
    const command = commandOf(knownString(propertyOf(object, 'command')) ?? '', args);
    if (command === undefined || args?.kind !== 'array') continue;
    const role = valueBehind(args, /^(?:--role-arn|--role|-r)$/);
    const name = knownString(role?.value);
    const credentials = credentialsOf(object, args);
    if (role?.before === undefined || name === undefined || credentials === undefined) continue;
    const source = { uri, edits: syntax.edits(text) };
    calls.push({
      kind: 'assumeRoleCall',
      source,
      span: role.value.span,
      role: name,
      command,
      credentials,
      withoutRole: [{ span: withItemBefore(text, args, role), text: '' }],
    });
  }
  return calls;
}

/** The command that gets a token for EKS, if a program and its arguments are one. */
export function commandOf(command: string, args: LocatedValue | undefined): string | undefined {
  const words = listOf(args).map((item) => knownString(item) ?? '');
  const name = command.replace(/^.*[\\/]|\.exe$/g, '');
  if (name === 'aws' && words.includes('eks') && words.includes('get-token')) return 'aws eks get-token';
  const authenticator = /^(?:aws-iam|heptio)-authenticator(?:-aws)?$/.test(name);
  return authenticator && words.includes('token') ? `${name} token` : undefined;
}

function credentialsOf(object: LocatedObject, args: LocatedArray): CommandCredentials | undefined {
  const option = valueBehind(args, /^--profile$/)?.value;
  const variable = listOf(propertyOf(object, 'env')).find(
    (each) => knownString(propertyOf(each, 'name')) === 'AWS_PROFILE',
  );
  const value = option ?? propertyOf(variable, 'value');
  const name = knownString(value);
  return value === undefined || !name ? undefined : { kind: 'profile', name, span: value.span };
}

interface Option {
  readonly option: LocatedValue;
  readonly value: LocatedValue;
  readonly before: LocatedValue | undefined;
}

/** From behind the item before an option, with the comma or line break there, to the end of its value. */
export function withItemBefore(text: string, args: LocatedArray, { option, value, before }: Option): Span {
  const { end } = value.span;
  const start = before?.span.end ?? option.span.start;
  if (text[args.span.start] === '[') return { start, end };
  // In block style a comment may follow the item before.
  return { start: start + /^[^\r\n]*/.exec(text.slice(start, option.span.start))![0].length, end };
}

/** An option and the item that follows it. */
export function valueBehind({ items }: LocatedArray, option: RegExp): Option | undefined {
  const at = items.findIndex((item) => option.test(knownString(item) ?? ''));
  const value = items[at + 1];
  return at < 0 || value === undefined ? undefined : { option: items[at]!, value, before: items[at - 1] };
}
